package dev.patchbay.attempt;

import dev.patchbay.chat.ChatEvent;

/**
 * Takes the events of one attempt on the thread that reads them. Finishes, usage and extras come
 * last, after the attempt is settled: whoever sees them may tell the caller that the answer is
 * whole.
 */
@FunctionalInterface
public interface EventSink {
  /** Takes everything and shows nothing: a buffered call. */
  EventSink NONE = event -> true;

  /**
   * Takes an event.
   *
   * @return false to stop the attempt: somebody else has won, or the reader failed
   */
  boolean event(ChatEvent event);
}
