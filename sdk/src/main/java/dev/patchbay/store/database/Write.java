package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A work in the queue and what became of it. Run and ended by the writer, awaited by its caller.
 */
final class Write<T extends @Nullable Object> {
  private final SqlWork<T> work;
  private final boolean awaited;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable T result;
  private @Nullable Throwable failure;

  Write(SqlWork<T> work, boolean awaited) {
    this.work = work;
    this.awaited = awaited;
  }

  /** Whether somebody waits; if not, a failure is to be logged. */
  boolean awaited() {
    return awaited;
  }

  /** Does it; a second time replaces what the first one gave. */
  void run(Connection connection) throws SQLException {
    failure = null;
    result = work.run(connection);
  }

  /** Notes why it is not written; it is told at the {@link #end}. */
  void fail(Throwable cause) {
    failure = cause;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  /** The writer is done with it: it is committed, or has failed. */
  void end() {
    ended.countDown();
  }

  /** Waits for the end, however often the thread is interrupted. */
  T await() {
    boolean interrupted = false;
    while (true) {
      try {
        ended.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return outcome();
  }

  @SuppressWarnings("NullAway") // the work ran: its result is a T, also where T may be null
  private T outcome() {
    if (failure instanceof SQLException e) {
      throw DatabaseFaults.describe(e);
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw new StoreException("The database's writer failed: " + failure, failure);
    }
    return result;
  }
}
