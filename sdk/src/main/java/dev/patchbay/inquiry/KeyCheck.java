package dev.patchbay.inquiry;

import dev.patchbay.failure.FailureKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider takes a key, by its list of models. Immutable.
 *
 * @param asked false if the provider has no list that only a key opens: nothing is known then
 * @param failure why it doesn't; null if it does, or if nothing is known
 * @param status of the answer; 0 if none came
 * @param models how many the first page of its list has
 * @param took how long it took
 */
public record KeyCheck(
    boolean asked, @Nullable FailureKind failure, int status, int models, Duration took) {
  static final KeyCheck UNKNOWN = new KeyCheck(false, null, 0, 0, Duration.ZERO);

  /** Whether it takes the key. */
  public boolean ok() {
    return asked && failure == null;
  }
}
