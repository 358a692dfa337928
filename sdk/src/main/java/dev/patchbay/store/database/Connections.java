package dev.patchbay.store.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from. Thread-safe. */
interface Connections extends AutoCloseable {
  /** A connection for the caller alone, until it is given back. */
  Connection borrow() throws SQLException;

  /** Gives it back, with no transaction open; one that failed is not used again. */
  void giveBack(Connection connection, boolean failed);

  /** Closes what is its own. */
  @Override
  void close();
}
