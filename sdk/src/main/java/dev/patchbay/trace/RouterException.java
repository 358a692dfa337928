package dev.patchbay.trace;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;

/**
 * The one exception a call ends with: the failure as data, and everything that was tried. The
 * failures of earlier attempts are also attached as suppressed exceptions. Subclasses exist only
 * for what callers catch by type.
 */
public class RouterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Failure failure;
  private final RouteTrace trace;

  /** Wraps a failure; use {@link #of} to get the subclass of its kind. */
  public RouterException(Failure failure, RouteTrace trace) {
    super(describe(failure));
    this.failure = failure;
    this.trace = trace;
    for (AttemptRecord attempt : trace.attempts()) {
      if (attempt.failure() != null && attempt.failure() != failure) {
        addSuppressed(new AttemptFailedException(attempt.failure()));
      }
    }
  }

  /** The exception a failure is thrown as. */
  public static RouterException of(Failure failure, RouteTrace trace) {
    return switch (failure.kind()) {
      case RATE_LIMITED, NO_CAPACITY, QUOTA_EXHAUSTED -> new RateLimitedException(failure, trace);
      case AUTHENTICATION, UPSTREAM_CREDENTIALS -> new AuthenticationException(failure, trace);
      case INVALID_REQUEST, CONTEXT_TOO_LONG -> new InvalidRequestException(failure, trace);
      case NO_ROUTE -> new NoRouteException(failure, trace);
      case BUDGET_EXCEEDED -> new BudgetExceededException(failure, trace);
      case CANCELLED, DEADLINE -> new CallCancelledException(failure, trace);
      default -> new RouterException(failure, trace);
    };
  }

  private static String describe(Failure failure) {
    String where = failure.account() != null ? failure.account() : failure.provider();
    String detail = failure.detail() == null ? "" : " (" + failure.detail() + ")";
    return failure.kind()
        + (where == null ? "" : " at " + where)
        + ": "
        + failure.message()
        + detail;
  }

  /** What went wrong. */
  public Failure failure() {
    return failure;
  }

  /** Its class. */
  public FailureKind kind() {
    return failure.kind();
  }

  /** Everything that was tried. */
  public RouteTrace trace() {
    return trace;
  }

  /** A failed attempt, as a suppressed exception without a stack trace. */
  private static final class AttemptFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    AttemptFailedException(Failure failure) {
      super(describe(failure), null, false, false);
    }
  }
}
