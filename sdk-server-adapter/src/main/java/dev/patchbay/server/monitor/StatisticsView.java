package dev.patchbay.server.monitor;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.log.Percentiles;
import dev.patchbay.log.RequestStatistics;
import dev.patchbay.log.StatisticsGroup;
import java.io.IOException;
import java.util.Map;

/** Statistics as management tells them. Stateless. */
final class StatisticsView {
  private StatisticsView() {}

  /** A group: what its requests have in common, then its numbers. */
  static void row(JsonWriter json, RequestStatistics one) throws IOException {
    json.beginObject();
    for (Map.Entry<StatisticsGroup, String> value : one.group().entrySet()) {
      Say.text(json, Ask.word(value.getKey()), value.getValue());
    }
    fields(json, one);
    json.endObject();
  }

  /** The numbers. */
  static void fields(JsonWriter json, RequestStatistics one) throws IOException {
    Say.number(json, "requests", one.requests());
    Say.number(json, "served", one.served());
    Say.share(json, "success_rate", one.successRate());
    json.name("failures").beginObject();
    for (Map.Entry<FailureKind, Long> failure : one.failures().entrySet()) {
      Say.number(json, Ask.word(failure.getKey()), failure.getValue());
    }
    json.endObject();
    percentiles(json, "latency_ms", one.latency());
    percentiles(json, "first_token_ms", one.firstToken());
    json.name("tokens").beginObject();
    Say.number(json, "input", one.tokens().input());
    Say.number(json, "cache_read", one.tokens().cacheRead());
    Say.number(json, "cache_write", one.tokens().cacheWrite());
    Say.number(json, "output", one.tokens().output());
    Say.number(json, "reasoning", one.tokens().reasoning());
    json.endObject();
    Say.share(json, "cache_efficiency", one.cacheEfficiency());
    Say.money(json, "cost_usd", one.costUsd());
    Say.number(json, "unknown_cost_requests", one.unknownCosts());
    Say.number(json, "attempts", one.attempts());
    Say.share(json, "failover_rate", one.failoverRate());
  }

  private static void percentiles(JsonWriter json, String name, Percentiles times)
      throws IOException {
    json.name(name).beginObject();
    Say.millis(json, "p50", times.p50());
    Say.millis(json, "p95", times.p95());
    Say.millis(json, "p99", times.p99());
    json.endObject();
  }
}
