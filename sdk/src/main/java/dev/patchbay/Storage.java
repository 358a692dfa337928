package dev.patchbay;

import dev.patchbay.failure.StoreException;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.housekeeping.Inspection;
import dev.patchbay.store.housekeeping.StorageReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database of a router, for whoever looks after it. Thread-safe. */
public final class Storage {
  private final @Nullable Database database;

  Storage(@Nullable Database database) {
    this.database = database;
  }

  /**
   * Looks at all of it, which takes as long as reading it.
   *
   * @return empty if everything is in memory
   * @throws StoreException if it can't be read
   */
  public Optional<StorageReport> inspect() {
    return Optional.ofNullable(database).map(Inspection::of);
  }

  /**
   * Looks whether it is whole, which takes as long as reading it.
   *
   * @return what is damaged; empty if nothing is. PostgreSQL looks after that itself
   * @throws StoreException if it can't be read
   */
  public List<String> check() {
    return database == null ? List.of() : Inspection.problems(database);
  }

  /**
   * Gives back what removed rows took. SQLite writes the file anew: that takes room for a second
   * copy, and writers wait.
   *
   * @return false if everything is in memory: then there is nothing to do
   * @throws StoreException if it fails, as when others write for too long; nothing is lost then
   */
  public boolean compact() {
    if (database == null) {
      return false;
    }
    Inspection.compact(database);
    return true;
  }
}
