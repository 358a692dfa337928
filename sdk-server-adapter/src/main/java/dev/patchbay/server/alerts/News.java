package dev.patchbay.server.alerts;

import dev.patchbay.alert.Alert;
import java.util.Locale;

/**
 * What happened to an alert. Immutable.
 *
 * @param alert as it is since
 */
public record News(Event event, Alert alert) {
  /** What can happen to one. */
  public enum Event {
    /** It is new. */
    RAISED,
    /** Somebody said that he knows. */
    ACKNOWLEDGED,
    /** Its cause is gone. */
    RESOLVED
  }

  /** The word for it, such as {@code raised}. */
  public String word() {
    return event.name().toLowerCase(Locale.ROOT);
  }
}
