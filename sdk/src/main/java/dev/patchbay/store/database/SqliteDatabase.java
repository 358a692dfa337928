package dev.patchbay.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A file: one connection writes on a thread of its own, some read on the callers' threads. Other
 * processes may use the file too. Thread-safe.
 */
final class SqliteDatabase implements Database {
  private static final int READERS = 4;

  private final SqliteFile file;
  private final Connections writer;
  private final Connections readers;
  private final GroupWriter writes;

  private SqliteDatabase(SqliteFile file, Connections writer, Connections readers) {
    this.file = file;
    this.writer = writer;
    this.readers = readers;
    writes =
        new GroupWriter("patchbay-writer " + file.path().getFileName(), new Transactions(writer));
  }

  static Database open(SqliteFile file) {
    file.prepare();
    Connections writer = new SqliteConnections(file, true, 1);
    try {
      Migrations.known().apply(new Transactions(writer), Dialect.SQLITE);
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
    Connections readers = new SqliteConnections(file, false, READERS);
    return new SqliteDatabase(file, writer, readers);
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public <T extends @Nullable Object> T read(SqlWork<T> work) {
    return Reading.once(readers, work);
  }

  @Override
  public <T extends @Nullable Object> T write(SqlWork<T> work) {
    return writes.write(work);
  }

  @Override
  public boolean later(SqlWork<?> work) {
    return writes.later(work);
  }

  @Override
  public void outside(String sql) {
    try (Connection connection = file.connect(true);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw DatabaseFaults.describe(e);
    }
  }

  @Override
  public void flush() {
    writes.flush();
  }

  @Override
  public void close() {
    writes.close();
    readers.close();
    writer.close();
  }
}
