package dev.patchbay.clients;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.wire.Protocol;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client of Messages should see: the parts of the one answer, in their order. */
final class AnthropicExpected {
  private static final String PROTOCOL = Protocol.ANTHROPIC_MESSAGES.id();

  /** https://docs.anthropic.com/en/api/handling-stop-reasons. */
  private static final Map<StopReason, String> STOP = new EnumMap<>(StopReason.class);

  static {
    STOP.put(StopReason.STOP_SEQUENCE, "stop_sequence");
    STOP.put(StopReason.LENGTH, "max_tokens");
    STOP.put(StopReason.CONTEXT_WINDOW, "model_context_window_exceeded");
    STOP.put(StopReason.TOOL_CALLS, "tool_use");
    STOP.put(StopReason.CONTENT_FILTER, "refusal");
    STOP.put(StopReason.REFUSAL, "refusal");
    STOP.put(StopReason.PAUSE, "pause_turn");
  }

  /**
   * The accumulator takes no cache's times from a last event, and no arguments that are no JSON.
   */
  private final boolean streamed;

  AnthropicExpected(boolean streamed) {
    this.streamed = streamed;
  }

  Seen seen(ChatResponse answer) {
    Seen seen = new Seen().line("id", answer.id().isEmpty() ? "msg_unnamed" : answer.id());
    seen.line("model", Served.MODEL);
    answer.message().parts().forEach(part -> part(seen, part));
    String sequence = answer.choices().isEmpty() ? null : answer.choices().get(0).stopSequence();
    seen.line("stop", STOP.getOrDefault(answer.stopReason(), "end_turn"), sequence);
    usage(seen, answer.usage());
    return seen;
  }

  private void part(Seen seen, Part part) {
    if (part instanceof Part.Text text) {
      text(seen, text);
    } else if (part instanceof Part.Refusal refusal) {
      seen.said("text", refusal.text());
    } else if (part instanceof Part.Thinking thinking) {
      String signature = thinking.signature() == null ? "" : thinking.signature().value();
      seen.line("thinking", thinking.text(), signature);
    } else if (part instanceof Part.OpaqueThinking opaque) {
      seen.line("opaque", opaque.data().value());
    } else if (part instanceof Part.ToolCall call) {
      seen.call(call.id(), call.name(), input(call));
    } else if (part instanceof Part.Audio audio) {
      seen.said("text", audio.transcript());
    } else if (part instanceof Part.Unknown unknown && unknown.protocol().equals(PROTOCOL)) {
      seen.line("other", unknown.type());
    }
  }

  private void text(Seen seen, Part.Text text) {
    seen.said("text", text.text());
    for (Citation cited : text.citations()) {
      if (cited.protocol().equals(PROTOCOL) && !text.text().isEmpty()) {
        String type = Seen.tree(Seen.json(cited.raw().text())).path("type").asText();
        seen.line("citation", type, cited.citedText());
      }
    }
  }

  /** Input is an object: free text is put into one. */
  private String input(Part.ToolCall call) {
    if (call.kind() == Part.ToolCall.Kind.CUSTOM) {
      return Seen.tree(Map.of("input", call.arguments())).toString();
    }
    if (call.argumentsJson().isEmpty()) {
      return streamed ? "{}" : Seen.tree(Map.of("_raw", call.arguments())).toString();
    }
    return call.arguments().isBlank() ? "{}" : call.arguments();
  }

  private void usage(Seen seen, @Nullable Usage said) {
    Usage usage = said == null ? Usage.of(0, 0) : said;
    seen.line("input", usage.freshInput()).line("output", Usage.orZero(usage.outputTotal()));
    seen.count("cached", usage.cacheRead()).count("written", usage.cacheWrites());
    if (!streamed) {
      long fiveMinutes = Usage.orZero(usage.cacheWrite5m()) + Usage.orZero(usage.cacheWriteOther());
      seen.count("5m", fiveMinutes).count("1h", usage.cacheWrite1h());
    }
    seen.count("reasoning", usage.reasoning());
    seen.count("searches", usage.webSearches());
  }
}
