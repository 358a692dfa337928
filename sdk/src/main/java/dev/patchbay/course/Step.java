package dev.patchbay.course;

import dev.patchbay.failure.Failure;
import java.time.Duration;

/** What a request does after an attempt has failed. Immutable. */
public sealed interface Step {
  /** The same candidate again after a wait. */
  record Again(Duration delay) implements Step {}

  /** The next candidate. */
  record Onward() implements Step {}

  /** The end: this failure is the caller's. */
  record Stop(Failure failure) implements Step {}
}
