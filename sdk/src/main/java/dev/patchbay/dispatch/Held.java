package dev.patchbay.dispatch;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import java.util.ArrayList;
import java.util.List;

/** Events that wait for the first visible one: an error before it can fail over unseen. */
final class Held {
  /** An upstream that sends invisible events for ever must not fill the memory. */
  private static final long MOST_BYTES = 256 << 10;

  private static final long EVENT_BYTES = 64;

  private final List<ChatEvent> events = new ArrayList<>();
  private long bytes;

  /** Keeps one more; true if they need not wait longer: visible output, the end, or too much. */
  boolean add(ChatEvent event) {
    events.add(event);
    if (event.visible() || event instanceof ChatEvent.Finish) {
      return true;
    }
    bytes += EVENT_BYTES + 2L * letters(event);
    return bytes > MOST_BYTES;
  }

  List<ChatEvent> events() {
    return events;
  }

  /** What is opaque does not show its length in words. */
  private static int letters(ChatEvent event) {
    if (event instanceof ChatEvent.Signature signature) {
      return signature.signature().value().length();
    }
    if (event instanceof ChatEvent.PartAdded added
        && added.content() instanceof Part.OpaqueThinking thinking) {
      return thinking.data().value().length();
    }
    return event.toString().length();
  }
}
