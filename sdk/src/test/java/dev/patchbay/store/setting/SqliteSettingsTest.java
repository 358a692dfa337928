package dev.patchbay.store.setting;

import dev.patchbay.setting.SettingStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;

/** The contract on SQLite. */
final class SqliteSettingsTest extends SettingStoreContract {
  private final Database database = TestDatabases.sqlite();
  private final SettingStore store = new SqlSettings(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  SettingStore store() {
    return store;
  }
}
