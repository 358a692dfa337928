package dev.patchbay.store.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result, by the names of its columns. Valid while it is mapped. Its methods throw for
 * a column that is null unless their name says otherwise.
 */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  /** A text. */
  public String text(String column) throws SQLException {
    return kept(column, textOrNull(column));
  }

  /** A text, or null. */
  public @Nullable String textOrNull(String column) throws SQLException {
    return result.getString(column);
  }

  /** A number of 64 bits. */
  public long number(String column) throws SQLException {
    return kept(column, numberOrNull(column));
  }

  /** A number of 64 bits, or null. */
  public @Nullable Long numberOrNull(String column) throws SQLException {
    long value = result.getLong(column);
    return result.wasNull() ? null : value;
  }

  /** A number of 32 bits. */
  public int integer(String column) throws SQLException {
    return kept(column, integerOrNull(column));
  }

  /** A number of 32 bits, or null. */
  public @Nullable Integer integerOrNull(String column) throws SQLException {
    int value = result.getInt(column);
    return result.wasNull() ? null : value;
  }

  /** A number with a fraction, of what was computed; money is a {@link #number}. */
  public double fraction(String column) throws SQLException {
    double value = result.getDouble(column);
    return kept(column, result.wasNull() ? null : value);
  }

  /** A truth. */
  public boolean flag(String column) throws SQLException {
    return kept(column, flagOrNull(column));
  }

  /** A truth, or null. */
  public @Nullable Boolean flagOrNull(String column) throws SQLException {
    boolean value = result.getBoolean(column);
    return result.wasNull() ? null : value;
  }

  /** A time, kept as milliseconds since 1970. */
  public Instant instant(String column) throws SQLException {
    return kept(column, instantOrNull(column));
  }

  /** A time, kept as milliseconds since 1970, or null. */
  public @Nullable Instant instantOrNull(String column) throws SQLException {
    Long millis = numberOrNull(column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** Bytes. */
  public byte[] bytes(String column) throws SQLException {
    return kept(column, bytesOrNull(column));
  }

  /** Bytes, or null. */
  public byte @Nullable [] bytesOrNull(String column) throws SQLException {
    return result.getBytes(column);
  }

  private static <T> T kept(String column, @Nullable T value) {
    return Objects.requireNonNull(value, () -> "column " + column + " is null");
  }
}
