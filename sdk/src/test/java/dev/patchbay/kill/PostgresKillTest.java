package dev.patchbay.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.store.database.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;

/** A kill that is not slow is that of {@link SqliteKillTest}. */
@Tag("slow")
class PostgresKillTest extends KillContract {
  @Override
  String freshDatabase() {
    return TestDatabases.postgresqlUrl();
  }

  /** A prepared transaction would wait for somebody to end it by hand. */
  @Override
  void inspect(String url) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM pg_prepared_xacts")) {
      assertTrue(result.next());
      assertEquals(0, result.getInt(1));
    }
  }
}
