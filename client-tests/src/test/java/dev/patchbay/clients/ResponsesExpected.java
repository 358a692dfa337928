package dev.patchbay.clients;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.wire.Protocol;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client of Responses should see: the parts of the one answer, in their order. */
final class ResponsesExpected {
  /**
   * https://platform.openai.com/docs/api-reference/responses/object, {@code incomplete_details}.
   */
  private static final Map<StopReason, String> INCOMPLETE = new EnumMap<>(StopReason.class);

  static {
    INCOMPLETE.put(StopReason.LENGTH, "max_output_tokens");
    INCOMPLETE.put(StopReason.CONTEXT_WINDOW, "max_output_tokens");
    INCOMPLETE.put(StopReason.CONTENT_FILTER, "content_filter");
  }

  private ResponsesExpected() {}

  static Seen seen(ChatResponse answer) {
    Seen seen =
        new Seen()
            .line("id", answer.id().isEmpty() ? "resp_unnamed" : answer.id())
            .line("model", Served.MODEL);
    seen.line("created", answer.created() == null ? 0 : answer.created().getEpochSecond());
    answer.message().parts().forEach(part -> part(seen, part));
    mute(seen, answer);
    String why = INCOMPLETE.get(answer.stopReason());
    seen.line("status", why == null ? "completed" : "incomplete", why);
    usage(seen, answer.usage());
    return seen;
  }

  /** A model that declined without a word is given some. */
  private static void mute(Seen seen, ChatResponse answer) {
    for (Choice choice : answer.choices().stream().limit(1).toList()) {
      boolean said = choice.message().parts().stream().anyMatch(Part.Refusal.class::isInstance);
      if (choice.stopReason() == StopReason.REFUSAL && !said) {
        seen.line("refusal", OpenAiExpected.declined(choice));
      }
    }
  }

  private static void part(Seen seen, Part part) {
    if (part instanceof Part.Text text) {
      if (!text.text().isEmpty()) {
        seen.line("text", text.text());
        text.citations().forEach(cited -> citation(seen, cited));
      }
    } else if (part instanceof Part.Refusal refusal) {
      seen.line("refusal", refusal.text());
    } else if (part instanceof Part.Thinking thinking) {
      seen.said("thinking", thinking.text());
      seen.said("opaque", thinking.signature() == null ? null : thinking.signature().value());
    } else if (part instanceof Part.OpaqueThinking opaque) {
      seen.line("opaque", opaque.data().value());
    } else if (part instanceof Part.ToolCall call) {
      call(seen, call);
    } else if (part instanceof Part.Audio audio) {
      seen.said("text", audio.transcript());
    } else if (part instanceof Part.Unknown unknown
        && unknown.protocol().equals(Protocol.OPENAI_RESPONSES.id())) {
      seen.line("other", unknown.type());
    }
  }

  private static void call(Seen seen, Part.ToolCall call) {
    if (call.kind() == Part.ToolCall.Kind.FUNCTION) {
      seen.call(call.id(), call.name(), call.arguments().isBlank() ? "{}" : call.arguments());
    } else {
      seen.line("custom", call.id(), call.name(), call.arguments());
    }
  }

  /** What has an address has a form here, and what this protocol said. */
  private static void citation(Seen seen, Citation cited) {
    if (cited.url() != null) {
      seen.line(
          "citation",
          cited.url(),
          cited.title() == null ? "" : cited.title(),
          cited.start() == null ? 0 : cited.start(),
          cited.end() == null ? 0 : cited.end());
    } else if (cited.protocol().equals(Protocol.OPENAI_RESPONSES.id())) {
      seen.line("annotation", Seen.tree(Seen.json(cited.raw().text())).path("type").asText());
    }
  }

  private static void usage(Seen seen, @Nullable Usage usage) {
    if (usage == null) {
      return;
    }
    long input = Usage.orZero(usage.inputTotal());
    long output = Usage.orZero(usage.outputTotal());
    seen.line("input", input).line("output", output).line("total", input + output);
    seen.count("cached", usage.cacheRead()).count("written", usage.cacheWrites());
    seen.count("reasoning", usage.reasoning());
  }
}
