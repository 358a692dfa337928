package dev.patchbay.server.alerts;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.alert.Alert;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alerts as answers, streams and webhooks tell them. Stateless. */
public final class AlertJson {
  private AlertJson() {}

  /** The fields of an object; the writer serializes nulls. */
  public static void fields(JsonWriter json, Alert alert) throws IOException {
    Optional<Kind> kind = Kind.of(alert.kind());
    text(json, "id", alert.id());
    text(json, "kind", alert.kind());
    text(json, "subject", alert.subject());
    text(json, "severity", kind.map(Kind::severity).orElse("warning"));
    text(json, "state", alert.state().name().toLowerCase(Locale.ROOT));
    text(json, "message", alert.message());
    text(json, "cure", kind.map(Kind::cure).orElse(null));
    text(json, "until", alert.until());
    json.name("times").value(alert.times());
    text(json, "raised_at", alert.raisedAt());
    text(json, "seen_at", alert.seenAt());
    text(json, "acknowledged_at", alert.acknowledgedAt());
    text(json, "resolved_at", alert.resolvedAt());
  }

  private static void text(JsonWriter json, String name, @Nullable Object value)
      throws IOException {
    json.name(name).value(value == null ? null : value.toString());
  }
}
