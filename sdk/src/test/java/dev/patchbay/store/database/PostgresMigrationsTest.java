package dev.patchbay.store.database;

/** The contract on PostgreSQL. */
final class PostgresMigrationsTest extends MigrationsContract {
  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  Connections fresh() {
    return new PostgresConnections(TestDatabases.postgresqlSource(), () -> {});
  }
}
