package dev.patchbay.transport;

import java.time.Duration;

/**
 * How long one attempt may take in each of its phases; all positive. Immutable.
 *
 * @param connect until the connection stands
 * @param firstToken from sending until the first output of the model
 * @param idle between two pieces of output after the first
 * @param attempt for all of it
 */
public record TimeLimits(Duration connect, Duration firstToken, Duration idle, Duration attempt) {
  public TimeLimits {
    positive("connect", connect);
    positive("first-token", firstToken);
    positive("idle", idle);
    positive("attempt", attempt);
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
