package dev.patchbay.store.account;

import dev.patchbay.account.SharedLeases;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class PostgresSharedLeasesTest extends SharedLeasesContract {
  private final String url = TestDatabases.migratedPostgresqlUrl();
  private final Database one = Database.open(url, Durability.PROCESS);
  private final Database two = Database.open(url, Durability.PROCESS);

  @Override
  List<SharedLeases> handles() {
    return List.of(new SqlSharedLeases(one), new SqlSharedLeases(two));
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }
}
