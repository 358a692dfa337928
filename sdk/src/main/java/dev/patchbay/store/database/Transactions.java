package dev.patchbay.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs works in transactions of their own, and again if the database asked for it: it chose the
 * work as the victim of a deadlock, or the connection broke before the commit was sent.
 * Thread-safe.
 */
final class Transactions {
  private static final int TRIES = 4;
  private static final long FIRST_PAUSE_NANOS = 10_000_000;

  private final Connections connections;

  Transactions(Connections connections) {
    this.connections = connections;
  }

  /** Runs it and commits. What the work throws unchecked is thrown after a rollback. */
  <T extends @Nullable Object> T run(SqlWork<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      Connection connection = connections.borrow(); // a pool has tried long enough itself
      try {
        return once(connection, work);
      } catch (UnknownCommit e) {
        throw e;
      } catch (SQLException e) {
        if (attempt == TRIES || !DatabaseFaults.passes(e)) {
          throw e;
        }
        LockSupport.parkNanos(FIRST_PAUSE_NANOS << attempt);
      }
    }
  }

  private <T extends @Nullable Object> T once(Connection connection, SqlWork<T> work)
      throws SQLException {
    boolean failed = true;
    try {
      T result = inside(connection, work);
      failed = false;
      return result;
    } finally {
      connections.giveBack(connection, failed);
    }
  }

  private <T extends @Nullable Object> T inside(Connection connection, SqlWork<T> work)
      throws SQLException {
    boolean open = true;
    try {
      connection.setAutoCommit(false);
      T result = work.run(connection);
      open = false;
      commit(connection);
      return result;
    } finally {
      if (open) {
        rollback(connection);
      }
    }
  }

  private void commit(Connection connection) throws SQLException {
    try {
      connections.commit(connection);
    } catch (SQLException e) {
      throw DatabaseFaults.isBroken(e) ? new UnknownCommit(e) : e;
    }
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // the first failure is the one to tell; the connection is given back as failed
    }
  }

  /** The connection broke while it committed: whether it did, nobody knows. */
  static final class UnknownCommit extends SQLException {
    private static final long serialVersionUID = 1L;

    UnknownCommit(SQLException cause) {
      super(
          "The connection broke during the commit: whether it was written, nobody knows",
          cause.getSQLState(),
          cause);
    }
  }
}
