package dev.patchbay.trace;

import dev.patchbay.failure.Failure;

/** Every candidate is at a limit: wait for {@code failure().retryAfter()} and call again. */
public final class RateLimitedException extends RouterException {
  private static final long serialVersionUID = 1L;

  /** Wraps the failure. */
  public RateLimitedException(Failure failure, RouteTrace trace) {
    super(failure, trace);
  }
}
