package dev.patchbay.store.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Hold;
import dev.patchbay.budget.Period;
import dev.patchbay.budget.Reservation;
import dev.patchbay.chat.Usage;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.price.Cost;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.TestDatabases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What money costs a shared PostgreSQL; prints what docs/SCALING.md quotes. */
@Tag("slow")
@Isolated
class CostTimesTest {
  private static final int EACH = 250;

  private final HikariDataSource source = source();
  private final Database database = Database.of(source);

  private static HikariDataSource source() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(TestDatabases.postgresqlUrl());
    config.setMaximumPoolSize(20);
    return new HikariDataSource(config);
  }

  @AfterEach
  void close() {
    database.close();
    source.close();
  }

  @Test
  void rowsOfTheLedger() throws Exception {
    SqlLedger ledger = new SqlLedger(database, Clock.systemUTC(), 0);
    for (int writers : new int[] {1, 4, 16}) {
      double rate = perSecond(writers, () -> ledger.close(entry(), null));
      System.out.printf("rows of the ledger: %d writers: %.0f/s%n", writers, rate);
    }
    long rows = number("SELECT count(*) AS n FROM ledger");
    assertEquals(21 * EACH, rows);
    long bytes =
        number(
            "SELECT CAST(sum(pg_total_relation_size(inhrelid)) AS BIGINT) AS n FROM pg_inherits"
                + " WHERE inhparent = CAST('ledger' AS regclass)");
    long tags = number("SELECT pg_total_relation_size('ledger_tag') AS n");
    long sums = number("SELECT count(*) AS n FROM ledger_hour");
    System.out.printf(
        "a row of the ledger: %d bytes with its indexes, its tag %d; rows of sums: %d%n",
        bytes / rows, tags / rows, sums);
    assertTrue(bytes / rows < 2_000);
  }

  @Test
  void reservationsOfOneBudget() throws Exception {
    SqlBudgets budgets = new SqlBudgets(database);
    Budget budget = new Budget(BudgetScope.TAG, "team", Budget.MOST_PICO_USD, Period.DAY);
    List<Hold> holds = List.of(new Hold(budget, "2026-11-20"));
    Instant later = Instant.now().plus(Duration.ofHours(1));
    for (int callers : new int[] {1, 4, 16}) {
      double rate =
          perSecond(
              callers,
              () -> {
                String id = UUID.randomUUID().toString();
                assertInstanceOf(
                    Reservation.Granted.class, budgets.reserve(id, holds, 1_000, later));
                budgets.settle(id, 500L);
              });
      System.out.printf(
          "reservations of one budget, each settled: %d callers: %.0f/s%n", callers, rate);
    }
  }

  private static LedgerEntry entry() {
    return new LedgerEntry(
        "req_" + UUID.randomUUID(),
        1,
        Instant.now(),
        "tenant",
        "caller",
        "key-1",
        List.of("team"),
        null,
        "anthropic",
        "anthropic/main",
        "claude-sonnet-4-5",
        "claude-sonnet-4-5-20250929",
        "anthropic-messages",
        Usage.of(1_200, 300),
        false,
        new Cost(8_100_000_000L, "table", "2026-11-01"),
        Duration.ofMillis(2_345),
        Duration.ofMillis(345),
        LedgerState.COMPLETE);
  }

  private long number(String sql) {
    return database.read(
        connection -> Sql.one(connection, sql, row -> row.number("n")).orElseThrow());
  }

  private static double perSecond(int threads, Runnable work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long begin = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  for (int n = 0; n < EACH; n++) {
                    work.run();
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
      return threads * EACH / ((System.nanoTime() - begin) / 1e9);
    } finally {
      pool.shutdownNow();
    }
  }
}
