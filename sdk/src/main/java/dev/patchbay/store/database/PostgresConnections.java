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
    Connection connection = source.getConnection();
    if (!connection.getAutoCommit()) {
      connection.setAutoCommit(true); // some pools are set up so; a read here has no transaction
    }
    return connection;
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    CommitCheck.require(connection);
    connection.commit();
  }

  /** A pool looks for itself whether the connection is still of use. */
  @Override
  public void giveBack(Connection connection, boolean failed) {
    try (connection) {
      if (!connection.getAutoCommit()) {
        if (failed) {
          connection.rollback(); // or what is left of it would be committed by the next line
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      // broken: the pool drops it
    }
  }

  @Override
  public void close() {
    closing.getAndSet(() -> {}).run();
  }
}
