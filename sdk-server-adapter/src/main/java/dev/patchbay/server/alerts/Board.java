package dev.patchbay.server.alerts;

import dev.patchbay.alert.Alert;
import dev.patchbay.alert.AlertStore;
import dev.patchbay.failure.StoreException;
import dev.patchbay.server.alerts.News.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The alerts there are, as this server knows them. What others on the same database raise and
 * resolve is news here too; to the outside only the one who wrote it tells it. While the store
 * fails, that is the one new alert, and it stands here alone. Thread-safe: guarded by itself, but
 * for what is only shown, which waits for nobody.
 */
final class Board {
  /** Once is a blip. */
  private static final int FAILURES = 2;

  private final AlertStore store;
  private final Supplier<String> ids;
  private final Consumer<News> here;
  private final Consumer<News> outside;

  private volatile @Nullable Map<String, Alert> known;
  private volatile @Nullable Alert outage;
  private int failures;

  /**
   * A board.
   *
   * @param here hears all news
   * @param outside hears what this server itself raised or resolved
   */
  Board(AlertStore store, Supplier<String> ids, Consumer<News> here, Consumer<News> outside) {
    this.store = store;
    this.ids = ids;
    this.here = here;
    this.outside = outside;
  }

  /**
   * Takes what is wrong now.
   *
   * @throws StoreException if the store fails; {@link #failed} is to be told
   */
  synchronized void take(List<Cause> causes, Instant now) {
    List<Alert> unresolved = store.unresolved();
    if (known == null) {
      known = byId(unresolved);
    }
    List<News> told = new ArrayList<>();
    for (Decision.Change change : Decision.of(unresolved, causes, now, ids)) {
      apply(change, now).ifPresent(event -> told.add(new News(event, change.alert())));
    }
    recovered(now).ifPresent(told::add);
    told.forEach(outside);
    refresh(told);
  }

  /** What happened, if it did and is news. */
  private Optional<Event> apply(Decision.Change change, Instant now) {
    if (change instanceof Decision.Raise raise) {
      return store.add(raise.alert()) ? Optional.of(Event.RAISED) : Optional.empty();
    } else if (change instanceof Decision.Note note) {
      store.seen(note.alert(), note.before());
      return Optional.empty();
    }
    Alert over = change.alert();
    boolean resolved = store.resolve(over.id(), over.seenAt(), now);
    return resolved ? Optional.of(Event.RESOLVED) : Optional.empty();
  }

  private Optional<News> recovered(Instant now) {
    Alert down = outage;
    outage = null;
    failures = 0;
    if (down == null) {
      return Optional.empty();
    }
    Alert over = down.resolved(now);
    boolean unused = store.add(over);
    News news = new News(Event.RESOLVED, over);
    here.accept(news);
    return Optional.of(news);
  }

  /** Tells here what has changed since the last look, whoever changed it. */
  private void refresh(List<News> ours) {
    Map<String, Alert> before = known == null ? Map.of() : known;
    Map<String, Alert> after = byId(store.unresolved());
    known = after;
    after.values().stream()
        .filter(alert -> !before.containsKey(alert.id()))
        .forEach(alert -> here.accept(new News(Event.RAISED, alert)));
    for (Alert old : before.values()) {
      Alert now = after.get(old.id());
      if (now == null) {
        gone(old, ours).ifPresent(alert -> here.accept(new News(Event.RESOLVED, alert)));
      } else if (now.acknowledgedAt() != null && old.acknowledgedAt() == null) {
        here.accept(new News(Event.ACKNOWLEDGED, now));
      }
    }
  }

  private Optional<Alert> gone(Alert alert, List<News> ours) {
    return ours.stream()
        .map(News::alert)
        .filter(one -> one.id().equals(alert.id()))
        .findFirst()
        .or(() -> store.get(alert.id()));
  }

  private static Map<String, Alert> byId(List<Alert> alerts) {
    Map<String, Alert> map = new LinkedHashMap<>();
    alerts.forEach(alert -> map.put(alert.id(), alert));
    return map;
  }

  /** The store failed: the second time in a row that is an alert. */
  synchronized void failed(Instant now) {
    failures++;
    Alert down = outage;
    if (down != null) {
      outage = down.seen(down.message(), null, now, down.times());
    } else if (failures >= FAILURES) {
      Kind kind = Kind.DATABASE_DOWN;
      Alert raised =
          Alert.raised(
              ids.get(), kind.word(), "database", "The database does not answer", null, now);
      outage = raised;
      News news = new News(Event.RAISED, raised);
      here.accept(news);
      outside.accept(news);
    }
  }

  /**
   * Somebody knows of it.
   *
   * @return how it is then; empty if there is none of that id
   * @throws StoreException if it can't be written
   */
  synchronized Optional<Alert> acknowledge(String id, Instant now) {
    Alert down = outage;
    if (down != null && down.id().equals(id)) {
      Alert acknowledged = down.acknowledged(now);
      outage = acknowledged;
      return Optional.of(acknowledged);
    }
    Optional<Alert> alert = store.acknowledge(id, now);
    refresh(List.of());
    return alert;
  }

  /**
   * Somebody knows of all of them.
   *
   * @return how many were open
   * @throws StoreException if it can't be written
   */
  synchronized int acknowledgeAll(Instant now) {
    int count = store.acknowledgeAll(now);
    refresh(List.of());
    return count;
  }

  /** Those that last, as they were at the last look; nothing is asked. */
  List<Alert> unresolved() {
    Map<String, Alert> last = known;
    List<Alert> all = new ArrayList<>(last == null ? List.of() : last.values());
    outage().ifPresent(all::add);
    return all;
  }

  /** The one that the store fails, if it does. */
  Optional<Alert> outage() {
    return Optional.ofNullable(outage);
  }
}
