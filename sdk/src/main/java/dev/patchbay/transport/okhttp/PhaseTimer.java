package dev.patchbay.transport.okhttp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the phases of all running calls from one daemon thread, {@code patchbay-timer}. It
 * sleeps until the earliest moment at which any call could be late and then looks at all of them: a
 * task per call would wake the thread twice for each. Thread-safe; shared state is a concurrent set
 * and one atomic.
 */
final class PhaseTimer {
  private static final Logger LOG = LoggerFactory.getLogger(PhaseTimer.class);
  private static final long NEVER = Long.MAX_VALUE;

  private final Set<CallClock> running = ConcurrentHashMap.newKeySet();
  private final long epochNanos = System.nanoTime();
  private final AtomicLong nextLook = new AtomicLong(NEVER);
  private final ScheduledThreadPoolExecutor executor;
  private volatile boolean closed;

  PhaseTimer() {
    executor = new ScheduledThreadPoolExecutor(1, PhaseTimer::daemon);
    executor.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "patchbay-timer");
    thread.setDaemon(true);
    return thread;
  }

  /** Looks after a call from now on. */
  void watch(CallClock clock) {
    running.add(clock);
    lookBy(now() + clock.firstLookNanos());
    if (closed) {
      clock.transportClosed();
    }
  }

  /** The call is over. */
  void forget(CallClock clock) {
    running.remove(clock);
  }

  private long now() {
    return System.nanoTime() - epochNanos;
  }

  private void lookBy(long at) {
    long planned;
    do {
      planned = nextLook.get();
      if (planned <= at) {
        return;
      }
    } while (!nextLook.compareAndSet(planned, at));
    try {
      var unused = executor.schedule(this::look, at - now(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  private void look() {
    if (now() < nextLook.get()) {
      // An earlier look has planned a later one: this task is a leftover.
      return;
    }
    // Before the calls are looked at: a call added meanwhile then plans its own look.
    nextLook.set(NEVER);
    long soonest = NEVER;
    for (CallClock clock : running) {
      soonest = Math.min(soonest, lookAt(clock));
    }
    if (soonest != NEVER) {
      lookBy(now() + soonest);
    }
  }

  /** What an interceptor or listener of the caller throws at the cancel must not stop the timer. */
  private static long lookAt(CallClock clock) {
    try {
      return clock.look();
    } catch (RuntimeException e) {
      LOG.warn("A call could not be cancelled", e);
      return NEVER;
    }
  }

  /** Ends the thread and every call still running. Idempotent. */
  void close() {
    closed = true;
    executor.shutdownNow();
    running.forEach(CallClock::transportClosed);
  }
}
