package dev.patchbay.store.account;

import dev.patchbay.account.AccountState;
import dev.patchbay.account.AccountStateStore;
import dev.patchbay.failure.StoreException;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Notices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * States of accounts in a database, and a copy of them in this process: a look and a change are the
 * copy's. A thread of its own writes changes behind, at once what others should know, every few
 * seconds what only counts, and takes over what other processes wrote: told by the database where
 * it can tell, and by a look every second. While the database is away everything goes on here.
 * Thread-safe.
 */
public final class SqlAccountStates implements AccountStateStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqlAccountStates.class);
  private static final String CHANNEL = "patchbay_account_state";
  private static final Duration GAP = Duration.ofMillis(100);

  /** With the writing, what one instance learned is known to the others within a second. */
  private static final Duration RHYTHM = Duration.ofMillis(800);

  /** Counts are written so seldom because all instances write those of one account to one row. */
  private static final Duration COUNTS = Duration.ofSeconds(5);

  private static final int BATCH = 20;

  /** How long a write may last between its time stamp and the moment others can see it. */
  private static final Duration SLOWEST_WRITE = Duration.ofSeconds(10);

  /** How long a request waits for this store's own writes before it decides alone. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** As many as {@link StateRows#MOST_LOADED}, and some room, so that few looks forget any. */
  private static final int MOST_COPIES = StateRows.MOST_LOADED + 1_000;

  private final Database database;
  private final StateRows rows;
  private final ConcurrentMap<String, StateCopy> copies = new ConcurrentHashMap<>();
  private final Set<String> dirty = ConcurrentHashMap.newKeySet();
  private final Set<String> urgent = ConcurrentHashMap.newKeySet();
  private final ReentrantLock writing = new ReentrantLock();
  private final Behind behind = new Behind("patchbay-accounts", this::turn, GAP, RHYTHM);
  private final Notices notices;

  private volatile boolean away;
  private volatile boolean closing;

  // the thread's own
  private long lookedAt;
  private long countedAt = System.nanoTime();

  private SqlAccountStates(Database database, boolean listening) {
    this.database = database;
    this.rows = new StateRows(database.dialect());
    this.notices = listening ? database.notices(CHANNEL, this::heard) : Notices.NONE;
  }

  /**
   * The states of a database, which stays the caller's.
   *
   * @throws StoreException if they can't be read
   */
  public static SqlAccountStates open(Database database) {
    return open(database, true);
  }

  /** As {@link #open(Database)}; listening is for tests of what happens without. */
  static SqlAccountStates open(Database database, boolean listening) {
    SqlAccountStates states = new SqlAccountStates(database, listening);
    try {
      database.read(states.rows::load).forEach((key, row) -> states.copy(key).refreshed(row));
    } catch (StoreException e) {
      states.notices.close();
      throw e;
    }
    states.behind.start();
    return states;
  }

  @Override
  public AccountState get(String stateKey) {
    StateCopy copy = copies.get(stateKey);
    return copy == null ? AccountState.NEW : copy.shown();
  }

  @Override
  public Change update(String stateKey, UnaryOperator<AccountState> change) {
    StateCopy copy = copy(stateKey);
    Change made = copy.apply(change);
    if (made.after() == made.before()) {
      return made;
    }
    dirty.add(stateKey);
    if (Changes.matter(made.before(), made.after()) || copy.isCrowded()) {
      urgent.add(stateKey);
      behind.soon();
    }
    return made;
  }

  @Override
  public Change updateShared(String stateKey, UnaryOperator<AccountState> change) {
    if (away || !locked()) {
      return update(stateKey, change);
    }
    Change made;
    try {
      made = replaced(stateKey, change);
    } catch (StoreException e) {
      failed(e);
      return update(stateKey, change);
    } finally {
      writing.unlock();
    }
    tell(stateKey, made);
    return made;
  }

  /** Writes what waits, ends the thread and the listening. Idempotent. */
  @Override
  public void close() {
    notices.close();
    closing = true;
    behind.close();
  }

  private StateCopy copy(String key) {
    return copies.computeIfAbsent(key, unused -> new StateCopy());
  }

  private boolean locked() {
    try {
      return writing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What waits goes first, so that nothing overtakes it. */
  private Change replaced(String key, UnaryOperator<AccountState> change) {
    StateCopy copy = copy(key);
    List<UnaryOperator<AccountState>> changes = new ArrayList<>(copy.take());
    changes.add(change);
    try {
      Change made = database.write(connection -> rows.replace(connection, key, changes));
      copy.written(made.after());
      return made;
    } catch (RuntimeException e) {
      copy.putBack();
      throw e;
    }
  }

  /** One turn of the thread; false if the database is away. */
  private boolean turn() {
    try {
      if (closing || System.nanoTime() - countedAt > COUNTS.toNanos()) {
        flush();
        countedAt = System.nanoTime();
      } else {
        flush(urgent);
      }
      look();
      forget();
      back();
      return true;
    } catch (StoreException e) {
      failed(e);
      return false;
    }
  }

  /** Writes all that waits now. */
  void flush() {
    flush(dirty);
  }

  private void flush(Set<String> which) {
    // In the order of keys: two processes that write the same rows must not wait for each other.
    // In small transactions: nobody waits long for a row.
    List<String> keys = new ArrayList<>(new TreeSet<>(which));
    for (int i = 0; i < keys.size(); i += BATCH) {
      write(keys.subList(i, Math.min(i + BATCH, keys.size())));
    }
  }

  private void write(List<String> keys) {
    Map<String, AccountState> before = new HashMap<>();
    Map<String, AccountState> after;
    writing.lock();
    try {
      keys.forEach(key -> before.put(key, copy(key).stored()));
      after = written(keys);
    } finally {
      writing.unlock();
    }
    after.forEach((key, row) -> tell(key, new Change(before.getOrDefault(key, row), row)));
  }

  private Map<String, AccountState> written(List<String> keys) {
    keys.forEach(dirty::remove);
    keys.forEach(urgent::remove);
    Map<String, List<UnaryOperator<AccountState>>> taken = new TreeMap<>();
    keys.forEach(key -> taken.put(key, copy(key).take()));
    try {
      Map<String, AccountState> made =
          database.write(
              connection -> {
                Map<String, AccountState> after = new HashMap<>();
                for (var each : taken.entrySet()) {
                  after.put(
                      each.getKey(),
                      rows.replace(connection, each.getKey(), each.getValue()).after());
                }
                return after;
              });
      made.forEach((key, row) -> copy(key).written(row));
      return made;
    } catch (RuntimeException e) {
      keys.forEach(key -> copy(key).putBack());
      dirty.addAll(keys);
      urgent.addAll(keys);
      throw e;
    }
  }

  /** Takes over what other processes wrote since the last look. */
  private void look() {
    long since = lookedAt - SLOWEST_WRITE.toMillis();
    StateRows.Seen seen = database.read(connection -> rows.since(connection, since));
    seen.versions().forEach(this::refresh);
    lookedAt = Math.max(lookedAt, seen.until());
  }

  /**
   * Keys are replaced and accounts removed while the process runs: of too many copies those go that
   * were not used the longest. What is waiting stays, and so does a pause.
   */
  private void forget() {
    if (copies.size() <= MOST_COPIES) {
      return;
    }
    Comparator<Map.Entry<String, Instant>> oldest = Map.Entry.comparingByValue();
    Map<String, Instant> uses = new HashMap<>();
    copies.forEach((key, copy) -> uses.put(key, lastUse(copy.shown())));
    uses.entrySet().stream()
        .sorted(oldest)
        .limit(copies.size() - StateRows.MOST_LOADED)
        .map(Map.Entry::getKey)
        .forEach(
            key ->
                copies.computeIfPresent(
                    key, (same, copy) -> copy.isWritten() && !copy.shown().paused() ? null : copy));
  }

  private static Instant lastUse(AccountState state) {
    Instant used = state.lastUsedAt();
    return used == null ? Instant.EPOCH : used;
  }

  private void refresh(String key, long version) {
    if (copy(key).stored().version() < version) {
      database
          .read(connection -> rows.read(connection, key))
          .ifPresent(row -> copy(key).refreshed(row));
    }
  }

  /** Others read it now instead of within a second; counts are not worth waking them. */
  private void tell(String key, Change change) {
    if (Changes.matter(change.before(), change.after())) {
      notices.send(change.after().version() + " " + key);
    }
  }

  private void heard(String notice) {
    int space = notice.indexOf(' ');
    if (space <= 0) {
      behind.soon();
      return;
    }
    try {
      refresh(notice.substring(space + 1), Long.parseLong(notice.substring(0, space)));
    } catch (NumberFormatException | StoreException e) {
      behind.soon();
    }
  }

  private void failed(StoreException e) {
    if (!away) {
      away = true;
      LOG.warn(
          "States of accounts stay in this process until the database is back: {}", e.getMessage());
    }
  }

  private void back() {
    if (away) {
      away = false;
      LOG.info("States of accounts are written again");
    }
  }
}
