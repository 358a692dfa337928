package dev.patchbay.wire.openai;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes a client's request, in the protocol's order of fields. Stateless. */
final class RequestDecoder {
  private static final Map<String, Reasoning.Mode> MODES =
      Map.of(
          "enabled", Reasoning.Mode.ENABLED,
          "adaptive", Reasoning.Mode.ADAPTIVE,
          "disabled", Reasoning.Mode.DISABLED);

  private RequestDecoder() {}

  static ChatRequest decode(byte[] body) {
    try {
      return request(Json.read(body, Words::block));
    } catch (IllegalArgumentException e) {
      throw new BadJsonException("$", String.valueOf(e.getMessage()));
    }
  }

  static boolean wantsStream(byte[] body) {
    return Boolean.TRUE.equals(Json.read(body, Words::block).flag("stream"));
  }

  static boolean wantsUsage(byte[] body) {
    Block options = Json.read(body, Words::block).object(ExtraEncoder.STREAM_OPTIONS);
    return options != null && Boolean.TRUE.equals(options.flag(ExtraEncoder.INCLUDE_USAGE));
  }

  private static ChatRequest request(Block body) {
    ChatRequest.Builder request = ChatRequest.builder();
    request.model(body.string("model", ""));
    request.messages(messages(body));
    request.tools(tools(body));
    JsonFields unread = choice(body, request);
    request.parallelToolCalls(body.flag("parallel_tool_calls"));
    limit(body, request);
    request.sampling(sampling(body));
    request.stop(stop(body));
    unread = unread.and(format(body, request));
    request.reasoning(reasoning(body));
    Integer choices = body.integer("n");
    request.choices(choices == null ? 1 : choices);
    user(body, request);
    metadata(body, request);
    request.serviceTier(body.string("service_tier"));
    request.cacheKey(body.string("prompt_cache_key"));
    request.store(body.flag("store"));
    unread = unread.and(streamOptions(body));
    return request.extras(Words.PROTOCOL, body.rest().and(unread)).build();
  }

  /** How the answer comes is no part of the request, but for what this version does not know. */
  private static JsonFields streamOptions(Block body) {
    body.take("stream");
    Block options = body.object(ExtraEncoder.STREAM_OPTIONS);
    JsonFields rest = options == null ? JsonFields.NONE : options.rest();
    JsonFields unknown = rest.without(ExtraEncoder.INCLUDE_USAGE);
    return unknown.isEmpty()
        ? JsonFields.NONE
        : JsonFields.of(Words.PROTOCOL, ExtraEncoder.STREAM_OPTIONS, RawJson.object(unknown));
  }

  private static List<Message> messages(Block body) {
    MessageDecoder decoder = new MessageDecoder();
    List<Message> messages = new ArrayList<>();
    for (Block message : body.objects("messages")) {
      messages.add(decoder.decode(message));
    }
    return messages;
  }

  private static List<Tool> tools(Block body) {
    List<Tool> tools = new ArrayList<>();
    for (Block tool : body.objects("tools")) {
      tools.add(ToolWords.tool(tool));
    }
    for (Block function : body.objects("functions")) {
      tools.add(ToolWords.function(function, null));
    }
    return tools;
  }

  /** Gives a choice this version has no word for back, to be kept. */
  private static JsonFields choice(Block body, ChatRequest.Builder request) {
    RawJson said = body.take("tool_choice");
    RawJson old = body.take("function_call");
    RawJson raw = said == null ? old : said;
    if (raw == null) {
      return JsonFields.NONE;
    }
    ToolChoice choice = ToolWords.choice(raw, "$.tool_choice");
    request.toolChoice(choice);
    return choice == null ? JsonFields.of(Words.PROTOCOL, "tool_choice", raw) : JsonFields.NONE;
  }

  private static void limit(Block body, ChatRequest.Builder request) {
    Integer limit = body.integer("max_completion_tokens");
    Integer old = body.integer("max_tokens");
    request.maxOutputTokens(limit == null ? old : limit);
  }

  private static Sampling sampling(Block body) {
    return new Sampling(
        body.decimal("temperature"),
        body.decimal("top_p"),
        null,
        body.count("seed"),
        body.decimal("presence_penalty"),
        body.decimal("frequency_penalty"));
  }

  private static List<String> stop(Block body) {
    RawJson stop = body.peek("stop");
    if (stop == null || stop.text().startsWith("[")) {
      return body.strings("stop");
    }
    return List.of(body.string("stop", ""));
  }

  private static JsonFields format(Block body, ChatRequest.Builder request) {
    RawJson raw = body.take("response_format");
    if (raw == null) {
      return JsonFields.NONE;
    }
    Block format = Words.block(raw, "$.response_format");
    ResponseFormat read = format(format, format.string("type", ""));
    request.responseFormat(read);
    return read == null ? JsonFields.of(Words.PROTOCOL, "response_format", raw) : JsonFields.NONE;
  }

  private static @Nullable ResponseFormat format(Block format, String type) {
    return switch (type) {
      case "text" -> new ResponseFormat.Text();
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" -> schema(format.object("json_schema"));
      default -> null;
    };
  }

  private static @Nullable ResponseFormat schema(@Nullable Block schema) {
    if (schema == null) {
      return null;
    }
    String name = schema.string("name", "response");
    String description = schema.string("description");
    RawJson given = schema.take("schema");
    return new ResponseFormat.JsonSchema(
        name, description, given == null ? RawJson.EMPTY_OBJECT : given, schema.flag("strict"));
  }

  /** The effort, or DeepSeek's {@code thinking}; a word unknown here stays among the extras. */
  private static @Nullable Reasoning reasoning(Block body) {
    RawJson word = body.peek("reasoning_effort");
    Reasoning.Effort effort =
        word == null ? null : Reasoning.Effort.of(Block.text(word)).orElse(null);
    Block thinking = word == null ? body.object("thinking") : null;
    if (effort != null) {
      body.take("reasoning_effort");
      return Reasoning.effort(effort);
    }
    if (thinking == null) {
      return null;
    }
    Reasoning.Mode mode = MODES.get(thinking.string("type", ""));
    return new Reasoning(mode, null, thinking.integer("budget_tokens"), null);
  }

  /** {@code safety_identifier} is the newer name; it stays, to go back by it. */
  private static void user(Block body, ChatRequest.Builder request) {
    String user = body.string("user");
    RawJson newer = body.peek(OptionEncoder.SAFETY_ID);
    request.endUser(user == null && newer != null ? Block.text(newer) : user);
  }

  private static void metadata(Block body, ChatRequest.Builder request) {
    Block metadata = body.object("metadata");
    if (metadata != null) {
      Map<String, String> labels = new LinkedHashMap<>();
      metadata.rest().byName().forEach((name, label) -> labels.put(name, Block.text(label)));
      request.metadata(labels);
    }
  }
}
