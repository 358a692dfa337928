package dev.patchbay.books;

import dev.patchbay.event.RouteEvent;
import dev.patchbay.event.RouteListener;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows the ledger could not take, tried again and again by one thread, which lives while there are
 * any. Bounded: what does not fit is lost, counted and logged with its cost. Thread-safe.
 */
final class Backlog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  /** Some 10 MB; at ten answers a second a quarter of an hour. */
  static final int MOST = 10_000;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LAST_TRY = Duration.ofSeconds(5);

  private final RouteListener listener;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Closing> rows = new ArrayDeque<>();
  private Predicate<Closing> writer = row -> false;
  private @Nullable Thread thread;
  private boolean closed;
  private long lost;
  private String reason = "";

  Backlog(RouteListener listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * By what rows are tried again; to be said before the first row comes.
   *
   * @param write true if the row is written
   */
  void start(Predicate<Closing> write) {
    writer = write;
  }

  /** Takes a row and why it could not be written. */
  void add(Closing row, String why) {
    LedgerHealth changedTo = null;
    lock.lock();
    try {
      reason = why;
      if (closed || rows.size() >= MOST) {
        lose(row);
        return;
      }
      rows.add(row);
      if (thread == null) {
        thread = daemon(this::run, "patchbay-ledger-retry");
        thread.start();
        changedTo = health();
      }
    } finally {
      lock.unlock();
    }
    tell(changedTo);
  }

  private void lose(Closing row) {
    lost++;
    LOG.error("The ledger has lost a row: {} ({})", row, reason);
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    Closing row = await(pause);
    while (row != null) {
      boolean written = writer.test(row);
      if (written) {
        pause = FIRST_PAUSE;
        row = written(row);
      } else {
        pause = longer(pause);
        row = await(pause);
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /** The oldest row, after a pause; null if the router was closed and has given up. */
  private @Nullable Closing await(Duration pause) {
    lock.lock();
    try {
      long left = closed ? FIRST_PAUSE.toNanos() : pause.toNanos();
      boolean closing = closed;
      while (left > 0 && (closing || !closed)) {
        left = changed.awaitNanos(left);
      }
      return rows.peek();
    } catch (InterruptedException e) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** The row after it; null if it was the last, with which the thread ends. */
  private @Nullable Closing written(Closing row) {
    LedgerHealth changedTo = null;
    lock.lock();
    try {
      rows.remove(row);
      if (rows.isEmpty()) {
        thread = null;
        changed.signalAll();
        changedTo = health();
      }
      return rows.peek();
    } finally {
      lock.unlock();
      tell(changedTo);
    }
  }

  private void tell(@Nullable LedgerHealth health) {
    if (health == null) {
      return;
    }
    if (health.degraded()) {
      LOG.error("The ledger fails; rows wait to be written: {}", health.reason());
    } else {
      LOG.info("The ledger takes rows again; {} were lost", health.lost());
    }
    listener.on(new RouteEvent.LedgerChanged(clock.instant(), health.degraded(), health.reason()));
  }

  LedgerHealth health() {
    lock.lock();
    try {
      return new LedgerHealth(!rows.isEmpty(), rows.size(), lost, reason);
    } finally {
      lock.unlock();
    }
  }

  /** Tries what waits for a last time, at once; what is left then is lost. Idempotent. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      long left = LAST_TRY.toNanos();
      while (!rows.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      giveUp();
      lock.unlock();
    }
  }

  private void giveUp() {
    rows.forEach(this::lose);
    rows.clear();
    if (thread != null) {
      thread.interrupt();
    }
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
