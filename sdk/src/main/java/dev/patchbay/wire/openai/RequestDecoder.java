package dev.patchbay.wire.openai;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Kept;
import dev.patchbay.wire.oai.ChoiceDecoder;
import dev.patchbay.wire.oai.EffortWords;
import dev.patchbay.wire.oai.FormatWords;
import dev.patchbay.wire.oai.LabelWords;
import java.util.ArrayList;
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
      return request(Words.block(RawJson.of(body), "$"));
    } catch (IllegalArgumentException e) {
      throw new BadJsonException("$", String.valueOf(e.getMessage()));
    }
  }

  static boolean wantsStream(byte[] body) {
    return Boolean.TRUE.equals(Words.block(RawJson.of(body), "$").flag("stream"));
  }

  static boolean wantsUsage(byte[] body) {
    Block options = Words.block(RawJson.of(body), "$").object(ExtraEncoder.STREAM_OPTIONS);
    return options != null && Boolean.TRUE.equals(options.flag(ExtraEncoder.INCLUDE_USAGE));
  }

  private static ChatRequest request(Block body) {
    ChatRequest.Builder request = ChatRequest.builder();
    request.model(body.string("model", ""));
    request.messages(messages(body));
    request.tools(tools(body));
    RawJson old = body.take("function_call");
    RawJson choice = body.take("tool_choice");
    JsonFields unread =
        ChoiceDecoder.read(choice == null ? old : choice, Words.SPEAKS, Words.LAYOUT, request);
    request.parallelToolCalls(body.flag("parallel_tool_calls"));
    limit(body, request);
    request.sampling(sampling(body));
    request.stop(stop(body));
    unread = unread.and(format(body, request));
    request.reasoning(reasoning(body));
    Integer choices = body.integer("n");
    request.choices(choices == null ? 1 : choices);
    LabelWords.read(body, request);
    unread = unread.and(streamOptions(body));
    return request.extras(Words.PROTOCOL, body.rest().and(unread)).build();
  }

  /** How the answer comes is no part of the request, but for what this version does not know. */
  private static JsonFields streamOptions(Block body) {
    body.take("stream");
    Block options = body.object(ExtraEncoder.STREAM_OPTIONS);
    JsonFields rest = options == null ? JsonFields.NONE : options.rest();
    return Kept.under(
        Words.SPEAKS, ExtraEncoder.STREAM_OPTIONS, rest.without(ExtraEncoder.INCLUDE_USAGE));
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
    ResponseFormat read = FormatWords.read(format, Words.LAYOUT);
    request.responseFormat(read);
    return read == null ? JsonFields.of(Words.PROTOCOL, "response_format", raw) : JsonFields.NONE;
  }

  /** The effort, or DeepSeek's {@code thinking}; a word unknown here stays among the extras. */
  private static @Nullable Reasoning reasoning(Block body) {
    RawJson word = body.peek("reasoning_effort");
    Reasoning.Effort effort = EffortWords.read(body, "reasoning_effort");
    Block thinking = word == null ? body.object("thinking") : null;
    if (effort != null) {
      return Reasoning.effort(effort);
    }
    if (thinking == null) {
      return null;
    }
    Reasoning.Mode mode = MODES.get(thinking.string("type", ""));
    return new Reasoning(mode, null, thinking.integer("budget_tokens"), null);
  }
}
