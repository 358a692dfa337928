package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import org.jspecify.annotations.Nullable;

/** A database whose schema is up to date. Thread-safe. */
public interface Database extends AutoCloseable {
  /** In what its SQL differs. */
  Dialect dialect();

  /**
   * Reads what is committed.
   *
   * @throws StoreException if the database fails
   */
  <T extends @Nullable Object> T read(SqlWork<T> work);

  /**
   * Writes all or nothing; durable when it returns, as far as is configured. Writes of many threads
   * may share one commit.
   *
   * @throws StoreException if the database fails; then nothing of it was written
   */
  <T extends @Nullable Object> T write(SqlWork<T> work);

  /**
   * Writes without waiting, after all that this process has given before and before all that it
   * gives later. What fails is logged.
   *
   * @return false if too much waits already: then it is not written
   */
  boolean later(SqlWork<?> work);

  /** Waits until all that was given to {@link #later} so far is written. */
  void flush();

  /** Writes what waits and closes the connections that are its own. Idempotent. */
  @Override
  void close();
}
