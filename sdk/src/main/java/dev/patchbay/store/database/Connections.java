package dev.patchbay.store.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from. Thread-safe. */
interface Connections extends AutoCloseable {
  /** A connection for the caller alone, until it is given back. */
  Connection borrow() throws SQLException;

  /** Commits what was begun by {@code setAutoCommit(false)}, and begins nothing. */
  void commit(Connection connection) throws SQLException;

  /** Gives it back; what is not committed is rolled back. */
  void giveBack(Connection connection, boolean failed);

  /** Closes what is its own. */
  @Override
  void close();
}
