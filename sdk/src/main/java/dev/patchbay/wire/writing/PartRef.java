package dev.patchbay.wire.writing;

import dev.patchbay.chat.ChatEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which part of which choice an event belongs to. Immutable.
 *
 * @param choice index of the answer
 * @param part position in its message
 */
record PartRef(int choice, int part) {
  /** Where an event belongs; null for one of the answer as a whole. */
  static @Nullable PartRef of(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      return new PartRef(e.choice(), e.part());
    } else if (event instanceof ChatEvent.CitationAdded e) {
      return new PartRef(e.choice(), e.part());
    } else if (event instanceof ChatEvent.RefusalDelta e) {
      return new PartRef(e.choice(), e.part());
    } else if (event instanceof ChatEvent.ThinkingDelta e) {
      return new PartRef(e.choice(), e.part());
    } else if (event instanceof ChatEvent.Signature e) {
      return new PartRef(e.choice(), e.part());
    } else if (event instanceof ChatEvent.ToolCallStart e) {
      return new PartRef(e.choice(), e.part());
    } else if (event instanceof ChatEvent.ToolCallDelta e) {
      return new PartRef(e.choice(), e.part());
    } else if (event instanceof ChatEvent.PartAdded e) {
      return new PartRef(e.choice(), e.part());
    } else if (event instanceof ChatEvent.PartExtras e) {
      return new PartRef(e.choice(), e.part());
    } else if (event instanceof ChatEvent.PartEnd e) {
      return new PartRef(e.choice(), e.part());
    }
    return null;
  }
}
