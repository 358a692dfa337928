package dev.patchbay.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of money as whole numbers of 10⁻¹² USD: the price of one token at a millionth of a dollar
 * for a million tokens, so that sums are exact. A {@code long} of them reaches nine million USD.
 */
public final class PicoUsd {
  /** Decimal places of one unit. */
  public static final int SCALE = 12;

  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE, SCALE);

  private PicoUsd() {}

  /**
   * Whole units of an amount in USD, the last one rounded half to even.
   *
   * @return null if the amount does not fit: over nine million USD it is no cost but nonsense
   */
  public static @Nullable Long of(BigDecimal usd) {
    return usd.abs().compareTo(MAX) > 0
        ? null
        : (Long) usd.setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
  }

  /** The amount in USD, exact, without trailing zeros. */
  public static BigDecimal toUsd(long picoUsd) {
    BigDecimal usd = BigDecimal.valueOf(picoUsd, SCALE).stripTrailingZeros();
    return usd.scale() < 0 ? usd.setScale(0) : usd;
  }

  /** The sum. Adding what does not fit is refused by an {@link ArithmeticException}. */
  public static long add(long one, long other) {
    return Math.addExact(one, other);
  }
}
