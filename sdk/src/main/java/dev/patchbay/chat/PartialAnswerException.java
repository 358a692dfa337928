package dev.patchbay.chat;

import dev.patchbay.failure.Failure;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import org.jspecify.annotations.Nullable;

/** A stream broke after some of its output was shown: this is what came. It is not the answer. */
public final class PartialAnswerException extends RouterException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable ChatResponse partial;

  /** Wraps the failure and what came before it. */
  public PartialAnswerException(Failure failure, RouteTrace trace, ChatResponse partial) {
    super(failure, trace);
    this.partial = partial;
  }

  /**
   * What came before the stream broke; an empty answer after serialization, which leaves answers
   * out.
   */
  public ChatResponse partial() {
    return partial == null ? new ChatFold().response() : partial;
  }
}
