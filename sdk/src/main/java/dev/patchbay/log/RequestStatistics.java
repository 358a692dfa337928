package dev.patchbay.log;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.price.PicoUsd;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Statistics of some requests. Immutable.
 *
 * @param group what these requests have in common, in the order of the question; empty if all were
 *     counted together
 * @param requests how many there were
 * @param served how many of them were served
 * @param failures how many of the others failed in which way
 * @param latency from arrival to end, of those that were served
 * @param firstToken from arrival to the first output, of those that were served and had one
 * @param tokens the tokens they consumed
 * @param costPicoUsd what those of known cost did cost, in 10⁻¹² USD
 * @param unknownCosts how many have an attempt of unknown cost
 * @param attempts how often a provider was asked for them
 * @param failedOver how many went on with another account or model after a failure
 */
public record RequestStatistics(
    Map<StatisticsGroup, String> group,
    long requests,
    long served,
    Map<FailureKind, Long> failures,
    Percentiles latency,
    Percentiles firstToken,
    Tokens tokens,
    long costPicoUsd,
    long unknownCosts,
    long attempts,
    long failedOver) {
  public RequestStatistics {
    group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
    failures = Collections.unmodifiableMap(new TreeMap<>(failures));
  }

  /**
   * Sums of tokens; what a provider did not say counts as none.
   *
   * @param input of prompts, cached or not
   * @param cacheRead of these, read from a cache
   * @param cacheWrite of these, written to a cache
   * @param output of answers, reasoning included
   * @param reasoning of these, reasoning
   */
  public record Tokens(long input, long cacheRead, long cacheWrite, long output, long reasoning) {}

  /** The cost in USD, exact. */
  public BigDecimal costUsd() {
    return PicoUsd.toUsd(costPicoUsd);
  }

  /** The share that was served, 0 to 1; 1 of no requests. */
  public double successRate() {
    return requests == 0 ? 1 : (double) served / requests;
  }

  /** The share of the prompts' tokens that were read from a cache, 0 to 1. */
  public double cacheEfficiency() {
    return tokens.input() == 0 ? 0 : (double) tokens.cacheRead() / tokens.input();
  }

  /** How often a provider was asked for one request, on average. */
  public double attemptsPerRequest() {
    return requests == 0 ? 0 : (double) attempts / requests;
  }

  /** The share that went on with another account or model after a failure, 0 to 1. */
  public double failoverRate() {
    return requests == 0 ? 0 : (double) failedOver / requests;
  }
}
