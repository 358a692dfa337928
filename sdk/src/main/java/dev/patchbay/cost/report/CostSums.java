package dev.patchbay.cost.report;

import static dev.patchbay.chat.Usage.orZero;

import dev.patchbay.chat.Usage;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.price.Cost;
import dev.patchbay.price.PicoUsd;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Sums over attempts, exact. What is unsaid counts nothing; what costs are unknown is counted.
 * Immutable.
 *
 * @param requests requests of which the first attempt that ended is one of these: each counts in
 *     one group only, so that groups add up to the total
 * @param attempts attempts
 * @param input tokens of prompts, cached or not
 * @param output tokens of answers, reasoning included
 * @param cacheRead of the input, read from a cache
 * @param cacheWrite of the input, written to a cache
 * @param reasoning of the output, reasoning
 * @param audio of input and output, sound
 * @param picoUsd known costs in 10⁻¹² USD
 * @param unknown attempts of unknown cost, open ones among them: what is missing in the sum
 * @param open attempts that run or whose process died
 * @param estimated attempts whose tokens are our count
 */
public record CostSums(
    long requests,
    long attempts,
    long input,
    long output,
    long cacheRead,
    long cacheWrite,
    long reasoning,
    long audio,
    BigInteger picoUsd,
    long unknown,
    long open,
    long estimated) {
  /** Of nothing. */
  public static final CostSums ZERO =
      new CostSums(0, 0, 0, 0, 0, 0, 0, 0, BigInteger.ZERO, 0, 0, 0);

  private static final Usage NONE = Usage.of(0, 0);

  /**
   * Of one attempt.
   *
   * @param first whether its request is counted with it
   */
  public static CostSums of(LedgerEntry entry, boolean first) {
    Usage usage = entry.usage() == null ? NONE : entry.usage();
    Cost cost = entry.cost();
    return new CostSums(
        first ? 1 : 0,
        1,
        orZero(usage.inputTotal()),
        orZero(usage.outputTotal()),
        orZero(usage.cacheRead()),
        usage.cacheWrites(),
        orZero(usage.reasoning()),
        orZero(usage.audioInput()) + orZero(usage.audioOutput()),
        cost == null ? BigInteger.ZERO : BigInteger.valueOf(cost.picoUsd()),
        cost == null ? 1 : 0,
        entry.state() == LedgerState.OPEN ? 1 : 0,
        entry.estimated() ? 1 : 0);
  }

  /** These and those. */
  public CostSums plus(CostSums other) {
    return new CostSums(
        requests + other.requests,
        attempts + other.attempts,
        input + other.input,
        output + other.output,
        cacheRead + other.cacheRead,
        cacheWrite + other.cacheWrite,
        reasoning + other.reasoning,
        audio + other.audio,
        picoUsd.add(other.picoUsd),
        unknown + other.unknown,
        open + other.open,
        estimated + other.estimated);
  }

  /** The known costs in USD, exact, without trailing zeros. */
  public BigDecimal usd() {
    BigDecimal usd = new BigDecimal(picoUsd, PicoUsd.SCALE).stripTrailingZeros();
    return usd.scale() < 0 ? usd.setScale(0) : usd;
  }
}
