package dev.patchbay.trace;

import dev.patchbay.failure.Failure;

/** The request was refused as it is: change it before you send it again. */
public final class InvalidRequestException extends RouterException {
  private static final long serialVersionUID = 1L;

  /** Wraps the failure. */
  public InvalidRequestException(Failure failure, RouteTrace trace) {
    super(failure, trace);
  }
}
