package dev.patchbay.books;

import dev.patchbay.cost.Ledger;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows into a ledger and waits for that, but not for ever: a ledger that waits itself is
 * called on a thread of its own, and once one call hangs, rows go to the backlog at once until the
 * backlog gets through. Thread-safe.
 */
final class Commits implements AutoCloseable {
  /** Calls of a ledger that hang; more of them would only fill the memory with threads. */
  private static final int MOST_HANGING = 4;

  private final Ledger ledger;
  private final Backlog backlog;
  private final Duration wait;
  private final ExecutorService threads;
  private final AtomicInteger hanging = new AtomicInteger();
  private volatile boolean suspended;

  Commits(Ledger ledger, Backlog backlog, Duration wait) {
    this.ledger = ledger;
    this.backlog = backlog;
    this.wait = wait;
    AtomicLong number = new AtomicLong();
    this.threads =
        Executors.newCachedThreadPool(
            task -> Backlog.daemon(task, "patchbay-ledger-" + number.incrementAndGet()));
    backlog.start(this::again);
  }

  /** Writes a row; what cannot be written waits. Throws nothing. */
  void commit(Closing row) {
    String reason = suspended ? "It hangs" : write(row);
    if (reason != null) {
      backlog.add(row, reason);
    }
  }

  /** A row of the backlog once more; true if it is written. */
  private boolean again(Closing row) {
    boolean written = hanging.get() < MOST_HANGING && write(row) == null;
    if (written) {
      suspended = false;
    }
    return written;
  }

  /** Null if it is written, else why not. */
  private @Nullable String write(Closing row) {
    return ledger.waits() ? inTime(row) : now(row);
  }

  private @Nullable String now(Closing row) {
    try {
      row.write(ledger);
      return null;
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private @Nullable String inTime(Closing row) {
    Call call = new Call(row);
    try {
      threads.execute(call);
    } catch (RejectedExecutionException closed) {
      return "The router is closed";
    }
    return result(call);
  }

  /** An interrupt is the caller's affair: it does not make a row less durable. */
  private @Nullable String result(Call call) {
    long until = System.nanoTime() + wait.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return call.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    } catch (TimeoutException e) {
      call.givenUp();
      return "It did not answer within " + wait;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One call of the ledger; if it was given up, its end says that the ledger hangs no more. */
  private final class Call extends FutureTask<@Nullable String> {
    private boolean over;
    private boolean waitedInVain;

    Call(Closing row) {
      super(() -> now(row));
    }

    synchronized void givenUp() {
      if (!over) {
        waitedInVain = true;
        hanging.incrementAndGet();
        suspended = true;
      }
    }

    @Override
    protected synchronized void done() {
      over = true;
      if (waitedInVain) {
        hanging.decrementAndGet();
      }
    }
  }

  LedgerHealth health() {
    return backlog.health();
  }

  @Override
  public void close() {
    backlog.close();
    threads.shutdownNow();
  }
}
