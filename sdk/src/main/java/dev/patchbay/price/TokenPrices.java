package dev.patchbay.price;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Prices of a model in USD per million tokens. Null means no price of its own: cache reads and
 * writes, reasoning and sound are then billed as plain input or output. Immutable.
 */
public record TokenPrices(
    BigDecimal input,
    BigDecimal output,
    @Nullable BigDecimal cacheRead,
    @Nullable BigDecimal cacheWrite5m,
    @Nullable BigDecimal cacheWrite1h,
    @Nullable BigDecimal cacheWrite,
    @Nullable BigDecimal reasoning,
    @Nullable BigDecimal audioInput,
    @Nullable BigDecimal audioOutput) {
  public TokenPrices {
    if (input.signum() < 0 || output.signum() < 0) {
      throw new IllegalArgumentException("A price must not be negative: " + input + ", " + output);
    }
  }

  /** Prices of input and output alone. */
  public static TokenPrices of(BigDecimal input, BigDecimal output) {
    return new TokenPrices(input, output, null, null, null, null, null, null, null);
  }
}
