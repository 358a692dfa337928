package dev.patchbay.price;

import java.math.BigDecimal;

/**
 * What an answer cost. Immutable.
 *
 * @param picoUsd in 10⁻¹² USD; at least 0
 * @param source who says so: {@code provider}, or the source of the price
 * @param version which state of that source; empty for the provider's own word
 */
public record Cost(long picoUsd, String source, String version) {
  /** The source of a cost the provider itself reported. */
  public static final String PROVIDER = "provider";

  public Cost {
    if (picoUsd < 0) {
      throw new IllegalArgumentException("A cost must not be negative: " + picoUsd);
    }
  }

  /** The amount in USD. */
  public BigDecimal usd() {
    return PicoUsd.toUsd(picoUsd);
  }
}
