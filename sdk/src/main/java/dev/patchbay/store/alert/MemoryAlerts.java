package dev.patchbay.store.alert;

import dev.patchbay.alert.Alert;
import dev.patchbay.alert.AlertPage;
import dev.patchbay.alert.AlertState;
import dev.patchbay.alert.AlertStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Alerts for the lifetime of this object, of resolved ones the last {@link #MOST_RESOLVED}.
 * Thread-safe: guarded by itself.
 */
public final class MemoryAlerts implements AlertStore {
  static final int MOST_RESOLVED = 1000;

  private final TreeMap<Long, Alert> alerts = new TreeMap<>();
  private long places;

  @Override
  public synchronized List<Alert> unresolved() {
    return alerts.values().stream()
        .filter(alert -> alert.resolvedAt() == null)
        .limit(MOST_UNRESOLVED)
        .toList();
  }

  @Override
  public synchronized Optional<Alert> get(String id) {
    return entry(id).map(Map.Entry::getValue);
  }

  private Optional<Map.Entry<Long, Alert>> entry(String id) {
    return alerts.entrySet().stream().filter(one -> one.getValue().id().equals(id)).findFirst();
  }

  @Override
  public synchronized AlertPage list(
      @Nullable AlertState state, @Nullable String cursor, int limit) {
    List<Alert> page = new ArrayList<>();
    long last = 0;
    for (Map.Entry<Long, Alert> one :
        alerts.headMap(Cursors.place(cursor), false).descendingMap().entrySet()) {
      if (state == null || one.getValue().state() == state) {
        if (page.size() == limit) {
          return new AlertPage(page, Long.toString(last));
        }
        page.add(one.getValue());
        last = one.getKey();
      }
    }
    return new AlertPage(page, null);
  }

  @Override
  public synchronized boolean add(Alert alert) {
    for (Alert one : alerts.values()) {
      boolean same = one.kind().equals(alert.kind()) && one.subject().equals(alert.subject());
      if (one.id().equals(alert.id()) || (same && one.resolvedAt() == null)) {
        return false;
      }
    }
    alerts.put(++places, alert);
    return true;
  }

  @Override
  public synchronized boolean seen(Alert alert, Instant before) {
    Optional<Map.Entry<Long, Alert>> kept = current(alert.id(), before);
    kept.ifPresent(
        one ->
            one.setValue(
                one.getValue()
                    .seen(alert.message(), alert.until(), alert.seenAt(), alert.times())));
    return kept.isPresent();
  }

  private Optional<Map.Entry<Long, Alert>> current(String id, Instant before) {
    return entry(id)
        .filter(one -> one.getValue().resolvedAt() == null)
        .filter(one -> one.getValue().seenAt().equals(before));
  }

  @Override
  public synchronized boolean resolve(String id, Instant before, Instant now) {
    Optional<Map.Entry<Long, Alert>> kept = current(id, before);
    kept.ifPresent(one -> one.setValue(one.getValue().resolved(now)));
    long resolved = alerts.values().stream().filter(one -> one.resolvedAt() != null).count();
    if (resolved > MOST_RESOLVED) {
      alerts.entrySet().stream()
          .filter(one -> one.getValue().resolvedAt() != null)
          .map(Map.Entry::getKey)
          .findFirst()
          .ifPresent(alerts::remove);
    }
    return kept.isPresent();
  }

  @Override
  public synchronized Optional<Alert> acknowledge(String id, Instant now) {
    Optional<Map.Entry<Long, Alert>> kept = entry(id);
    kept.filter(one -> one.getValue().state() == AlertState.OPEN)
        .ifPresent(one -> one.setValue(one.getValue().acknowledged(now)));
    return get(id);
  }

  @Override
  public synchronized int acknowledgeAll(Instant now) {
    int count = 0;
    for (Map.Entry<Long, Alert> one : alerts.entrySet()) {
      if (one.getValue().state() == AlertState.OPEN) {
        one.setValue(one.getValue().acknowledged(now));
        count++;
      }
    }
    return count;
  }

  @Override
  public synchronized int purge(Instant before, int most) {
    List<Long> old =
        alerts.entrySet().stream()
            .filter(one -> isBefore(one.getValue().resolvedAt(), before))
            .map(Map.Entry::getKey)
            .limit(most)
            .toList();
    old.forEach(alerts::remove);
    return old.size();
  }

  private static boolean isBefore(@Nullable Instant resolved, Instant before) {
    return resolved != null && resolved.isBefore(before);
  }
}
