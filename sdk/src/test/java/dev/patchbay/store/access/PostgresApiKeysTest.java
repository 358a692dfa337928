package dev.patchbay.store.access;

import dev.patchbay.access.ApiKeyStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;

/** The contract on PostgreSQL. */
final class PostgresApiKeysTest extends ApiKeyStoreContract {
  private final Database database = TestDatabases.postgresql();
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
