package dev.patchbay.transport;

import java.time.Duration;

/**
 * How long one attempt may take in each of its phases; all positive. Immutable.
 *
 * @param connect until the connection stands: name look-up, TCP, proxy and TLS
 * @param firstToken from sending until the first output of the model; of a buffered answer nothing
 *     is seen before its end, so give it what {@code attempt} has
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
