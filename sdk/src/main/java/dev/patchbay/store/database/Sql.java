package dev.patchbay.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements with their arguments: String, Long, Integer, Double, Boolean, {@link Instant} (kept as
 * milliseconds since 1970), byte[], an enum (kept as its name), or null. Text is kept without the
 * character NUL, which PostgreSQL takes in no text. Stateless.
 */
public final class Sql {
  private Sql() {}

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Mapper<T> {
    /** Maps it. */
    T map(Row row) throws SQLException;
  }

  /** Takes a row. */
  @FunctionalInterface
  public interface Reader {
    /** Takes it. */
    void read(Row row) throws SQLException;
  }

  /** All rows. */
  public static <T> List<T> list(
      Connection connection, String sql, Mapper<T> mapper, @Nullable Object... arguments)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    each(connection, sql, row -> rows.add(mapper.map(row)), arguments);
    return rows;
  }

  /** The first row, if there is one. */
  public static <T> Optional<T> one(
      Connection connection, String sql, Mapper<T> mapper, @Nullable Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, arguments);
        ResultSet result = statement.executeQuery()) {
      return result.next() ? Optional.of(mapper.map(new Row(result))) : Optional.empty();
    }
  }

  /** Hands over one row after the other. */
  public static void each(
      Connection connection, String sql, Reader reader, @Nullable Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, arguments);
        ResultSet result = statement.executeQuery()) {
      Row row = new Row(result);
      while (result.next()) {
        reader.read(row);
      }
    }
  }

  /** Executes it. @return how many rows it changed */
  public static int update(Connection connection, String sql, @Nullable Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, arguments)) {
      return statement.executeUpdate();
    }
  }

  /** Executes it once for each list of arguments, in one go. */
  public static void batch(Connection connection, String sql, List<@Nullable Object[]> arguments)
      throws SQLException {
    if (arguments.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] each : arguments) {
        bind(statement, each);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static PreparedStatement prepared(
      Connection connection, String sql, @Nullable Object[] arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      bind(statement, arguments);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] arguments)
      throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      bind(statement, i + 1, arguments[i]);
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object argument)
      throws SQLException {
    if (argument == null) {
      statement.setNull(index, Types.NULL);
    } else if (argument instanceof String text) {
      statement.setString(index, text.indexOf('\0') < 0 ? text : text.replace("\0", ""));
    } else if (argument instanceof Long number) {
      statement.setLong(index, number);
    } else if (argument instanceof Integer number) {
      statement.setInt(index, number);
    } else if (argument instanceof Double number) {
      statement.setDouble(index, number);
    } else if (argument instanceof Boolean flag) {
      statement.setBoolean(index, flag);
    } else if (argument instanceof Instant time) {
      statement.setLong(index, time.toEpochMilli());
    } else if (argument instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else if (argument instanceof Enum<?> constant) {
      statement.setString(index, constant.name());
    } else {
      throw new IllegalArgumentException(
          "Argument " + index + " has a type that is not kept: " + argument.getClass().getName());
    }
  }
}
