package dev.patchbay.stream;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.CallScope;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends calls whose time is up. One look at all of them is planned for the earliest moment any could
 * be late: a task for each call would wake the timer's thread for each. Thread-safe.
 */
final class Deadlines {
  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final long NEVER = Long.MAX_VALUE;

  /** More is as good as for ever, and still counts in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final ScheduledExecutorService timer;
  private final long epochNanos = System.nanoTime();
  private final Set<Entry> running = ConcurrentHashMap.newKeySet();
  private final AtomicLong nextLook = new AtomicLong(NEVER);

  Deadlines(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** A call and when it must end. Compared by identity: equal ones are two calls. */
  private static final class Entry {
    private final CallScope scope;
    private final long at;

    Entry(CallScope scope, long at) {
      this.scope = scope;
      this.at = at;
    }
  }

  /** Cancels the scope after so long, unless what is returned is run before. */
  Runnable start(CallScope scope, Duration limit) {
    Duration counted = limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
    Entry entry = new Entry(scope, now() + counted.toNanos());
    running.add(entry);
    lookBy(entry.at);
    return () -> running.remove(entry);
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
      var unused = timer.schedule(this::look, at - now(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The router is closed: its calls have been cancelled", e);
    }
  }

  private void look() {
    if (now() < nextLook.get()) {
      // An earlier look has planned a later one: this task is a leftover.
      return;
    }
    // Before the calls are looked at: a call added meanwhile then plans its own look.
    nextLook.set(NEVER);
    long now = now();
    long soonest = NEVER;
    for (Entry entry : running) {
      if (entry.at <= now) {
        expire(entry);
      } else {
        soonest = Math.min(soonest, entry.at);
      }
    }
    if (soonest != NEVER) {
      lookBy(soonest);
    }
  }

  /** What an interceptor of the caller throws at the cancel must not save the other calls. */
  private void expire(Entry entry) {
    running.remove(entry);
    try {
      entry.scope.cancel(FailureKind.DEADLINE);
    } catch (RuntimeException e) {
      LOG.warn("A call could not be cancelled", e);
    }
  }
}
