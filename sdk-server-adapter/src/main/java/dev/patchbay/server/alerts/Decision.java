package dev.patchbay.server.alerts;

import dev.patchbay.alert.Alert;
import dev.patchbay.alert.AlertStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What follows for alerts from what is wrong. There is one alert for a kind and subject until it is
 * over; it is over once nobody, of all servers on the database, has seen its cause for the kind's
 * time to settle. Pure.
 */
final class Decision {
  /** How often it is noted that a cause lasts: a write for each alert. */
  static final Duration NOTED = Duration.ofSeconds(20);

  /** A cause that was not seen for so long came back: it counts once more. */
  static final Duration GAP = Duration.ofSeconds(40);

  private Decision() {}

  /** A change of one alert, for the store. */
  sealed interface Change {
    /** The alert as it is then. */
    Alert alert();
  }

  /** There is a new one. */
  record Raise(Alert alert) implements Change {}

  /** Its cause was seen again. */
  record Note(Alert alert, Instant before) implements Change {}

  /** It is over. */
  record Resolve(Alert alert) implements Change {}

  private record Place(String kind, String subject) {}

  /**
   * What to change.
   *
   * @param unresolved the alerts there are
   * @param causes what is wrong now
   * @param ids makes an id for a new one
   */
  static List<Change> of(
      List<Alert> unresolved, List<Cause> causes, Instant now, Supplier<String> ids) {
    Map<Place, Alert> left = new LinkedHashMap<>();
    unresolved.forEach(alert -> left.put(new Place(alert.kind(), alert.subject()), alert));
    List<Change> changes = new ArrayList<>();
    int room = AlertStore.MOST_UNRESOLVED - unresolved.size();
    for (Cause cause : causes) {
      Alert alert = left.remove(new Place(cause.kind().word(), cause.subject()));
      if (alert != null) {
        note(alert, cause, now, changes);
      } else if (cause.begins() && room-- > 0) {
        changes.add(new Raise(raised(cause, now, ids.get())));
      }
    }
    for (Alert alert : left.values()) {
      if (!now.isBefore(alert.seenAt().plus(Kind.settle(alert.kind())))) {
        changes.add(new Resolve(alert.resolved(now)));
      }
    }
    return changes;
  }

  private static Alert raised(Cause cause, Instant now, String id) {
    return Alert.raised(
        id, cause.kind().word(), cause.subject(), cause.message(), cause.until(), now);
  }

  private static void note(Alert alert, Cause cause, Instant now, List<Change> changes) {
    Duration ago = Duration.between(alert.seenAt(), now);
    if (ago.compareTo(NOTED) >= 0) {
      long times = alert.times() + (ago.compareTo(GAP) > 0 ? 1 : 0);
      changes.add(new Note(alert.seen(cause.message(), cause.until(), now, times), alert.seenAt()));
    }
  }
}
