package dev.patchbay.store.housekeeping;

import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Something that has to be done again and again, in steps. Immutable.
 *
 * @param name for the log
 * @param step does a part of it
 */
public record Chore(String name, Step step) {
  /** Pages that stay free in a file: what is written next needs room. */
  private static final int SPARE_PAGES = 256;

  /** A part of a chore. */
  @FunctionalInterface
  public interface Step {
    /**
     * Does a part.
     *
     * @param most how many rows or pages at most
     * @return how many it were; fewer than that if nothing is left to do
     */
    int run(int most);
  }

  /** Removes rows older than a time. */
  @FunctionalInterface
  public interface Purge {
    /** Removes so many at most and says how many. */
    int run(Instant before, int most);
  }

  /**
   * Keeps rows no longer than that.
   *
   * @param kept how long that is now
   */
  public static Chore retention(String name, Clock clock, Supplier<Duration> kept, Purge purge) {
    return new Chore(name, most -> purge.run(clock.instant().minus(kept.get()), most));
  }

  /** Gives pages that became free back to the file system, where the database doesn't itself. */
  public static Chore vacuum(Database database) {
    return new Chore("vacuum", most -> vacuum(database, most));
  }

  private static int vacuum(Database database, int most) {
    String vacuum = database.dialect().vacuum(most);
    if (vacuum == null || freePages(database) <= SPARE_PAGES + most) {
      return 0;
    }
    long before = freePages(database);
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(vacuum);
          }
        });
    return freePages(database) < before ? most : 0;
  }

  private static long freePages(Database database) {
    return database.read(
        connection ->
            Sql.one(connection, "PRAGMA freelist_count", row -> row.number("freelist_count"))
                .orElse(0L));
  }
}
