package dev.patchbay.config;

import dev.patchbay.store.database.DatabaseUrl;
import dev.patchbay.store.database.Durability;
import org.jspecify.annotations.Nullable;

/**
 * Where state is kept. Immutable.
 *
 * @param url the database; null for the memory of this process
 * @param durability what a write of SQLite survives
 */
public record DatabaseConfig(@Nullable DatabaseUrl url, Durability durability) {
  /** The word for what is no database. */
  public static final String MEMORY = "memory";

  /** In memory. */
  public static final DatabaseConfig DEFAULT = new DatabaseConfig(null, Durability.PROCESS);

  /**
   * A database by its URL, or {@link #MEMORY}.
   *
   * @throws IllegalArgumentException if it is the URL of no database; the message doesn't quote it
   */
  public static DatabaseConfig of(String url, Durability durability) {
    return new DatabaseConfig(
        url.strip().equalsIgnoreCase(MEMORY) ? null : DatabaseUrl.of(url), durability);
  }
}
