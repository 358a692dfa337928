package dev.patchbay.trace;

import dev.patchbay.failure.Failure;

/** A budget does not allow the request: the message names it and when it renews. */
public final class BudgetExceededException extends RouterException {
  private static final long serialVersionUID = 1L;

  /** Wraps the failure. */
  public BudgetExceededException(Failure failure, RouteTrace trace) {
    super(failure, trace);
  }
}
