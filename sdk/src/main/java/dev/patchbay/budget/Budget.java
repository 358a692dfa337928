package dev.patchbay.budget;

import dev.patchbay.price.PicoUsd;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * How much may be spent. Immutable.
 *
 * @param scope whose spending it bounds
 * @param value which key, tag, provider, account or model; {@link #EVERYONE} for all together,
 *     whatever the scope
 * @param limitPicoUsd the most, in 10⁻¹² USD; from 0 to {@link #MOST_PICO_USD}
 * @param per how often it begins anew
 */
public record Budget(BudgetScope scope, String value, long limitPicoUsd, Period per) {
  /** Stands for all callers together, those without a key included. */
  public static final String EVERYONE = "*";

  /** Two million USD: sums of spending stay within a {@code long}. */
  public static final long MOST_PICO_USD = 2_000_000L * 1_000_000_000_000L;

  public Budget {
    if (value.isBlank()) {
      throw new IllegalArgumentException("A budget's " + scope.word() + " must not be empty");
    }
    if (limitPicoUsd < 0 || limitPicoUsd > MOST_PICO_USD) {
      throw new IllegalArgumentException(
          "A budget's limit must be from 0 to 2000000 USD: " + PicoUsd.toUsd(limitPicoUsd));
    }
  }

  /**
   * A budget of an amount in USD.
   *
   * @throws IllegalArgumentException if the amount is negative, over two million, or has more than
   *     twelve decimal places that count
   */
  public static Budget of(BudgetScope scope, String value, BigDecimal limitUsd, Period per) {
    Long limit = PicoUsd.of(limitUsd);
    if (limit == null || !isLimit(limitUsd)) {
      throw new IllegalArgumentException(
          "A budget's limit must be from 0 to 2000000 USD, to twelve decimal places: " + limitUsd);
    }
    return new Budget(scope, value, limit, per);
  }

  /** Whether an amount in USD can be a limit. */
  public static boolean isLimit(BigDecimal usd) {
    Long pico = PicoUsd.of(usd);
    return pico != null
        && pico >= 0
        && pico <= MOST_PICO_USD
        && PicoUsd.toUsd(pico).compareTo(usd) == 0;
  }

  /** What tells it from others, whatever its limit: a changed limit keeps what was spent. */
  public String id() {
    return per.word() + ":" + name();
  }

  /** How people name it, such as {@code key:*}. */
  public String name() {
    return scope.word() + ":" + value;
  }

  /** Whether an expense falls under it. */
  public boolean covers(Expense expense) {
    return value.equals(EVERYONE) || scope.covers(value, expense);
  }

  /** Its period at a time. */
  public Hold at(Instant now) {
    return new Hold(this, per.at(now));
  }

  /** Such as {@code key:* (5 USD per day)}. */
  @Override
  public String toString() {
    String often = per == Period.TOTAL ? " in all)" : " per " + per.word() + ")";
    return name() + " (" + PicoUsd.toUsd(limitPicoUsd).toPlainString() + " USD" + often;
  }
}
