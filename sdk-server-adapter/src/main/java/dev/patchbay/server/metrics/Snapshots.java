package dev.patchbay.server.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Gathers metrics that are looked up when they are collected. One thread. */
final class Snapshots {
  private final List<Supplier<MetricSnapshot>> all = new ArrayList<>();

  /** A metric that goes up and down. */
  Series gauge(String name, String help) {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
    all.add(builder::build);
    return (value, labels) ->
        builder.dataPoint(
            GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
  }

  /** A metric that only goes up. */
  Series counter(String name, String help) {
    CounterSnapshot.Builder builder =
        CounterSnapshot.builder().name(PrometheusNaming.sanitizeMetricName(name)).help(help);
    all.add(builder::build);
    return (value, labels) ->
        builder.dataPoint(
            CounterDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
  }

  /** All of them. */
  MetricSnapshots all() {
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    all.forEach(one -> snapshots.metricSnapshot(one.get()));
    return snapshots.build();
  }
}
