package dev.patchbay.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Looks whether a transaction can be committed. After a failed statement PostgreSQL answers a
 * commit with a rollback, and its driver says nothing (pgJDBC 42.7, {@code PgConnection.commit}): a
 * work that hid the failure would be taken for written. Stateless.
 */
final class CommitCheck {
  private static final boolean KNOWN = Drivers.POSTGRESQL.isThere();

  private CommitCheck() {}

  /** Fails if a statement of the transaction has failed. */
  static void require(Connection connection) throws SQLException {
    if (KNOWN && connection.isWrapperFor(BaseConnection.class)) {
      if (Known.failed(connection)) {
        throw new SQLException(
            "A statement failed and its work went on: nothing of it is written", "25P02");
      }
    } else {
      Sql.one(connection, "SELECT 1 AS fine", row -> true); // another driver: ask the server
    }
  }

  /** Loaded only where the driver is. */
  private static final class Known {
    static boolean failed(Connection connection) throws SQLException {
      return connection.unwrap(BaseConnection.class).getTransactionState()
          == TransactionState.FAILED;
    }
  }
}
