package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database whose schema is up to date. Thread-safe. */
public interface Database extends AutoCloseable {
  /**
   * Opens a database and brings its schema up to date.
   *
   * @param url {@code jdbc:sqlite:file} or {@code sqlite:///file}; what PostgreSQL's drivers and
   *     tools take: {@code jdbc:postgresql://…}, {@code postgresql://user:password@host/name}
   * @throws IllegalArgumentException if it is the URL of no database
   * @throws StoreException if it can't be opened or its schema is not ours
   */
  static Database open(String url, Durability durability) {
    return open(DatabaseUrl.of(url), durability);
  }

  /** As {@link #open(String, Durability)}. */
  static Database open(DatabaseUrl url, Durability durability) {
    return url.open(durability);
  }

  /**
   * Uses a PostgreSQL by connections of the caller's and brings its schema up to date.
   *
   * @param source never closed here
   * @throws StoreException if it gives no connection or its schema is not ours
   */
  static Database of(DataSource source) {
    return PostgresDatabase.over(source, () -> {});
  }

  /** In what its SQL differs. */
  Dialect dialect();

  /**
   * Reads on the calling thread; each statement sees what is committed when it begins.
   *
   * @throws StoreException if the database fails
   */
  <T extends @Nullable Object> T read(SqlWork<T> work);

  /**
   * Writes all or nothing; durable when it returns, as far as is configured. Writes of many threads
   * may share one commit. An interrupted thread writes too, and stays interrupted. What the work
   * itself throws, unchecked, is thrown as it is.
   *
   * @throws StoreException if the database fails; then nothing of it was written, but where its
   *     message says that nobody knows
   */
  <T extends @Nullable Object> T write(SqlWork<T> work);

  /**
   * Writes without waiting, in the order of these calls; a {@link #write} may overtake them. What
   * fails is logged.
   *
   * @return false if too much waits already, or it is closed: then it is not written
   */
  boolean later(SqlWork<?> work);

  /**
   * Runs a statement that no transaction may hold, such as {@code VACUUM}; it may take long.
   *
   * @throws StoreException if the database fails
   */
  void outside(String sql);

  /** Waits until all that was given to {@link #later} so far is written. */
  void flush();

  /**
   * Notices among the processes that share this database; {@link Notices#NONE} where it carries
   * none.
   *
   * @param channel a name of its own, of letters and underscores
   * @param heard is given what others, and this process, send, on a thread of its own; "" when
   *     notices may have been missed
   */
  default Notices notices(String channel, Consumer<String> heard) {
    return Notices.NONE;
  }

  /** Writes what waits and closes the connections that are its own. Idempotent. */
  @Override
  void close();
}
