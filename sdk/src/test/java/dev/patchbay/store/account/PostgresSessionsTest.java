package dev.patchbay.store.account;

import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.TestDatabases;

class PostgresSessionsTest extends SharedSessionsContract {
  private final String url = TestDatabases.migratedPostgresqlUrl();

  @Override
  Database database() {
    return Database.open(url, Durability.PROCESS);
  }
}
