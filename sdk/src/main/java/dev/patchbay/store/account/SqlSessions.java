package dev.patchbay.store.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.account.SessionPin;
import dev.patchbay.account.SessionStore;
import dev.patchbay.failure.StoreException;
import dev.patchbay.store.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pins in a database, and a copy of the latest in this process, which answers. A thread of its own
 * writes pins behind, and takes over those of other processes, each about every second; a session
 * that goes on at its account is written once a minute. Thread-safe.
 */
public final class SqlSessions implements SessionStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqlSessions.class);
  private static final Duration RHYTHM = Duration.ofSeconds(1);

  /** How exactly the database knows when a session was used last. */
  private static final Duration PRECISION = Duration.ofMinutes(1);

  /** How long a write may last until others see it; later ones are missed, which is no harm. */
  private static final Duration SLOWEST_WRITE = Duration.ofSeconds(3);

  private static final int BATCH = 1_000;
  private static final int TURNS_BETWEEN_PRUNING = 600;
  private static final int PINS_BETWEEN_PRUNING = 10_000;

  private record Key(String tenant, String session, String provider) {
    static Key of(SessionPin pin) {
      return new Key(pin.tenant(), pin.session(), pin.provider());
    }
  }

  private final Database database;
  private final PinRows rows;
  private final MemorySessions copy = new MemorySessions();
  private final ConcurrentMap<Key, SessionPin> waiting = new ConcurrentHashMap<>();
  private final Cache<Key, SessionPin> given =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
  private final Behind behind = new Behind("patchbay-sessions", this::turn, RHYTHM, RHYTHM);

  // the thread's own
  private long lookedAt;
  private int turns;
  private int written;
  private boolean away;

  private SqlSessions(Database database) {
    this.database = database;
    this.rows = new PinRows(database.dialect(), PinRows.MOST_KEPT);
  }

  /**
   * The pins of a database, which stays the caller's.
   *
   * @throws StoreException if they can't be read
   */
  public static SqlSessions open(Database database) {
    SqlSessions sessions = new SqlSessions(database);
    sessions.look();
    sessions.behind.start();
    return sessions;
  }

  @Override
  public void pin(SessionPin pin) {
    copy.pin(pin);
    Key key = Key.of(pin);
    SessionPin last = given.getIfPresent(key);
    boolean goesOn =
        last != null
            && last.account().equals(pin.account())
            && Duration.between(last.at(), pin.at()).compareTo(PRECISION) < 0;
    // With a database that is away, or keys made up faster than it writes, some are not written.
    if (!goesOn && waiting.size() < MOST) {
      given.put(key, pin);
      waiting.put(key, pin);
    }
  }

  @Override
  public Optional<SessionPin> last(String tenant, String session) {
    return copy.last(tenant, session);
  }

  @Override
  public Optional<SessionPin> at(String tenant, String session, String provider) {
    return copy.at(tenant, session, provider);
  }

  /** Writes what waits and ends the thread. Idempotent. */
  @Override
  public void close() {
    behind.close();
  }

  private boolean turn() {
    try {
      flush();
      look();
      prune();
      away = false;
      return true;
    } catch (StoreException e) {
      if (!away) {
        LOG.warn("Sessions stay in this process until the database is back: {}", e.getMessage());
      }
      away = true;
      return false;
    }
  }

  /** Writes what waits now. */
  private void flush() {
    List<SessionPin> pins = new ArrayList<>(waiting.values());
    // Always in the same order: two processes must not wait for each other's rows.
    pins.sort(
        Comparator.comparing(SessionPin::tenant)
            .thenComparing(SessionPin::session)
            .thenComparing(SessionPin::provider));
    for (int i = 0; i < pins.size(); i += BATCH) {
      List<SessionPin> batch = pins.subList(i, Math.min(i + BATCH, pins.size()));
      database.write(
          connection -> {
            rows.write(connection, batch);
            return batch.size();
          });
      written += batch.size();
      batch.forEach(pin -> waiting.remove(Key.of(pin), pin));
    }
  }

  /** Takes over what other processes wrote since the last look; at first, the latest of all. */
  private void look() {
    long since = lookedAt - SLOWEST_WRITE.toMillis();
    long until = database.read(connection -> rows.since(connection, since, copy::pin));
    lookedAt = Math.max(lookedAt, until);
  }

  private void prune() {
    if (turns++ % TURNS_BETWEEN_PRUNING != 0 && written < PINS_BETWEEN_PRUNING) {
      return;
    }
    written = 0;
    boolean more = true;
    while (more) {
      more = database.write(rows::prune); // in small steps: others write in between
    }
  }
}
