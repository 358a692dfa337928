package dev.patchbay.server.metrics;

import static dev.patchbay.chat.Usage.orZero;

import dev.patchbay.chat.Usage;
import dev.patchbay.event.Measures;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.event.RouteListener;
import dev.patchbay.failure.Failure;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.RouteTrace;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts and measures requests as they happen. Thread-safe. */
final class RequestMeters implements RouteListener {
  private static final String SERVED = "served";

  /** Our own part of a request: from 100 µs, where it should be, to a second, where it must not. */
  private static final double[] OVERHEAD = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1
  };

  /** How long models take: from a cached first word to a long thought. */
  private static final double[] UPSTREAM = {
    0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320
  };

  private final Labels providers = new Labels(200);
  private final Labels accounts = new Labels(1000);
  private final ModelLabels models = new ModelLabels();

  private final Counter requests;
  private final Counter attempts;
  private final Counter failovers;
  private final Counter tokens;
  private final Counter cost;
  private final Counter unknownCosts;
  private final Counter coolings;
  private final Counter circuits;
  private final Histogram overhead;
  private final Histogram duration;
  private final Histogram firstToken;
  private final Histogram upstream;

  RequestMeters(PrometheusRegistry registry) {
    requests =
        counter("patchbay_requests_total", "Requests that have ended")
            .labelNames("provider", "account", "model", "protocol", "outcome")
            .register(registry);
    attempts =
        counter("patchbay_attempts_total", "Times a provider was asked")
            .labelNames("provider", "account", "model", "outcome")
            .register(registry);
    failovers =
        counter("patchbay_failovers_total", "Times a request went on with another candidate")
            .labelNames("reason")
            .register(registry);
    tokens =
        counter("patchbay_tokens_total", "Tokens; input includes both of the cache")
            .labelNames("provider", "account", "model", "class")
            .register(registry);
    cost =
        counter("patchbay_cost_usd_total", "What attempts of known cost did cost, in USD")
            .labelNames("provider", "account", "model")
            .register(registry);
    unknownCosts =
        counter("patchbay_unknown_costs_total", "Attempts of unknown cost")
            .labelNames("provider", "account", "model")
            .register(registry);
    coolings =
        counter("patchbay_coolings_total", "Times an account, or a model at it, began to cool")
            .labelNames("provider", "account")
            .register(registry);
    circuits =
        counter("patchbay_circuit_openings_total", "Times a circuit opened")
            .labelNames("provider", "account")
            .register(registry);
    overhead =
        seconds(
                "patchbay_overhead_seconds",
                "Our own part of requests, without providers",
                OVERHEAD)
            .labelNames("protocol")
            .register(registry);
    duration =
        seconds("patchbay_request_duration_seconds", "Served requests, from end to end", UPSTREAM)
            .labelNames("provider", "model")
            .register(registry);
    firstToken =
        seconds(
                "patchbay_time_to_first_token_seconds",
                "Served requests, from their arrival to their first output",
                UPSTREAM)
            .labelNames("provider", "model")
            .register(registry);
    upstream =
        seconds("patchbay_upstream_duration_seconds", "Attempts, from end to end", UPSTREAM)
            .labelNames("provider", "model", "outcome")
            .register(registry);
  }

  private static Counter.Builder counter(String name, String help) {
    return Counter.builder().name(name).help(help).withoutExemplars();
  }

  private static Histogram.Builder seconds(String name, String help, double[] bounds) {
    Histogram.Builder builder = Histogram.builder().name(name).help(help).classicOnly();
    builder.classicUpperBounds(bounds).withoutExemplars();
    return builder;
  }

  @Override
  public void on(RouteEvent event) {
    if (event instanceof RouteEvent.Ended ended) {
      ended(ended.trace(), ended.failure(), ended.measures());
    } else if (event instanceof RouteEvent.AttemptEnded ended) {
      attempted(ended.attempt());
    } else if (event instanceof RouteEvent.FailedOver over) {
      failovers.labelValues(outcome(over.failure())).inc();
    } else if (event instanceof RouteEvent.Cooling cooling) {
      coolings.labelValues(provider(cooling.account()), accounts.of(cooling.account())).inc();
    } else if (event instanceof RouteEvent.CircuitChanged circuit && circuit.open()) {
      circuits.labelValues(provider(circuit.account()), accounts.of(circuit.account())).inc();
    }
  }

  private void attempted(AttemptRecord attempt) {
    String provider = providers.of(attempt.provider());
    String model = model(attempt);
    String outcome = outcome(attempt.failure());
    attempts.labelValues(provider, accounts.of(attempt.account()), model, outcome).inc();
    upstream
        .labelValues(provider, model, attempt.served() ? SERVED : "failed")
        .observe(seconds(attempt.duration()));
  }

  private void ended(RouteTrace trace, @Nullable Failure failure, Measures measures) {
    overhead.labelValues(measures.client()).observe(seconds(measures.overhead()));
    AttemptRecord attempt = decisive(trace);
    if (attempt == null) {
      requests
          .labelValues(Labels.NONE, Labels.NONE, Labels.NONE, measures.client(), outcome(failure))
          .inc();
      return;
    }
    String provider = providers.of(attempt.provider());
    String account = accounts.of(attempt.account());
    String model = model(attempt);
    requests.labelValues(provider, account, model, measures.client(), outcome(failure)).inc();
    if (failure == null) {
      duration.labelValues(provider, model).observe(seconds(measures.duration()));
      Duration first = measures.timeToFirstToken();
      if (first != null) {
        firstToken.labelValues(provider, model).observe(seconds(first));
      }
    }
    if (measures.usage() != null) {
      used(measures.usage(), provider, account, model);
    }
    trace.attempts().forEach(this::billed);
  }

  private void used(Usage usage, String provider, String account, String model) {
    count(orZero(usage.inputTotal()), provider, account, model, "input");
    count(orZero(usage.cacheRead()), provider, account, model, "cache_read");
    count(usage.cacheWrites(), provider, account, model, "cache_write");
    count(orZero(usage.outputTotal()), provider, account, model, "output");
    count(orZero(usage.reasoning()), provider, account, model, "reasoning");
  }

  private void count(long amount, String... labels) {
    if (amount > 0) {
      tokens.labelValues(labels).inc(amount);
    }
  }

  private void billed(AttemptRecord attempt) {
    String provider = providers.of(attempt.provider());
    String account = accounts.of(attempt.account());
    String model = model(attempt);
    if (attempt.costUsd() == null) {
      unknownCosts.labelValues(provider, account, model).inc();
    } else if (attempt.costUsd().signum() > 0) {
      cost.labelValues(provider, account, model).inc(attempt.costUsd().doubleValue());
    }
  }

  /** The attempt that served, or else the last one; null if nothing was tried. */
  private static @Nullable AttemptRecord decisive(RouteTrace trace) {
    List<AttemptRecord> all = trace.attempts();
    return trace.served().orElse(all.isEmpty() ? null : all.get(all.size() - 1));
  }

  private String model(AttemptRecord attempt) {
    return models.of(attempt.model(), attempt.served());
  }

  /** An alias is {@code provider/name}. */
  private String provider(String alias) {
    int slash = alias.indexOf('/');
    return providers.of(slash < 0 ? alias : alias.substring(0, slash));
  }

  private static String outcome(@Nullable Failure failure) {
    return failure == null ? SERVED : failure.kind().name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
