package dev.patchbay.store.account;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does again and again what nobody waits for: every {@code rhythm}, sooner if asked
 * to, but never two times within {@code gap}, and after a failure not before its time. Closing does
 * it a last time. Thread-safe.
 */
final class Behind implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Behind.class);
  private static final Duration LAST_RUN = Duration.ofSeconds(10);

  private final BooleanSupplier work;
  private final Duration gap;
  private final Duration rhythm;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // guarded by lock
  private boolean soon;
  private boolean closed;

  /**
   * A thread that runs.
   *
   * @param work says false if it failed
   */
  Behind(String name, BooleanSupplier work, Duration gap, Duration rhythm) {
    this.work = work;
    this.gap = gap;
    this.rhythm = rhythm;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  Behind start() {
    thread.start();
    return this;
  }

  /** Do it soon. */
  void soon() {
    lock.lock();
    try {
      soon = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Does it a last time and ends; gives up after some seconds. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(LAST_RUN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean good = true;
    long last = System.nanoTime() - gap.toNanos();
    while (awaitDue(last, good)) {
      good = done();
      last = System.nanoTime();
    }
    done();
  }

  private boolean done() {
    try {
      return work.getAsBoolean();
    } catch (RuntimeException | Error e) {
      LOG.warn("{} failed", thread.getName(), e);
      return false;
    }
  }

  /** Waits for the next time to do it; says false once it is closed. */
  private boolean awaitDue(long last, boolean good) {
    lock.lock();
    try {
      while (!closed) {
        Duration pause = soon && good ? gap : rhythm;
        long left = pause.toNanos() - (System.nanoTime() - last);
        if (left <= 0) {
          soon = false;
          return true;
        }
        changed.awaitNanos(left);
      }
      return false;
    } catch (InterruptedException e) {
      return false; // nobody but the end of the process interrupts this thread
    } finally {
      lock.unlock();
    }
  }
}
