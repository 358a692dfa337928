package dev.patchbay.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Connections of a source, each returned to it after use. Thread-safe. */
final class PostgresConnections implements Connections {
  private final DataSource source;
  private final AtomicReference<Runnable> closing;

  PostgresConnections(DataSource source, Runnable closing) {
    this.source = source;
    this.closing = new AtomicReference<>(closing);
  }

  @Override
  public Connection borrow() throws SQLException {
    return source.getConnection();
  }

  /** A pool looks for itself whether the connection is still of use. */
  @Override
  public void giveBack(Connection connection, boolean failed) {
    try {
      if (failed && !connection.getAutoCommit()) {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      // broken: the pool drops it
    }
    try {
      connection.close();
    } catch (SQLException e) {
      // nothing is left to do with it
    }
  }

  @Override
  public void close() {
    closing.getAndSet(() -> {}).run();
  }
}
