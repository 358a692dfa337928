package dev.patchbay.wire.undo;

import dev.patchbay.chat.ChatEvent;
import org.jspecify.annotations.Nullable;

/** Which part of which choice an event is of. Immutable. */
record PartKey(int choice, int part) {
  /** The part of an event; null if it is of none. */
  static @Nullable PartKey of(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      return new PartKey(e.choice(), e.part());
    } else if (event instanceof ChatEvent.CitationAdded e) {
      return new PartKey(e.choice(), e.part());
    } else if (event instanceof ChatEvent.RefusalDelta e) {
      return new PartKey(e.choice(), e.part());
    } else if (event instanceof ChatEvent.ThinkingDelta e) {
      return new PartKey(e.choice(), e.part());
    } else if (event instanceof ChatEvent.Signature e) {
      return new PartKey(e.choice(), e.part());
    } else if (event instanceof ChatEvent.ToolCallStart e) {
      return new PartKey(e.choice(), e.part());
    } else if (event instanceof ChatEvent.ToolCallDelta e) {
      return new PartKey(e.choice(), e.part());
    } else if (event instanceof ChatEvent.PartAdded e) {
      return new PartKey(e.choice(), e.part());
    } else if (event instanceof ChatEvent.PartExtras e) {
      return new PartKey(e.choice(), e.part());
    } else if (event instanceof ChatEvent.PartEnd e) {
      return new PartKey(e.choice(), e.part());
    }
    return null;
  }
}
