package dev.patchbay.clients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Protocol;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a client of generateContent should see: each choice's parts, in their order. */
final class GeminiExpected {
  private static final String PROTOCOL = Protocol.GEMINI.id();

  /** https://ai.google.dev/api/generate-content#FinishReason. */
  private static final Map<StopReason, String> FINISH = new EnumMap<>(StopReason.class);

  static {
    FINISH.put(StopReason.END, "STOP");
    FINISH.put(StopReason.STOP_SEQUENCE, "STOP");
    FINISH.put(StopReason.TOOL_CALLS, "STOP");
    FINISH.put(StopReason.LENGTH, "MAX_TOKENS");
    FINISH.put(StopReason.CONTEXT_WINDOW, "MAX_TOKENS");
    FINISH.put(StopReason.CONTENT_FILTER, "SAFETY");
    FINISH.put(StopReason.REFUSAL, "SAFETY");
    FINISH.put(StopReason.BAD_TOOL_CALL, "MALFORMED_FUNCTION_CALL");
    FINISH.put(StopReason.PAUSE, "CONTINUATION");
  }

  private GeminiExpected() {}

  static Seen seen(ChatResponse answer) {
    Seen seen = new Seen().line("id", answer.id().isEmpty() ? null : answer.id());
    seen.line("model", Served.MODEL);
    Optional<RawJson> feedback = answer.extras().in(PROTOCOL).get("promptFeedback");
    if (feedback.isPresent()) {
      seen.line("blocked", field(feedback.get(), "blockReason").asText());
    } else {
      answer.choices().forEach(choice -> choice(seen, choice));
    }
    if (answer.usage() != null) {
      usage(seen, answer);
    }
    return seen;
  }

  private static JsonNode field(RawJson object, String name) {
    return Seen.tree(Seen.json(object.text())).path(name);
  }

  private static void choice(Seen seen, Choice choice) {
    seen.line("choice", choice.index());
    GeminiText text = new GeminiText(seen);
    choice.message().parts().forEach(part -> part(seen, text, part));
    text.flush();
    choice
        .extras()
        .in(PROTOCOL)
        .get("groundingMetadata")
        .ifPresent(grounding -> sources(seen, grounding));
    seen.line("finish", finish(choice));
  }

  /** The vendor's own word goes back as it came. */
  private static String finish(Choice choice) {
    return choice
        .extras()
        .in(PROTOCOL)
        .get("finishReason")
        .map(word -> Seen.tree(Seen.json(word.text())).asText())
        .orElse(FINISH.getOrDefault(choice.stopReason(), "OTHER"));
  }

  private static void sources(Seen seen, RawJson grounding) {
    for (JsonNode chunk : field(grounding, "groundingChunks")) {
      JsonNode web = chunk.path("web");
      seen.line("source", web.path("uri").asText(null), web.path("title").asText(null));
    }
  }

  private static void part(Seen seen, GeminiText text, Part part) {
    String signature = part.info().signature() == null ? null : part.info().signature().value();
    if (part instanceof Part.Text said) {
      text.add("text", said.text(), signature);
    } else if (part instanceof Part.Refusal refusal) {
      text.add("text", refusal.text(), signature);
    } else if (part instanceof Part.Thinking thinking) {
      text.add("thinking", thinking.text(), signature);
    } else if (part instanceof Part.ToolCall call) {
      text.flush();
      seen.call(call.id(), call.name(), args(call)).said("signature", signature);
    } else if (part instanceof Part.Image image
        && image.source() instanceof MediaSource.Base64 picture) {
      text.flush();
      seen.line("media", picture.mediaType(), picture.data());
    } else if (part instanceof Part.Audio audio
        && audio.source() instanceof MediaSource.Base64 sound) {
      text.flush();
      String type = sound.mediaType().isEmpty() ? "audio/wav" : sound.mediaType();
      seen.line("media", type, sound.data());
    }
  }

  private static String args(Part.ToolCall call) {
    if (call.kind() == Part.ToolCall.Kind.CUSTOM) {
      return Seen.tree(Map.of("input", call.arguments())).toString();
    }
    if (call.argumentsJson().isEmpty()) {
      return Seen.tree(Map.of("_raw", call.arguments())).toString();
    }
    return call.arguments().isBlank() ? "{}" : call.arguments();
  }

  private static void usage(Seen seen, ChatResponse answer) {
    Usage usage = answer.usage();
    long tool =
        answer
            .extras()
            .in(PROTOCOL)
            .get("usageMetadata")
            .map(details -> field(details, "toolUsePromptTokenCount").asLong())
            .orElse(0L);
    long input = Usage.orZero(usage.inputTotal());
    long output = Usage.orZero(usage.outputTotal());
    seen.count("tool prompt", tool).line("input", input - tool);
    seen.line("output", output - Usage.orZero(usage.reasoning()));
    seen.line("total", input + output);
    seen.count("cached", usage.cacheRead()).count("reasoning", usage.reasoning());
  }
}
