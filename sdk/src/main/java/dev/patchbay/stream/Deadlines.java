package dev.patchbay.stream;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.Lookout;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends calls whose time is up. Thread-safe. */
final class Deadlines {
  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

  /** More is as good as for ever, and still counts in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Set<Entry> running = ConcurrentHashMap.newKeySet();
  private final Lookout lookout;

  Deadlines(ScheduledExecutorService timer) {
    this.lookout = new Lookout(timer, this::look);
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
    Entry entry = new Entry(scope, lookout.now() + counted.toNanos());
    running.add(entry);
    lookout.lookBy(entry.at);
    return () -> running.remove(entry);
  }

  private long look(long now) {
    long soonest = Lookout.NEVER;
    for (Entry entry : running) {
      if (entry.at <= now) {
        expire(entry);
      } else {
        soonest = Math.min(soonest, entry.at);
      }
    }
    return soonest;
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
