package dev.patchbay.attempt;

import dev.patchbay.failure.Failure;

/**
 * Carries a failure out of the reading of a reply; never leaves this package, has no stack trace.
 */
final class AttemptFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  AttemptFailedException(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
