package dev.patchbay.store.alert;

import dev.patchbay.alert.AlertStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;

/** The contract on PostgreSQL. */
final class PostgresAlertsTest extends AlertStoreContract {
  private final Database database = TestDatabases.postgresql();
  private final AlertStore store = new SqlAlerts(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  AlertStore store() {
    return store;
  }
}
