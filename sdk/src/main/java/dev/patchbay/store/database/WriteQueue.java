package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written, in order, up to a bound. No queue of the JDK: none refuses what comes
 * after its close and yet hands out what came before. Thread-safe.
 */
final class WriteQueue {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // guarded by lock
  private final Queue<Write<?>> waiting = new ArrayDeque<>();
  private boolean closed;

  WriteQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Adds one if there is room. */
  boolean offer(Write<?> write) {
    lock.lock();
    try {
      if (closed || waiting.size() >= capacity) {
        return false;
      }
      add(write);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds one, waiting for room as long as that; interrupts don't end the waiting.
   *
   * @throws StoreException if it is closed or stays full
   */
  void put(Write<?> write, Duration patience) {
    boolean interrupted = false;
    long end = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      while (!closed && waiting.size() >= capacity) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new StoreException(
              "The database is too slow: " + capacity + " writes wait for it. Nothing was written");
        }
        interrupted |= pause(left);
      }
      if (closed) {
        throw new StoreException("The database is closed: nothing was written");
      }
      add(write);
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean pause(long nanos) {
    try {
      changed.awaitNanos(nanos);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void add(Write<?> write) {
    waiting.add(write);
    changed.signalAll();
  }

  /** Waits for one and takes it with what came after it; empty once closed and drained. */
  List<Write<?>> take(int most) {
    lock.lock();
    try {
      while (!closed && waiting.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      List<Write<?>> batch = new ArrayList<>();
      while (batch.size() < most && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      changed.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
