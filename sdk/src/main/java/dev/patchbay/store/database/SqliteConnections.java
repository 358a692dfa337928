package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Up to so many connections to one file, opened when they are first needed and again after a
 * failure. Thread-safe.
 */
final class SqliteConnections implements Connections {
  private static final int PATIENCE_SECONDS = 60;

  private final SqliteFile file;
  private final boolean writes;
  private final Semaphore permits;
  private final int most;

  // guarded by this
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  SqliteConnections(SqliteFile file, boolean writes, int most) {
    this.file = file;
    this.writes = writes;
    this.most = most;
    permits = new Semaphore(most);
  }

  @Override
  public Connection borrow() throws SQLException {
    enter();
    boolean given = false;
    try {
      Connection kept = poll();
      Connection connection = kept == null ? file.connect(writes) : kept;
      given = true;
      return connection;
    } finally {
      if (!given) {
        permits.release();
      }
    }
  }

  private void enter() {
    if (permits.tryAcquire()) {
      return;
    }
    boolean interrupted = Thread.interrupted(); // an interrupted thread may still end its work
    try {
      if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new StoreException(
            "The database is too slow: its " + most + " connections are busy with long reads");
      }
    } catch (InterruptedException e) {
      interrupted = true;
      throw new StoreException("The thread was interrupted while it waited for the database", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized @Nullable Connection poll() {
    if (closed) {
      throw new StoreException("The database is closed");
    }
    return idle.poll();
  }

  /** Its driver's {@code commit()} would begin the next one at once and keep everybody else out. */
  @Override
  public void commit(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
  }

  @Override
  public void giveBack(Connection connection, boolean failed) {
    if (failed || !keep(connection)) {
      close(connection);
    }
    permits.release();
  }

  private synchronized boolean keep(Connection connection) {
    if (!closed) {
      idle.push(connection);
    }
    return !closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(SqliteConnections::close);
    idle.clear();
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // it is not used again either way
    }
  }
}
