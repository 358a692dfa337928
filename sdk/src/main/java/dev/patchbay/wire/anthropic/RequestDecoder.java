package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes a client's request. Messages are streamed; the other fields are small. One thread. */
final class RequestDecoder {
  private static final String MESSAGES = "messages";

  private final List<Message> messages = new ArrayList<>();
  private JsonFields extras = JsonFields.NONE;

  private RequestDecoder() {}

  static ChatRequest decode(byte[] body) {
    return new RequestDecoder().request(body);
  }

  static boolean wantsStream(byte[] body) {
    return Json.read(
        body,
        reader -> {
          boolean stream = false;
          reader.beginObject();
          while (reader.hasNext()) {
            if (reader.nextName().equals("stream")) {
              stream = Boolean.TRUE.equals(Json.booleanOrNull(reader));
            } else {
              reader.skipValue();
            }
          }
          reader.endObject();
          return stream;
        });
  }

  private ChatRequest request(byte[] body) {
    Block fields = Json.read(body, this::fields);
    try {
      return build(fields);
    } catch (IllegalArgumentException e) {
      throw new BadJsonException("$", String.valueOf(e.getMessage()));
    }
  }

  /** The fields but the messages, which are decoded as they pass. */
  private Block fields(JsonReader reader) throws IOException {
    JsonFields.Collector collector = new JsonFields.Collector();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (name.equals(MESSAGES)) {
        MessageDecoder.decode(reader, messages);
      } else {
        collector.add(name, Json.raw(reader));
      }
    }
    reader.endObject();
    return Words.block(RawJson.object(collector.fields()), "$");
  }

  private ChatRequest build(Block fields) {
    ChatRequest.Builder request = ChatRequest.builder();
    request.model(fields.string("model", ""));
    request.maxOutputTokens(fields.integer("max_tokens"));
    List<Message> all = new ArrayList<>();
    Message.System system = system(fields.take("system"));
    if (system != null) {
      all.add(system);
    }
    all.addAll(messages);
    request.messages(all);
    request.tools(ToolWords.decodeTools(fields.objects("tools")));
    toolChoice(request, fields.object("tool_choice"));
    request.sampling(
        new Sampling(
            fields.decimal("temperature"),
            fields.decimal("top_p"),
            fields.integer("top_k"),
            null,
            null,
            null));
    request.stop(fields.strings("stop_sequences"));
    Block output = fields.object("output_config");
    request.responseFormat(format(output));
    Block thinking = fields.object("thinking");
    request.reasoning(ThinkingWords.decode(output, thinking));
    leftOver("thinking", thinking);
    leftOver("output_config", output);
    metadata(request, fields.object("metadata"));
    request.serviceTier(fields.string("service_tier"));
    fields.take("stream");
    return request.extras(Words.PROTOCOL, fields.spokenRest().and(extras)).build();
  }

  private static Message.@Nullable System system(@Nullable RawJson raw) {
    if (raw == null) {
      return null;
    }
    List<Part> parts = MessageDecoder.content(raw, "$.system", Words.CLIENT);
    return parts.isEmpty() ? null : new Message.System(parts);
  }

  private void toolChoice(ChatRequest.Builder request, @Nullable Block choice) {
    if (choice == null) {
      return;
    }
    Boolean single = choice.flag("disable_parallel_tool_use");
    request.parallelToolCalls(single == null ? null : (Boolean) !single);
    request.toolChoice(ToolWords.decodeChoice(choice));
    leftOver("tool_choice", choice);
  }

  private static @Nullable ResponseFormat format(@Nullable Block output) {
    RawJson raw = output == null ? null : output.take("format");
    if (output == null || raw == null) {
      return null;
    }
    RawJson schema = Words.block(raw, "$.output_config.format").take("schema");
    if (schema == null) {
      output.putBack("format", raw);
      return null;
    }
    return new ResponseFormat.JsonSchema("response", null, schema, null);
  }

  private void metadata(ChatRequest.Builder request, @Nullable Block metadata) {
    if (metadata != null) {
      request.endUser(metadata.string("user_id"));
      leftOver("metadata", metadata);
    }
  }

  /** Unknown fields inside a known object are kept under its name; the encoder puts them back. */
  private void leftOver(String name, @Nullable Block block) {
    if (block != null && !block.spokenRest().isEmpty()) {
      extras = extras.and(JsonFields.of(Words.PROTOCOL, name, RawJson.object(block.spokenRest())));
    }
  }
}
