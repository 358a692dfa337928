package dev.patchbay.store.account;

import dev.patchbay.account.SharedLeases;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

class PostgresSharedLeasesTest extends SharedLeasesContract {
  private final DataSource source = TestDatabases.postgresqlSource();
  private final Database one = Database.of(source);
  private final Database two = Database.of(source);

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
