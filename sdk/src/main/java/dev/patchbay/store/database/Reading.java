package dev.patchbay.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A read on a borrowed connection, without a transaction. Stateless. */
final class Reading {
  private Reading() {}

  static <T extends @Nullable Object> T once(Connections connections, SqlWork<T> work) {
    try {
      Connection connection = connections.borrow();
      boolean failed = true;
      try {
        T result = work.run(connection);
        failed = false;
        return result;
      } finally {
        connections.giveBack(connection, failed);
      }
    } catch (SQLException e) {
      throw DatabaseFaults.describe(e);
    }
  }
}
