package dev.patchbay.store.access;

import dev.patchbay.access.ApiKeyStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;

/** The contract on SQLite. */
final class SqliteApiKeysTest extends ApiKeyStoreContract {
  private final Database database = TestDatabases.sqlite();
  private final ApiKeyStore store = new SqlApiKeys(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  ApiKeyStore store() {
    return store;
  }

  @Override
  void settle() {
    database.flush();
  }
}
