package dev.patchbay.testing.simulation;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.RouteTrace;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what the requests of a simulation came to. One thread. */
final class Tally {
  private final TreeMap<String, Long> served = new TreeMap<>();
  private final TreeMap<String, Long> tried = new TreeMap<>();
  private final TreeMap<FailureKind, Long> failures = new TreeMap<>();
  private BigDecimal cost = BigDecimal.ZERO;
  private long unpriced;
  private long requests;
  private long failovers;

  void add(@Nullable RouteTrace trace, @Nullable FailureKind failure) {
    requests++;
    if (failure != null) {
      failures.merge(failure, 1L, Long::sum);
    }
    if (trace != null) {
      trace.attempts().forEach(attempt -> tried.merge(attempt.account(), 1L, Long::sum));
      cost(trace);
      trace.served().ifPresent(attempt -> served(trace, attempt));
    }
  }

  private void cost(RouteTrace trace) {
    Optional<BigDecimal> total = Optional.ofNullable(trace.totalCostUsd());
    total.ifPresent(usd -> cost = cost.add(usd));
    unpriced += total.isEmpty() ? 1 : 0;
  }

  private void served(RouteTrace trace, AttemptRecord attempt) {
    served.merge(attempt.account(), 1L, Long::sum);
    if (!trace.attempts().get(0).account().equals(attempt.account())) {
      failovers++;
    }
  }

  SimulationReport report(String title) {
    return new SimulationReport(
        title, requests, failovers, served, tried, failures, cost, unpriced);
  }
}
