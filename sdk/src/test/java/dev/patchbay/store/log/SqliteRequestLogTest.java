package dev.patchbay.store.log;

import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;

class SqliteRequestLogTest extends SqlRequestLogContract {
  @Override
  Database open() {
    return TestDatabases.sqlite();
  }
}
