package dev.patchbay.config.source;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads numbers from text; whole ones also as {@code 2.0}, since JSON readers make doubles. */
final class Numbers {
  private static final int MOST_DIGITS = 40;
  private static final int MOST_SCALE = 30;
  private static final BigDecimal MOST_BACKOFF = new BigDecimal(1_000);

  private Numbers() {}

  /** A whole number within bounds, both included. */
  static Optional<Integer> whole(String text, int least, int most) {
    return decimal(text)
        .filter(value -> value.stripTrailingZeros().scale() <= 0)
        .filter(value -> within(value, new BigDecimal(least), new BigDecimal(most)))
        .map(BigDecimal::intValue);
  }

  /** A price: not negative. */
  static Optional<BigDecimal> price(String text) {
    return decimal(text).filter(value -> value.signum() >= 0);
  }

  /** A factor from 1 to 1000. */
  static Optional<Double> factor(String text) {
    return decimal(text)
        .filter(value -> within(value, BigDecimal.ONE, MOST_BACKOFF))
        .map(BigDecimal::doubleValue);
  }

  private static boolean within(BigDecimal value, BigDecimal least, BigDecimal most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  /** Bounded in length and exponent: reckoning with {@code 1e999999999} would not end. */
  private static Optional<BigDecimal> decimal(String text) {
    if (text.length() > MOST_DIGITS) {
      return Optional.empty();
    }
    try {
      BigDecimal value = new BigDecimal(text);
      return Optional.of(value).filter(one -> Math.abs((long) one.scale()) <= MOST_SCALE);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
