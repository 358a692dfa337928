package dev.patchbay.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alerts, the newest first. Immutable.
 *
 * @param alerts in this page
 * @param next asks for the next page; null if this is the last one
 */
public record AlertPage(List<Alert> alerts, @Nullable String next) {
  public AlertPage {
    alerts = List.copyOf(alerts);
  }
}
