package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A server: writes run on the callers' threads, each with its commit, for the server groups the
 * commits of all its clients itself; only what is written later has a thread. Thread-safe.
 */
final class PostgresDatabase implements Database {
  private final Connections connections;
  private final Transactions transactions;
  private final GroupWriter afterwards;

  /** Set once, by {@link #close}. */
  private volatile boolean closed;

  private PostgresDatabase(Connections connections) {
    this.connections = connections;
    transactions = new Transactions(connections);
    afterwards = new GroupWriter("patchbay-writer", transactions);
  }

  /**
   * Over connections of a source.
   *
   * @param closing closes the source, if it is ours
   */
  static Database over(DataSource source, Runnable closing) {
    Connections connections = new PostgresConnections(source, closing);
    try {
      Migrations.known().apply(new Transactions(connections), Dialect.POSTGRESQL);
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
    return new PostgresDatabase(connections);
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public <T extends @Nullable Object> T read(SqlWork<T> work) {
    checkOpen();
    return uninterrupted(() -> Reading.once(connections, work));
  }

  @Override
  public <T extends @Nullable Object> T write(SqlWork<T> work) {
    checkOpen();
    return uninterrupted(() -> transactions.run(work));
  }

  @Override
  public boolean later(SqlWork<?> work) {
    return afterwards.later(work);
  }

  @Override
  public void outside(String sql) {
    checkOpen();
    uninterrupted(
        () ->
            Reading.once(
                connections,
                connection -> {
                  try (Statement statement = connection.createStatement()) {
                    return statement.execute(sql);
                  }
                }));
  }

  @Override
  public void flush() {
    afterwards.flush();
  }

  @Override
  public Notices notices(String channel, Consumer<String> heard) {
    return PostgresNotices.listening(connections, channel, heard);
  }

  @Override
  public void close() {
    closed = true;
    afterwards.close();
    connections.close();
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("The database is closed: nothing was written");
    }
  }

  private interface Call<T extends @Nullable Object> {
    T run() throws SQLException;
  }

  /** A pool gives an interrupted thread no connection, but the end of an answer is to be kept. */
  private static <T extends @Nullable Object> T uninterrupted(Call<T> call) {
    boolean interrupted = Thread.interrupted();
    try {
      return call.run();
    } catch (SQLException e) {
      throw DatabaseFaults.describe(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
