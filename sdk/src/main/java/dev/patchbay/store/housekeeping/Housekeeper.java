package dev.patchbay.store.housekeeping;

import dev.patchbay.account.SharedLeases;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A thread that does chores every hour for as long as the router lives: a process that runs for
 * months cleans up as one that is started daily. It ends with {@link #close}. Thread-safe.
 */
public final class Housekeeper implements AutoCloseable {
  private static final Duration EVERY = Duration.ofHours(1);

  /** A process that has just started has better things to do; one that ends before it, too. */
  private static final Duration FIRST = Duration.ofMinutes(1);

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final Round round;
  private final Duration first;
  private final Duration every;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();

  // guarded by lock
  private boolean closed;

  /**
   * Starts it.
   *
   * @param leases among all instances of the database, of which one cleans at a time
   */
  public Housekeeper(List<Chore> chores, SharedLeases leases) {
    this(chores, leases, FIRST, EVERY);
  }

  Housekeeper(List<Chore> chores, SharedLeases leases, Duration first, Duration every) {
    this.round = new Round(List.copyOf(chores), leases, this::pause);
    this.first = first;
    this.every = every;
    this.thread = new Thread(this::work, "patchbay-housekeeping");
    thread.setDaemon(true);
    thread.start();
  }

  Thread thread() {
    return thread;
  }

  private void work() {
    boolean open = pause(first);
    while (open) {
      round.run();
      open = pause(every);
    }
  }

  /** Waits; false once it is closed. */
  private boolean pause(Duration length) {
    long left = length.toNanos();
    lock.lock();
    try {
      while (!closed && left > 0) {
        left = closing.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException e) {
      return false; // nobody but a shutdown interrupts this thread
    } finally {
      lock.unlock();
    }
  }

  /** Ends it after the step it is at. Idempotent. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(TimeUnit.MILLISECONDS.convert(LONGEST_CLOSE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
