package dev.patchbay.dispatch;

import dev.patchbay.attempt.Outcome;
import dev.patchbay.course.Step;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying a candidate. Immutable.
 *
 * @param outcome the outcome that counts; null if the account had no place
 * @param step what follows; null if the answer was served
 */
record Tried(@Nullable Outcome outcome, @Nullable Step step) {
  static final Tried NOT_NOW = new Tried(null, new Step.Onward());

  boolean retries() {
    return step instanceof Step.Again;
  }
}
