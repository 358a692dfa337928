package dev.patchbay.account;

import java.time.Duration;

/**
 * The durations and counts of health. Immutable.
 *
 * @param longestStated a stated reset later than this is cut to it; default 24 h
 * @param longBench a bench above this is long: it ends with one probe at a time, and a stated one
 *     is probed before its end; default 15 min
 * @param probeEvery how often a long stated bench is probed; default 15 min
 * @param probeLease how long a probe that never reports keeps the others away; default 2 min
 * @param firstGuess cooling after the first rate limit of a streak without a stated reset; doubles
 *     with each further one; default 30 s
 * @param longestGuess most it doubles to; default 5 min
 * @param streakForgottenAfter health after which a streak starts anew; default 5 min
 * @param unknownLimit cooling of the model after a rate limit that says nothing; default 5 s
 * @param overloaded cooling after an overload; default 10 s
 * @param quota parking of a used-up quota without a stated return; default 1 h
 * @param permission parking of an account that lacks a permission; default 30 min
 * @param modelParked how long an unknown model sorts last; default 1 h
 * @param circuitFailures counted failures in a row that open a circuit; default 5
 * @param circuitOpen how long it opens first; doubles with each failed probe; default 20 s
 * @param circuitLongest most it doubles to; default 5 min
 */
public record HealthRules(
    Duration longestStated,
    Duration longBench,
    Duration probeEvery,
    Duration probeLease,
    Duration firstGuess,
    Duration longestGuess,
    Duration streakForgottenAfter,
    Duration unknownLimit,
    Duration overloaded,
    Duration quota,
    Duration permission,
    Duration modelParked,
    int circuitFailures,
    Duration circuitOpen,
    Duration circuitLongest) {
  /** The rules unless others are given. */
  public static final HealthRules DEFAULTS =
      new HealthRules(
          Duration.ofHours(24),
          Duration.ofMinutes(15),
          Duration.ofMinutes(15),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofHours(1),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          5,
          Duration.ofSeconds(20),
          Duration.ofMinutes(5));

  public HealthRules {
    if (circuitFailures < 1) {
      throw new IllegalArgumentException("circuitFailures must be at least 1: " + circuitFailures);
    }
  }

  /** All durations divided by this, the counts as they are: for tests against a real clock. */
  public HealthRules faster(int by) {
    return new HealthRules(
        longestStated.dividedBy(by),
        longBench.dividedBy(by),
        probeEvery.dividedBy(by),
        probeLease.dividedBy(by),
        firstGuess.dividedBy(by),
        longestGuess.dividedBy(by),
        streakForgottenAfter.dividedBy(by),
        unknownLimit.dividedBy(by),
        overloaded.dividedBy(by),
        quota.dividedBy(by),
        permission.dividedBy(by),
        modelParked.dividedBy(by),
        circuitFailures,
        circuitOpen.dividedBy(by),
        circuitLongest.dividedBy(by));
  }

  /** Cooling after so many rate limits in a row without a stated reset. */
  Duration guess(int streak) {
    return doubled(firstGuess, streak - 1, longestGuess);
  }

  static Duration doubled(Duration first, int times, Duration longest) {
    Duration result = first;
    for (int i = 0; i < times && result.compareTo(longest) < 0; i++) {
      result = result.multipliedBy(2);
    }
    return min(result, longest);
  }

  static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
