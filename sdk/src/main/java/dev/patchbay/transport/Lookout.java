package dev.patchbay.transport;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans one look at all that runs, for the earliest moment any of it could be late: a task for each
 * would wake the timer's thread for each. Moments are nanoseconds since this began. Thread-safe.
 */
public final class Lookout {
  /** The moment of a look that is not needed. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

  private final ScheduledExecutorService timer;
  private final LongUnaryOperator work;
  private final long epochNanos = System.nanoTime();
  private final AtomicLong nextLook = new AtomicLong(NEVER);

  /**
   * @param timer where the looks are taken; once it is shut down, none is
   * @param work looks at all that runs, given the moment it is now; returns the moment of the next
   *     look, or {@link #NEVER}. It throws nothing.
   */
  public Lookout(ScheduledExecutorService timer, LongUnaryOperator work) {
    this.timer = timer;
    this.work = work;
  }

  public long now() {
    return System.nanoTime() - epochNanos;
  }

  /** A look is taken at this moment or before. */
  public void lookBy(long at) {
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
      LOG.debug("The timer is closed: what it looked after has been ended", e);
    }
  }

  private void look() {
    if (now() < nextLook.get()) {
      // An earlier look has planned a later one: this task is a leftover.
      return;
    }
    // Before anything is looked at: what is added meanwhile then plans its own look.
    nextLook.set(NEVER);
    lookBy(work.applyAsLong(now()));
  }
}
