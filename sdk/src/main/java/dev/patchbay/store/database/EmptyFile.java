package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import java.nio.file.Path;
import java.util.List;

/** Makes a file of SQLite that has our tables and nothing in them. Stateless. */
public final class EmptyFile {
  private EmptyFile() {}

  /**
   * Makes one.
   *
   * @param schema the number of the last migration it has; 0 for all there are
   * @throws StoreException if it can't be made, or this version knows no such migration
   */
  public static void make(Path path, int schema) {
    Migrations known = Migrations.known();
    List<Migration> wanted =
        known.all().stream().filter(each -> schema == 0 || each.number() <= schema).toList();
    if (schema != 0 && wanted.stream().noneMatch(each -> each.number() == schema)) {
      throw new StoreException(
          "The database has a schema of number "
              + schema
              + ", which this version of Patchbay does not know: use the version that wrote it");
    }
    SqliteFile file = new SqliteFile(path, Durability.POWER);
    file.prepare();
    try (SqliteConnections writer = new SqliteConnections(file, true, 1)) {
      new Migrations(wanted).apply(new Transactions(writer), Dialect.SQLITE);
    }
  }
}
