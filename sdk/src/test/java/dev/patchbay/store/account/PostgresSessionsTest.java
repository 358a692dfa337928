package dev.patchbay.store.account;

import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import javax.sql.DataSource;

class PostgresSessionsTest extends SharedSessionsContract {
  private final DataSource source = TestDatabases.postgresqlSource();

  @Override
  Database database() {
    return Database.of(source);
  }
}
