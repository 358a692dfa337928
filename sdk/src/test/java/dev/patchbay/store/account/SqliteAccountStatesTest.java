package dev.patchbay.store.account;

import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.TestDatabases;

class SqliteAccountStatesTest extends SharedStatesContract {
  private final String url = "jdbc:sqlite:" + TestDatabases.sqliteFile();

  @Override
  Database database() {
    return Database.open(url, Durability.PROCESS);
  }
}
