package dev.patchbay.trace;

import dev.patchbay.failure.Failure;

/** The providers refused our credentials: replace the keys the trace names. */
public final class AuthenticationException extends RouterException {
  private static final long serialVersionUID = 1L;

  /** Wraps the failure. */
  public AuthenticationException(Failure failure, RouteTrace trace) {
    super(failure, trace);
  }
}
