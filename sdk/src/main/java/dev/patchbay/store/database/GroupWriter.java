package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that writes what waits, in order, many works in one transaction: a commit costs more
 * than a write. Each work has a savepoint of its own, so one that fails takes no neighbour with it.
 * Callers hear of it after the commit. Thread-safe.
 */
final class GroupWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
  private static final int CAPACITY = 10_000;
  private static final int MOST_TOGETHER = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Transactions transactions;
  private final WriteQueue queue = new WriteQueue(CAPACITY);
  private final Thread thread;

  GroupWriter(String name, Transactions transactions) {
    this.transactions = transactions;
    thread = new Thread(this::work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Writes it and waits until it is committed. */
  <T extends @Nullable Object> T write(SqlWork<T> work) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("A work of a database must not write by another work");
    }
    Write<T> write = new Write<>(work, true);
    queue.put(write, PATIENCE);
    return write.await();
  }

  /** Writes it some time. */
  boolean later(SqlWork<?> work) {
    return queue.offer(new Write<>(work, false));
  }

  /** Waits until all that came before is written. */
  void flush() {
    write(connection -> null);
  }

  /** Writes what waits and ends the thread. Idempotent. */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (thread.isAlive() && System.nanoTime() < end) {
      try {
        thread.join(PATIENCE.toMillis());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (thread.isAlive()) {
      LOG.warn("The database still writes {} s after it was to close", PATIENCE.toSeconds());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    List<Write<?>> batch = queue.take(MOST_TOGETHER);
    while (!batch.isEmpty()) {
      writeAll(batch);
      batch = queue.take(MOST_TOGETHER);
    }
  }

  private void writeAll(List<Write<?>> batch) {
    if (batch.size() == 1) {
      writeAlone(batch.get(0));
      return;
    }
    try {
      transactions.run(connection -> together(connection, batch));
      batch.forEach(GroupWriter::end);
    } catch (Transactions.UnknownCommit e) {
      batch.forEach(write -> fail(write, e));
    } catch (SQLException | RuntimeException | Error e) {
      batch.forEach(this::writeAlone); // nothing was written: each one learns its own fate
    }
  }

  private void writeAlone(Write<?> write) {
    try {
      transactions.run(
          connection -> {
            write.run(connection);
            return null;
          });
      end(write);
    } catch (SQLException | RuntimeException | Error e) {
      fail(write, e);
    }
  }

  private static @Nullable Void together(Connection connection, List<Write<?>> batch)
      throws SQLException {
    for (Write<?> write : batch) {
      Savepoint savepoint = connection.setSavepoint();
      try {
        write.run(connection);
      } catch (SQLException | RuntimeException | Error e) {
        if (e instanceof SQLException sql && DatabaseFaults.passes(sql)) {
          throw sql;
        }
        write.fail(e);
        connection.rollback(savepoint);
      }
      connection.releaseSavepoint(savepoint);
    }
    return null;
  }

  private static void fail(Write<?> write, Throwable failure) {
    write.fail(failure);
    end(write);
  }

  private static void end(Write<?> write) {
    Throwable failure = write.failure();
    write.end();
    if (failure != null && !write.awaited()) {
      LOG.warn("Something to be kept was not written: {}", told(failure));
    }
  }

  private static String told(Throwable failure) {
    StoreException described =
        failure instanceof SQLException sql ? DatabaseFaults.describe(sql) : null;
    return described == null ? String.valueOf(failure) : String.valueOf(described.getMessage());
  }
}
