package dev.patchbay.transport.okhttp;

import dev.patchbay.transport.Lookout;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the phases of all running calls from one daemon thread, {@code patchbay-timer}, which
 * sleeps until the earliest moment at which any call could be late. Thread-safe; shared state is a
 * concurrent set and the plan of the next look.
 */
final class PhaseTimer {
  private static final Logger LOG = LoggerFactory.getLogger(PhaseTimer.class);

  private final Set<CallClock> running = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor executor;
  private final Lookout lookout;
  private volatile boolean closed;

  PhaseTimer() {
    executor = new ScheduledThreadPoolExecutor(1, PhaseTimer::daemon);
    executor.setRemoveOnCancelPolicy(true);
    lookout = new Lookout(executor, now -> look());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "patchbay-timer");
    thread.setDaemon(true);
    return thread;
  }

  /** Looks after a call from now on. */
  void watch(CallClock clock) {
    running.add(clock);
    lookout.lookBy(lookout.now() + clock.firstLookNanos());
    if (closed) {
      clock.transportClosed();
    }
  }

  /** The call is over. */
  void forget(CallClock clock) {
    running.remove(clock);
  }

  private long look() {
    long soonest = Lookout.NEVER;
    for (CallClock clock : running) {
      soonest = Math.min(soonest, lookAt(clock));
    }
    return soonest == Lookout.NEVER ? Lookout.NEVER : lookout.now() + soonest;
  }

  /** What an interceptor or listener of the caller throws at the cancel must not stop the timer. */
  private static long lookAt(CallClock clock) {
    try {
      return clock.look();
    } catch (RuntimeException e) {
      LOG.warn("A call could not be cancelled", e);
      return Lookout.NEVER;
    }
  }

  /** Ends the thread and every call still running. Idempotent. */
  void close() {
    closed = true;
    executor.shutdownNow();
    running.forEach(CallClock::transportClosed);
  }
}
