package dev.patchbay.wire.gemini;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes a client's request. One thread. */
final class RequestDecoder {
  private JsonFields extras = JsonFields.NONE;

  private RequestDecoder() {}

  static ChatRequest decode(byte[] body) {
    Block fields = Envelope.request(RawJson.of(body));
    try {
      return new RequestDecoder().build(fields);
    } catch (IllegalArgumentException e) {
      throw new BadJsonException("$", String.valueOf(e.getMessage()));
    }
  }

  private ChatRequest build(Block fields) {
    ChatRequest.Builder request = ChatRequest.builder();
    request.model(bare(fields.string("model", "")));
    List<Message> messages = new ArrayList<>();
    Block system = Words.object(fields, "systemInstruction");
    if (system != null) {
      List<Part> parts = PartDecoder.decode(Words.objects(system, "parts"), Words.CLIENT);
      messages.add(new Message.System(parts));
    }
    new MessageDecoder(messages).decode(Words.objects(fields, "contents"));
    request.messages(messages);
    request.tools(ToolWords.decodeTools(Words.objects(fields, "tools")));
    toolChoice(request, Words.object(fields, "toolConfig"));
    Block config = Words.object(fields, "generationConfig");
    if (config != null) {
      options(request, config);
      leftOver("generationConfig", config);
    }
    request.store(fields.flag("store"));
    request.serviceTier(fields.string("serviceTier"));
    return request.extras(Words.PROTOCOL, fields.spokenRest().and(extras)).build();
  }

  static String bare(String model) {
    return model.startsWith("models/") ? model.substring("models/".length()) : model;
  }

  private void toolChoice(ChatRequest.Builder request, @Nullable Block config) {
    if (config == null) {
      return;
    }
    RawJson raw = config.take("functionCallingConfig");
    if (raw != null) {
      Block calling = Words.block(raw, config.path() + ".functionCallingConfig");
      var choice = ToolWords.decodeChoice(calling);
      request.toolChoice(choice);
      RawJson rest = choice == null ? raw : RawJson.object(calling.spokenRest());
      if (!rest.text().equals("{}")) {
        config.putBack("functionCallingConfig", rest);
      }
    }
    leftOver("toolConfig", config);
  }

  private static void options(ChatRequest.Builder request, Block config) {
    Long seed = config.count("seed");
    Long topK = config.count("topK");
    request.sampling(
        new Sampling(
            config.decimal("temperature"),
            config.decimal("topP"),
            topK == null ? null : (Integer) Math.toIntExact(Math.min(topK, Integer.MAX_VALUE)),
            seed,
            config.decimal("presencePenalty"),
            config.decimal("frequencyPenalty")));
    request.maxOutputTokens(config.integer("maxOutputTokens"));
    Integer choices = config.integer("candidateCount");
    request.choices(choices == null ? 1 : choices);
    request.stop(config.strings("stopSequences"));
    request.responseFormat(format(config));
    Block thinking = Words.object(config, "thinkingConfig");
    if (thinking != null) {
      request.reasoning(ThinkingWords.decode(thinking));
      if (!thinking.spokenRest().isEmpty()) {
        config.putBack("thinkingConfig", RawJson.object(thinking.spokenRest()));
      }
    }
  }

  private static @Nullable ResponseFormat format(Block config) {
    RawJson type = config.take("responseMimeType");
    boolean json = type != null && type.text().equals("\"application/json\"");
    if (type != null && !json) {
      config.putBack("responseMimeType", type);
      return null;
    }
    RawJson schema = config.take("responseJsonSchema");
    RawJson open = config.take("responseSchema");
    if (schema == null && open != null) {
      schema = SchemaWords.standard(open);
    }
    if (schema != null) {
      return new ResponseFormat.JsonSchema("response", null, schema, null);
    }
    return json ? new ResponseFormat.JsonObject() : null;
  }

  /** Unknown fields inside a known object are kept under its name; the encoder puts them back. */
  private void leftOver(String name, Block block) {
    if (!block.spokenRest().isEmpty()) {
      extras = extras.and(JsonFields.of(Words.PROTOCOL, name, RawJson.object(block.spokenRest())));
    }
  }
}
