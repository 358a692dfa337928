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
    check(input);
    check(output);
    check(cacheRead);
    check(cacheWrite5m);
    check(cacheWrite1h);
    check(cacheWrite);
    check(reasoning);
    check(audioInput);
    check(audioOutput);
  }

  private static void check(@Nullable BigDecimal price) {
    if (price != null && price.signum() < 0) {
      throw new IllegalArgumentException("A price must not be negative: " + price);
    }
  }

  /** Prices of input and output alone. */
  public static TokenPrices of(BigDecimal input, BigDecimal output) {
    return new TokenPrices(input, output, null, null, null, null, null, null, null);
  }

  BigDecimal cacheReadOrInput() {
    return first(cacheRead, input);
  }

  /** A write of unstated time; where only the five-minute price is known, that is the usual one. */
  BigDecimal cacheWriteOrInput() {
    return first(cacheWrite, first(cacheWrite5m, input));
  }

  BigDecimal cacheWrite5mOrOther() {
    return first(cacheWrite5m, cacheWriteOrInput());
  }

  /** Without a price of its own, an hour costs what the shorter write does: never less. */
  BigDecimal cacheWrite1hOrOther() {
    return first(cacheWrite1h, cacheWrite5mOrOther());
  }

  BigDecimal reasoningOrOutput() {
    return first(reasoning, output);
  }

  BigDecimal audioInputOrInput() {
    return first(audioInput, input);
  }

  BigDecimal audioOutputOrOutput() {
    return first(audioOutput, output);
  }

  private static BigDecimal first(@Nullable BigDecimal own, BigDecimal other) {
    return own == null ? other : own;
  }
}
