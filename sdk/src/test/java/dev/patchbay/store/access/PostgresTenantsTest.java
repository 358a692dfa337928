package dev.patchbay.store.access;

import dev.patchbay.access.TenantStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;

/** The contract on PostgreSQL. */
final class PostgresTenantsTest extends TenantStoreContract {
  private final Database database = TestDatabases.postgresql();
  private final TenantStore store = new SqlTenants(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  TenantStore store() {
    return store;
  }
}
