package dev.patchbay.trace;

import dev.patchbay.failure.Failure;

/** No enabled provider serves the model: the message names what to enable or what is known. */
public final class NoRouteException extends RouterException {
  private static final long serialVersionUID = 1L;

  /** Wraps the failure. */
  public NoRouteException(Failure failure, RouteTrace trace) {
    super(failure, trace);
  }
}
