package dev.patchbay.attempt;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.transport.SseFrame;
import java.util.List;
import java.util.Map;

/** One step of what an attempt gives out. Immutable. */
public sealed interface Output {
  /** True for what makes its reader wait no longer: visible output, or the end of a choice. */
  default boolean tells() {
    return false;
  }

  /** Headers of the upstream's that may go to the client, names in lower case. Comes first. */
  record Head(Map<String, String> headers) implements Output {
    public Head {
      headers = Map.copyOf(headers);
    }
  }

  /** An event of the canonical model. */
  record Event(ChatEvent event) implements Output {
    @Override
    public boolean tells() {
      return event.visible() || event instanceof ChatEvent.Finish;
    }
  }

  /** A frame in the client's own protocol, as it came, and what it says. */
  record Frame(SseFrame frame, List<ChatEvent> events) implements Output {
    public Frame {
      events = List.copyOf(events);
    }

    @Override
    public boolean tells() {
      return events.stream().anyMatch(e -> e.visible() || e instanceof ChatEvent.Finish);
    }

    /** True if it says nothing but how many tokens were used. */
    public boolean isUsageOnly() {
      return events.stream().anyMatch(ChatEvent.UsageReport.class::isInstance)
          && events.stream()
              .allMatch(e -> e instanceof ChatEvent.UsageReport || e instanceof ChatEvent.Extras);
    }
  }

  /** The attempt is accounted: what follows may tell the caller that the answer is whole. */
  record Settled() implements Output {}
}
