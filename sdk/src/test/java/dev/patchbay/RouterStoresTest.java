package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.failure.StoreException;
import dev.patchbay.json.RawJson;
import dev.patchbay.log.RequestFilter;
import dev.patchbay.setting.SettingStore;
import dev.patchbay.store.Stores;
import dev.patchbay.store.database.DatabaseUrl;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.TestDatabases;
import dev.patchbay.store.housekeeping.Housekeeper;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which stores a router uses, and which of them it closes. */
@Timeout(60)
class RouterStoresTest {
  @TempDir private Path directory;

  private static TestRouter kit(UnaryOperator<RouterBuilder> change) {
    return TestRouter.builder().provider(ScriptedProvider.openai("one")).router(change).build();
  }

  private static long requests(TestRouter kit) {
    return kit.router().accounts().list().get(0).requests();
  }

  private static void answers(UnaryOperator<RouterBuilder> change, long before) {
    try (TestRouter kit = kit(change)) {
      assertEquals(before, requests(kit));
      kit.router().chat("m", "Hi");
      assertEquals(before + 1, requests(kit));
    }
  }

  @Test
  void forgetsAllWithoutADatabase() {
    answers(builder -> builder, 0);
    answers(builder -> builder.database("memory"), 0);
  }

  @Test
  void remembersInAFile() {
    String url = "jdbc:sqlite:" + directory.resolve("x.db");
    answers(builder -> builder.database(url), 0);
    answers(builder -> builder.database(url), 1);
  }

  @Test
  void remembersOnAServer() {
    String url = TestDatabases.postgresqlUrl();
    answers(builder -> builder.database(url), 0);
    answers(builder -> builder.database(url), 1);
  }

  @Test
  void remembersByConnectionsOfTheCallersAndLeavesThemOpen() throws SQLException {
    DataSource source = TestDatabases.postgresqlSource();
    answers(builder -> builder.dataSource(source), 0);
    try (Connection connection = source.getConnection()) {
      assertTrue(connection.isValid(5));
    }
    answers(builder -> builder.dataSource(source).database("jdbc:sqlite:not-used.db"), 1);
  }

  @Test
  void neverClosesStoresItWasGiven() {
    AtomicInteger closed = new AtomicInteger();
    Stores memory = Stores.memory(Clock.systemUTC());
    Stores given =
        new Stores(
            memory.accountStates(),
            memory.sessions(),
            memory.leases(),
            memory.ledger(),
            memory.archive(),
            memory.budgets(),
            memory.conversations(),
            memory.answers(),
            memory.requestLog(),
            memory.apiKeys(),
            memory.tenants(),
            memory.settings(),
            memory.alerts(),
            null,
            List.of(closed::incrementAndGet));
    answers(builder -> builder.stores(given), 0);
    answers(builder -> builder.stores(given), 1);
    assertEquals(0, closed.get());
    given.close();
    assertEquals(1, closed.get());
  }

  @Test
  void closesTheDatabaseItOpened() {
    try (TestRouter kit = kit(builder -> builder.database(url("ours.db")))) {
      kit.router().chat("m", "Hi");
      assertTrue(writes("ours.db"));
    }
    assertFalse(writes("ours.db"));
  }

  private String url(String file) {
    return "jdbc:sqlite:" + directory.resolve(file);
  }

  private static boolean writes(String file) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("patchbay-writer " + file));
  }

  @Test
  void aThreadCleansADatabaseUntilItsStoresAreClosedAndNoneCleansMemory() {
    Duration week = Duration.ofDays(7);
    Stores memory = Stores.memory(Clock.systemUTC());
    assertSame(memory, memory.cleaned(Clock.systemUTC(), () -> week, () -> week));
    try (Stores opened =
        Stores.open(DatabaseUrl.of(url("clean.db")), Durability.PROCESS, Clock.systemUTC())) {
      Stores lent = opened.lent().cleaned(Clock.systemUTC(), () -> week, () -> week);
      assertInstanceOf(Housekeeper.class, lent.resources().get(0));
      lent.close();
      assertTrue(opened.settings().all().isEmpty(), "still open");
    }
  }

  @Test
  void keepsRequestsAndRowsOfTheLedgerInTheDatabase() {
    String url = url("rows.db");
    answers(builder -> builder.database(url), 0);
    try (Stores stores = Stores.open(DatabaseUrl.of(url), Durability.PROCESS, Clock.systemUTC())) {
      assertEquals(1, stores.requestLog().page(RequestFilter.ALL, null, 10).requests().size());
      assertEquals(1, stores.archive().report(CostQuery.ALL).total().requests());
    }
  }

  @Test
  void saysWhatIsWrongWithTheDatabase() {
    String url = "jdbc:sqlite:" + directory.resolve("none/x.db");
    StoreException e =
        assertThrows(StoreException.class, () -> kit(builder -> builder.database(url)));
    assertTrue(e.getMessage().contains("has no directory: create it"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> kit(builder -> builder.database("x.db")));
  }

  @Test
  void storesOfADatabaseKeepEverythingUntilTheyAreOpenedAgain() {
    DatabaseUrl url = DatabaseUrl.of(url("all.db"));
    RawJson value = RawJson.of("true");
    try (Stores stores = Stores.open(url, Durability.PROCESS, Clock.systemUTC())) {
      assertTrue(stores.settings().set("a", value, SettingStore.NONE));
      stores.lent().close();
      assertTrue(stores.settings().get("a").isPresent());
    }
    try (Stores stores = Stores.open(url, Durability.PROCESS, Clock.systemUTC())) {
      assertEquals(value, stores.settings().get("a").orElseThrow().value());
    }
  }
}
