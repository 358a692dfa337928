package dev.patchbay.server.metrics;

import dev.patchbay.alert.Alert;
import dev.patchbay.alert.AlertState;
import dev.patchbay.server.alerts.Alerts;
import dev.patchbay.server.alerts.Kind;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;

/** The alerts that last, by kind; as they were found at the last look. Thread-safe. */
final class AlertGauges implements MultiCollector {
  private static final List<AlertState> LASTING = List.of(AlertState.OPEN, AlertState.ACKNOWLEDGED);

  private final Alerts alerts;

  AlertGauges(Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public MetricSnapshots collect() {
    Snapshots all = new Snapshots();
    Series series = all.gauge("patchbay_alerts", "Alerts that are not resolved");
    List<Alert> now = alerts.unresolved();
    for (Kind kind : Kind.values()) {
      for (AlertState state : LASTING) {
        series.add(
            count(now, kind, state),
            "kind",
            kind.word(),
            "state",
            state.name().toLowerCase(Locale.ROOT));
      }
    }
    return all.all();
  }

  private static long count(List<Alert> alerts, Kind kind, AlertState state) {
    return alerts.stream()
        .filter(alert -> alert.kind().equals(kind.word()) && alert.state() == state)
        .count();
  }
}
