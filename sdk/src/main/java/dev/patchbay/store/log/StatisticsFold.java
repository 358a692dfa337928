package dev.patchbay.store.log;

import dev.patchbay.chat.Usage;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.log.Percentiles;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.log.RequestStatistics;
import dev.patchbay.log.StatisticsGroup;
import dev.patchbay.price.PicoUsd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statistics of requests that are given one by one. One thread. */
final class StatisticsFold {
  private static final int PERCENT = 100;

  private final Map<FailureKind, Long> failures = new EnumMap<>(FailureKind.class);
  private final List<Duration> latencies = new ArrayList<>();
  private final List<Duration> firstTokens = new ArrayList<>();
  private long requests;
  private long input;
  private long cacheRead;
  private long cacheWrite;
  private long output;
  private long reasoning;
  private long cost;
  private long unknownCosts;
  private long attempts;
  private long failedOver;

  void add(RequestRecord request) {
    requests++;
    attempts += request.trace().attempts().size();
    failedOver += request.failedOver() ? 1 : 0;
    if (request.failure() != null) {
      failures.merge(request.failure(), 1L, Long::sum);
    } else {
      latencies.add(request.timing().duration());
      if (request.timing().timeToFirstToken() != null) {
        firstTokens.add(request.timing().timeToFirstToken());
      }
    }
    addUsage(request.usage());
    Long picoUsd = request.totalCostPicoUsd();
    cost = picoUsd == null ? cost : PicoUsd.add(cost, picoUsd);
    unknownCosts += picoUsd == null ? 1 : 0;
  }

  private void addUsage(@Nullable Usage usage) {
    if (usage != null) {
      input += Usage.orZero(usage.inputTotal());
      cacheRead += Usage.orZero(usage.cacheRead());
      cacheWrite += usage.cacheWrites();
      output += Usage.orZero(usage.outputTotal());
      reasoning += Usage.orZero(usage.reasoning());
    }
  }

  RequestStatistics of(Map<StatisticsGroup, String> group) {
    return new RequestStatistics(
        group,
        requests,
        latencies.size(),
        failures,
        percentiles(latencies),
        percentiles(firstTokens),
        new RequestStatistics.Tokens(input, cacheRead, cacheWrite, output, reasoning),
        cost,
        unknownCosts,
        attempts,
        failedOver);
  }

  private static Percentiles percentiles(List<Duration> times) {
    if (times.isEmpty()) {
      return Percentiles.NONE;
    }
    Collections.sort(times);
    return new Percentiles(at(times, 50), at(times, 95), at(times, 99));
  }

  private static Duration at(List<Duration> sorted, int percent) {
    return sorted.get((sorted.size() * percent + PERCENT - 1) / PERCENT - 1);
  }
}
