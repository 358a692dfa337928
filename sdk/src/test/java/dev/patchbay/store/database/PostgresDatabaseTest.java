package dev.patchbay.store.database;

/** The contract on PostgreSQL. */
final class PostgresDatabaseTest extends DatabaseContract {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
