package dev.patchbay.trace;

import dev.patchbay.failure.Failure;

/** The call was cancelled or its deadline passed. */
public final class CallCancelledException extends RouterException {
  private static final long serialVersionUID = 1L;

  /** Wraps the failure. */
  public CallCancelledException(Failure failure, RouteTrace trace) {
    super(failure, trace);
  }
}
