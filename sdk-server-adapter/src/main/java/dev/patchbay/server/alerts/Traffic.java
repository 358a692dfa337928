package dev.patchbay.server.alerts;

import dev.patchbay.event.RouteEvent;
import dev.patchbay.event.RouteListener;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.trace.AttemptRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts how attempts end, over a window that glides in steps of a sixtieth; of what it is told,
 * the time of events is the clock. Bounded: names beyond the most are not counted. Thread-safe:
 * guarded by itself, for a few dozen nanoseconds at an attempt's end.
 */
final class Traffic implements RouteListener {
  static final int MOST = 500;
  private static final int STEPS = 60;

  /** These say nothing of the provider: the caller went, or asked for what can't be. */
  private static final Set<FailureKind> CALLERS =
      EnumSet.of(
          FailureKind.CANCELLED,
          FailureKind.DEADLINE,
          FailureKind.INVALID_REQUEST,
          FailureKind.CONTENT_FILTERED,
          FailureKind.CONTEXT_TOO_LONG,
          FailureKind.BUDGET_EXCEEDED,
          FailureKind.CLOSED);

  private final long stepMillis;
  private final Map<String, Counter> attempts = new LinkedHashMap<>();
  private final Map<String, Counter> failures = new LinkedHashMap<>();
  private final Map<Target, Counter> unpriced = new LinkedHashMap<>();

  Traffic(Duration window) {
    this.stepMillis = Math.max(1, window.toMillis() / STEPS);
  }

  private record Target(String provider, String model) {}

  /** Counts of the last steps; one that is older than the window counts as none. */
  private static final class Counter {
    private final long[] counts = new long[STEPS];
    private final long[] steps = new long[STEPS];

    void add(long step) {
      int at = (int) (step % STEPS);
      if (steps[at] != step) {
        steps[at] = step;
        counts[at] = 0;
      }
      counts[at]++;
    }

    long sum(long step) {
      long sum = 0;
      for (int i = 0; i < STEPS; i++) {
        sum += steps[i] > step - STEPS && steps[i] <= step ? counts[i] : 0;
      }
      return sum;
    }
  }

  @Override
  public void on(RouteEvent event) {
    if (event instanceof RouteEvent.AttemptEnded ended) {
      attempt(ended.attempt(), step(ended.at()));
    } else if (event instanceof RouteEvent.Ended ended) {
      // What attempts cost is known at the end.
      ended.trace().attempts().forEach(attempt -> price(attempt, step(ended.at())));
    }
  }

  private long step(Instant at) {
    return at.toEpochMilli() / stepMillis;
  }

  private synchronized void attempt(AttemptRecord attempt, long step) {
    Failure failure = attempt.failure();
    if (failure == null || !CALLERS.contains(failure.kind())) {
      count(attempts, attempt.provider(), step);
      if (failure != null) {
        count(failures, attempt.provider(), step);
      }
    }
  }

  private synchronized void price(AttemptRecord attempt, long step) {
    if (attempt.served() && attempt.costUsd() == null) {
      count(unpriced, new Target(attempt.provider(), attempt.model()), step);
    } else if (attempt.served() && !unpriced.isEmpty()) {
      unpriced.remove(new Target(attempt.provider(), attempt.model()));
    }
  }

  private static <K> void count(Map<K, Counter> counters, K name, long step) {
    Counter counter = counters.get(name);
    if (counter == null && counters.size() < MOST) {
      counter = new Counter();
      counters.put(name, counter);
    }
    if (counter != null) {
      counter.add(step);
    }
  }

  /** What was counted in the window that ends now. What is all zero is forgotten. */
  synchronized Scene.Recent recent(Instant now) {
    long step = step(now);
    attempts.values().removeIf(counter -> counter.sum(step) == 0);
    failures.values().removeIf(counter -> counter.sum(step) == 0);
    unpriced.values().removeIf(counter -> counter.sum(step) == 0);
    List<Scene.Rate> rates = new ArrayList<>();
    for (String provider : new TreeSet<>(attempts.keySet())) {
      Counter failed = failures.getOrDefault(provider, new Counter());
      rates.add(new Scene.Rate(provider, sum(attempts, provider, step), failed.sum(step)));
    }
    List<Scene.Unpriced> models = new ArrayList<>();
    unpriced.forEach(
        (target, counter) ->
            models.add(new Scene.Unpriced(target.provider(), target.model(), counter.sum(step))));
    return new Scene.Recent(rates, models);
  }

  private static long sum(Map<String, Counter> counters, String name, long step) {
    Counter counter = counters.get(name);
    return counter == null ? 0 : counter.sum(step);
  }
}
