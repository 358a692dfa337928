package dev.patchbay.testing.simulation;

import dev.patchbay.failure.FailureKind;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a simulation came to. Immutable; {@code toString} is a table for people and golden files.
 *
 * @param title what was simulated
 * @param requests how many were sent
 * @param failovers answers that came from another account than the one tried first
 * @param servedBy answers by account, {@code provider/name}
 * @param attempts attempts by account, failed ones included
 * @param failures requests that failed, by kind
 * @param costUsd of all attempts whose cost is known, in USD
 * @param unpriced requests with an attempt of unknown cost
 */
public record SimulationReport(
    String title,
    long requests,
    long failovers,
    SortedMap<String, Long> servedBy,
    SortedMap<String, Long> attempts,
    SortedMap<FailureKind, Long> failures,
    BigDecimal costUsd,
    long unpriced) {
  public SimulationReport {
    servedBy = Collections.unmodifiableSortedMap(new TreeMap<>(servedBy));
    attempts = Collections.unmodifiableSortedMap(new TreeMap<>(attempts));
    failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
  }

  /** Requests that got an answer. */
  public long served() {
    return sum(servedBy);
  }

  /** Requests that got none. */
  public long failed() {
    return sum(failures);
  }

  /**
   * Share of the answers.
   *
   * @param who a provider, or an account as {@code provider/name}
   * @return 0 to 1; 0 if nothing was served
   */
  public double share(String who) {
    return served() == 0 ? 0 : (double) of(servedBy, who) / served();
  }

  /** Attempts of a provider, or of an account as {@code provider/name}. */
  public long attempts(String who) {
    return of(attempts, who);
  }

  private static long of(SortedMap<String, Long> counts, String who) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().equals(who) || entry.getKey().startsWith(who + "/"))
        .mapToLong(java.util.Map.Entry::getValue)
        .sum();
  }

  private static long sum(SortedMap<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A few lines: the sums, then a row for each account. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(title).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "  requests %d, served %d, failed %d %s, failovers %d, attempts %d%n",
            requests,
            served(),
            failed(),
            failures,
            failovers,
            sum(attempts)));
    text.append("  cost ").append(costUsd.stripTrailingZeros().toPlainString()).append(" USD");
    text.append(unpriced == 0 ? "" : ", unknown for " + unpriced + " requests").append('\n');
    attempts.forEach((account, tried) -> text.append(row(account, tried)));
    return text.toString().replace("\r\n", "\n");
  }

  private String row(String account, long tried) {
    return String.format(
        Locale.ROOT,
        "  %-16s served %6d (%5.1f %%), tried %6d%n",
        account,
        servedBy.getOrDefault(account, 0L),
        100 * share(account),
        tried);
  }
}
