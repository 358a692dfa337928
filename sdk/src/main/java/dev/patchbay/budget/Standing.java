package dev.patchbay.budget;

import dev.patchbay.price.PicoUsd;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands in one of its periods. Immutable.
 *
 * @param hold the budget and the period
 * @param spentPicoUsd what was spent in it, in 10⁻¹² USD; may be over the limit, where an answer
 *     cost more than could be foreseen
 * @param reservedPicoUsd what attempts that run have reserved
 */
public record Standing(Hold hold, long spentPicoUsd, long reservedPicoUsd) {
  /** A budget of which nothing is used. */
  public static Standing unused(Hold hold) {
    return new Standing(hold, 0, 0);
  }

  /** The budget. */
  public Budget budget() {
    return hold.budget();
  }

  /** This one without what is reserved. */
  public Standing spentAlone() {
    return new Standing(hold, spentPicoUsd, 0);
  }

  /** What may still be reserved, at least 0. */
  public long leftPicoUsd() {
    return Math.max(0, budget().limitPicoUsd() - spentPicoUsd - reservedPicoUsd);
  }

  /** Whether an amount can be reserved; nothing always can. */
  public boolean fits(long picoUsd) {
    return picoUsd == 0 || picoUsd <= budget().limitPicoUsd() - spentPicoUsd - reservedPicoUsd;
  }

  /** When the budget begins anew; null if never. */
  public @Nullable Instant renewsAt() {
    return budget().per().end(hold.period());
  }

  /**
   * Why a request was refused; for its caller.
   *
   * @param picoUsd what it may cost; null if unknown
   */
  public String refusal(@Nullable Long picoUsd) {
    return "The budget "
        + budget()
        + " does not allow this request"
        + (picoUsd == null ? ": " : ", which may cost " + usd(picoUsd) + ": ")
        + usd(spentPicoUsd)
        + " are spent"
        + (reservedPicoUsd == 0 ? "" : " and " + usd(reservedPicoUsd) + " reserved")
        + renewal();
  }

  private String renewal() {
    Instant at = renewsAt();
    return at == null
        ? "; it does not renew"
        : "; it renews on " + at.atOffset(ZoneOffset.UTC).toLocalDate() + " at 00:00 UTC";
  }

  private static String usd(long picoUsd) {
    return PicoUsd.toUsd(picoUsd).toPlainString() + " USD";
  }
}
