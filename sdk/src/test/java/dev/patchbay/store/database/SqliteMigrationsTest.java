package dev.patchbay.store.database;

/** The contract on SQLite. */
final class SqliteMigrationsTest extends MigrationsContract {
  private static final int CONNECTIONS = 6;

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  Connections fresh() {
    SqliteFile file = new SqliteFile(TestDatabases.sqliteFile(), Durability.PROCESS);
    file.prepare();
    return new SqliteConnections(file, true, CONNECTIONS);
  }
}
