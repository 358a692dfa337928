package dev.patchbay.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Something done on a connection, which it neither commits nor closes nor keeps. It may run more
 * than once before it counts, so it changes nothing but the database.
 */
@FunctionalInterface
public interface SqlWork<T extends @Nullable Object> {
  /** Does it. */
  T run(Connection connection) throws SQLException;
}
