package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order of events that {@link ChatEvent} promises, checked on what decoders give. */
final class EventGrammar {
  private final Set<String> open = new HashSet<>();
  private final Set<String> calls = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final Set<Integer> finished = new HashSet<>();
  private boolean started;

  private EventGrammar() {}

  /** Checks a stream; one that did not fail has ended every part it opened. */
  static void check(StreamRun run) {
    EventGrammar grammar = new EventGrammar();
    run.events().forEach(grammar::take);
    if (run.outcome() != StreamRun.Outcome.ERROR && run.badFrames() == 0) {
      assertTrue(grammar.open.isEmpty(), "parts without an end: " + grammar.open);
    }
  }

  static void check(List<ChatEvent> events) {
    EventGrammar grammar = new EventGrammar();
    events.forEach(grammar::take);
  }

  private void take(ChatEvent event) {
    if (event instanceof ChatEvent.Start) {
      assertFalse(started, "a second start");
      started = true;
    } else if (event instanceof ChatEvent.Finish finish) {
      assertTrue(finished.add(finish.choice()), "a second finish of choice " + finish.choice());
      String prefix = finish.choice() + "/";
      assertTrue(
          open.stream().noneMatch(part -> part.startsWith(prefix)),
          "a finish before its parts end");
    } else if (event instanceof ChatEvent.PartEnd end) {
      String part = end.choice() + "/" + end.part();
      assertTrue(open.remove(part), "an end of a part that is not open: " + event);
      assertTrue(ended.add(part), "a second end: " + event);
    } else {
      part(event);
    }
  }

  private void part(ChatEvent event) {
    String part = partOf(event);
    if (part == null) {
      return;
    }
    assertTrue(started, "a part before the start: " + event);
    assertFalse(ended.contains(part), "after the end of its part: " + event);
    int choice = Integer.parseInt(part.substring(0, part.indexOf('/')));
    assertFalse(finished.contains(choice), "after the finish: " + event);
    if (event instanceof ChatEvent.ToolCallStart) {
      assertTrue(calls.add(part), "a second start of a call: " + event);
    } else if (event instanceof ChatEvent.ToolCallDelta) {
      assertTrue(calls.contains(part), "arguments before their call: " + event);
    }
    open.add(part);
  }

  private static @Nullable String partOf(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      return e.choice() + "/" + e.part();
    } else if (event instanceof ChatEvent.CitationAdded e) {
      return e.choice() + "/" + e.part();
    } else if (event instanceof ChatEvent.RefusalDelta e) {
      return e.choice() + "/" + e.part();
    } else if (event instanceof ChatEvent.ThinkingDelta e) {
      return e.choice() + "/" + e.part();
    } else if (event instanceof ChatEvent.Signature e) {
      return e.choice() + "/" + e.part();
    } else if (event instanceof ChatEvent.ToolCallStart e) {
      return e.choice() + "/" + e.part();
    } else if (event instanceof ChatEvent.ToolCallDelta e) {
      return e.choice() + "/" + e.part();
    } else if (event instanceof ChatEvent.PartAdded e) {
      return e.choice() + "/" + e.part();
    } else if (event instanceof ChatEvent.PartExtras e) {
      return e.choice() + "/" + e.part();
    }
    return null;
  }
}
