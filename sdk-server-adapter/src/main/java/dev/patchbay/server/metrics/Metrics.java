package dev.patchbay.server.metrics;

import dev.patchbay.Router;
import dev.patchbay.event.RouteListener;
import dev.patchbay.server.alerts.Alerts;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Route;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** All metrics of one server. Thread-safe. */
public final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final RequestMeters meters = new RequestMeters(registry);

  /** Metrics of nothing yet. */
  public Metrics() {
    registry.register(new JvmGauges());
  }

  /** What counts requests: to be given to the router before it is built. */
  public RouteListener listener() {
    return meters;
  }

  /** Metrics of a router and its alerts, too; once. The route is the one that tells all. */
  public List<Route> routes(Router router, Alerts alerts) {
    registry.register(new RouterGauges(router));
    registry.register(new AlertGauges(alerts));
    return List.of(Route.of("GET", "/metrics", Access.SCRAPE, this::scrape));
  }

  /** In the text format, or in OpenMetrics for who prefers that. */
  private Answer scrape(Call call) throws IOException {
    ExpositionFormatWriter writer = formats.findWriter(call.header("accept"));
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
    writer.write(out, registry.scrape());
    return new Answer.Whole(
        200, Map.of("content-type", writer.getContentType()), out.toByteArray());
  }
}
