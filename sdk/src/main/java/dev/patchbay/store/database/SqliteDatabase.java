package dev.patchbay.store.database;

import org.jspecify.annotations.Nullable;

/**
 * A file: one connection writes on a thread of its own, some read on the callers' threads. Other
 * processes may use the file too. Thread-safe.
 */
final class SqliteDatabase implements Database {
  private static final int READERS = 4;

  private final Connections writer;
  private final Connections readers;
  private final GroupWriter writes;

  private SqliteDatabase(Connections writer, Connections readers, String name) {
    this.writer = writer;
    this.readers = readers;
    writes = new GroupWriter("patchbay-writer " + name, new Transactions(writer));
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
    return new SqliteDatabase(writer, readers, String.valueOf(file.path().getFileName()));
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
