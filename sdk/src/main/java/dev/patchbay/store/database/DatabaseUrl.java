package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import dev.patchbay.secret.Redactor;
import java.nio.file.Path;
import java.util.List;

/** Which database a URL means. Immutable. */
record DatabaseUrl(Path file) {
  private static final List<String> FILES = List.of("jdbc:sqlite:", "sqlite://", "sqlite:");

  static DatabaseUrl parse(String url) {
    for (String prefix : FILES) {
      if (url.startsWith(prefix)) {
        return new DatabaseUrl(Path.of(url.substring(prefix.length())));
      }
    }
    throw new StoreException("No database is known by the URL " + Redactor.address(url));
  }

  Database open(Durability durability) {
    return SqliteDatabase.open(new SqliteFile(file, durability));
  }
}
