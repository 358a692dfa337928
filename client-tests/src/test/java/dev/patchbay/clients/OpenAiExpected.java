package dev.patchbay.clients;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a client of Chat Completions should see: one text, one refusal, reasoning beside them, and
 * its calls.
 */
final class OpenAiExpected {
  /** https://platform.openai.com/docs/api-reference/chat/object, {@code finish_reason}. */
  private static final Map<StopReason, String> FINISH = new EnumMap<>(StopReason.class);

  static {
    FINISH.put(StopReason.LENGTH, "length");
    FINISH.put(StopReason.CONTEXT_WINDOW, "length");
    FINISH.put(StopReason.TOOL_CALLS, "tool_calls");
    FINISH.put(StopReason.CONTENT_FILTER, "content_filter");
  }

  private OpenAiExpected() {}

  static Seen seen(ChatResponse answer) {
    Seen seen = new Seen().line("id", answer.id()).line("model", Served.MODEL);
    seen.line("created", answer.created() == null ? 0 : answer.created().getEpochSecond());
    answer.choices().forEach(choice -> choice(seen, choice));
    if (answer.usage() != null) {
      usage(seen, answer.usage());
    }
    return seen;
  }

  private static void choice(Seen seen, Choice choice) {
    List<Part> parts = choice.message().parts();
    seen.line("choice", choice.index());
    seen.said("thinking", thoughts(parts));
    parts.forEach(part -> opaque(seen, part));
    seen.said("text", choice.message().text());
    seen.said("refusal", refusal(choice));
    choice.message().toolCalls().forEach(call -> call(seen, call));
    parts.forEach(part -> audio(seen, part));
    parts.forEach(part -> citations(seen, part));
    seen.line("finish", FINISH.getOrDefault(choice.stopReason(), "stop"));
  }

  private static String thoughts(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Thinking thinking) {
        text.append(thinking.text());
      }
    }
    return text.toString();
  }

  private static void opaque(Seen seen, Part part) {
    if (part instanceof Part.Thinking thinking) {
      Opaque signature = thinking.signature();
      seen.said("opaque", signature == null ? null : signature.value());
    } else if (part instanceof Part.OpaqueThinking redacted) {
      seen.line("opaque", redacted.data().value());
    }
  }

  /** A model that declined without a word is given some: else the answer would be an empty one. */
  private static String refusal(Choice choice) {
    List<String> said = new ArrayList<>();
    for (Part part : choice.message().parts()) {
      if (part instanceof Part.Refusal refusal) {
        said.add(refusal.text());
      }
    }
    boolean mute = said.isEmpty() && choice.stopReason() == StopReason.REFUSAL;
    return mute ? declined(choice) : String.join("", said);
  }

  /** Anthropic may explain a refusal beside the answer. */
  static String declined(Choice choice) {
    return choice
        .extras()
        .in(Protocol.ANTHROPIC_MESSAGES.id())
        .get("stop_details")
        .map(details -> Seen.tree(Seen.json(details.text())).path("explanation").asText(null))
        .orElse("The model declined to answer.");
  }

  private static void call(Seen seen, Part.ToolCall call) {
    if (call.kind() == Part.ToolCall.Kind.FUNCTION) {
      seen.call(call.id(), call.name(), call.arguments().isBlank() ? "{}" : call.arguments());
    } else {
      seen.line("custom", call.id(), call.name(), call.arguments());
    }
  }

  private static void audio(Seen seen, Part part) {
    if (part instanceof Part.Audio audio && audio.source() instanceof MediaSource.Base64 sound) {
      seen.line("audio", sound.data(), audio.transcript());
    }
  }

  /** Only what has an address has a form here. */
  private static void citations(Seen seen, Part part) {
    if (part instanceof Part.Text text) {
      for (Citation cited : text.citations()) {
        if (cited.url() != null) {
          seen.line(
              "citation",
              cited.url(),
              cited.title() == null ? "" : cited.title(),
              cited.start() == null ? 0 : cited.start(),
              cited.end() == null ? 0 : cited.end());
        }
      }
    }
  }

  private static void usage(Seen seen, Usage usage) {
    long input = Usage.orZero(usage.inputTotal());
    long output = Usage.orZero(usage.outputTotal());
    seen.line("input", input).line("output", output).line("total", input + output);
    seen.count("cached", usage.cacheRead()).count("written", usage.cacheWrites());
    seen.count("audio in", usage.audioInput());
    seen.count("reasoning", usage.reasoning()).count("audio out", usage.audioOutput());
  }
}
