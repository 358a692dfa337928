package dev.patchbay.delivery;

import dev.patchbay.attempt.Outcome;
import dev.patchbay.attempt.OutputSink;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.route.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Where the output of a request's attempts go; unless told otherwise, nowhere before the end. One
 * thread at a time.
 */
public interface Delivery {
  /** Shows nothing before the end: a buffered call. */
  Delivery BUFFERED = new Delivery() {};

  /** The sink of an attempt that begins; what an earlier one held back is forgotten. */
  default OutputSink open(Candidate candidate) {
    return OutputSink.NONE;
  }

  /** True once something visible was handed to the caller. */
  default boolean shown() {
    return false;
  }

  /** True if the caller reads along. */
  default boolean live() {
    return false;
  }

  /** What the caller's consumer threw, a RuntimeException or an Error; null if it did not. */
  default @Nullable Throwable fault() {
    return null;
  }

  /** The attempts to come go on where this answer broke off. */
  default void continueAfter(ChatResponse partial) {}

  /** The answer is whole and accounted. */
  default void end(Outcome served) {}

  /** What the caller was shown in all, given what came of the last attempt. */
  default ChatResponse answer(ChatResponse attempt) {
    return attempt;
  }
}
