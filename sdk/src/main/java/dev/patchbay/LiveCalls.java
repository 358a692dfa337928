package dev.patchbay;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.CallScope;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The calls that run, so that closing can wait for them and then stop them. Thread-safe. */
final class LiveCalls {
  /** A cancelled call needs a moment to free its connection and to close its lease. */
  private static final Duration CANCEL_GRACE = Duration.ofSeconds(2);

  /** Each with the thread it runs on. */
  private final Map<CallScope, Thread> live = new ConcurrentHashMap<>();

  private final AtomicInteger streams = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean refusing;

  /** Runs a call on this thread; after the close it is stopped before it begins. */
  <T> T during(CallScope scope, Supplier<T> call) {
    live.put(scope, Thread.currentThread());
    try {
      // Asked after the call was put there: either the close sees the call or this the close.
      refuse(scope);
      return call.get();
    } finally {
      live.remove(scope);
      if (refusing) {
        signal();
      }
    }
  }

  /** As {@link #during}, for one whose answer comes as a stream. */
  <T> T streaming(CallScope scope, Supplier<T> call) {
    streams.incrementAndGet();
    try {
      return during(scope, call);
    } finally {
      streams.decrementAndGet();
    }
  }

  /** How many run now. */
  LiveLoad load() {
    return new LiveLoad(live.size(), streams.get());
  }

  /** Stops a call that has not begun if the router was closed. */
  void refuse(CallScope scope) {
    if (refusing) {
      scope.cancel(FailureKind.CLOSED);
    }
  }

  /** True once calls are refused. */
  boolean isRefusing() {
    return refusing;
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

  /**
   * Waits for the live calls, then cancels what is left. A call on this very thread, whose consumer
   * or listener closes the router, cannot be waited for: it is cancelled.
   */
  void drain(Duration limit) {
    awaitOthers(limit);
    if (!live.isEmpty()) {
      live.keySet().forEach(scope -> scope.cancel(FailureKind.CANCELLED));
      awaitOthers(CANCEL_GRACE);
    }
  }

  private void awaitOthers(Duration limit) {
    Thread self = Thread.currentThread();
    long left = limit.toNanos();
    lock.lock();
    try {
      while (left > 0 && live.values().stream().anyMatch(thread -> thread != self)) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
