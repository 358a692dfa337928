package dev.patchbay;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.CallScope;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The calls that run, so that closing can wait for them and then stop them. Thread-safe. */
final class LiveCalls {
  /** A cancelled call needs a moment to free its connection and to close its lease. */
  private static final Duration CANCEL_GRACE = Duration.ofSeconds(2);

  private final Set<CallScope> live = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean refusing;

  /** A call while it runs; close it when it has ended. */
  interface Call extends AutoCloseable {
    /** True if the router was closed: don't run. */
    boolean refused();

    @Override
    void close();
  }

  Call begin(CallScope scope) {
    live.add(scope);
    boolean late = refusing;
    return new Call() {
      @Override
      public boolean refused() {
        return late;
      }

      @Override
      public void close() {
        if (live.remove(scope) && refusing) {
          signal();
        }
      }
    };
  }

  /** From now on calls are refused; true the first time. */
  boolean refuseNew() {
    lock.lock();
    try {
      boolean first = !refusing;
      refusing = true;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the live calls, then cancels what is left. */
  void drain(Duration limit) {
    if (!awaitNone(limit)) {
      live.forEach(scope -> scope.cancel(FailureKind.CANCELLED));
      awaitNone(CANCEL_GRACE);
    }
  }

  private boolean awaitNone(Duration limit) {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!live.isEmpty()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
