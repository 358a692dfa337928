package dev.patchbay.store.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Hold;
import dev.patchbay.budget.Period;
import dev.patchbay.budget.Standing;
import dev.patchbay.chat.Usage;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.price.Cost;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Row and budget are one transaction where they are in one database. */
class LedgerBudgetsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Hold HOLD = new Budget(BudgetScope.KEY, "*", 1_000, Period.DAY).at(NOW);
  private static final List<Supplier<Database>> DATABASES =
      List.of(TestDatabases::sqlite, TestDatabases::postgresql);

  private interface Check {
    void on(SqlLedger ledger, SqlBudgets budgets, Database database);
  }

  private static void onEach(Check check) {
    for (Supplier<Database> each : DATABASES) {
      try (Database database = each.get()) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        SqlBudgets budgets = new SqlBudgets(database);
        budgets.reserve("r/1", List.of(HOLD), 400, NOW.plusSeconds(60));
        check.on(new SqlLedger(database, clock, 1), budgets, database);
      }
    }
  }

  private static LedgerEntry open() {
    return new LedgerEntry(
        "r",
        1,
        NOW,
        "local",
        null,
        null,
        List.of(),
        null,
        "one",
        "one/main",
        "m",
        "m",
        "openai-chat",
        null,
        false,
        null,
        Duration.ZERO,
        null,
        LedgerState.OPEN);
  }

  private static LedgerEntry closed(@Nullable Cost cost) {
    Usage usage = new Usage(10L, null, null, null, null, 5L, null, null, null, null, null);
    return open().closed(LedgerState.COMPLETE, usage, false, cost, Duration.ofMillis(9), null);
  }

  private static void stands(SqlBudgets budgets, long spent, long reserved) {
    assertEquals(List.of(new Standing(HOLD, spent, reserved)), budgets.standings(List.of(HOLD)));
  }

  @Test
  void theEndOfAnAttemptSettlesItsReservationOnce() {
    onEach(
        (ledger, budgets, database) -> {
          ledger.open(open());
          ledger.close(closed(new Cost(123, "catalogue", "1")), "r/1");
          stands(budgets, 123, 0);
          ledger.close(closed(new Cost(123, "catalogue", "1")), "r/1");
          stands(budgets, 123, 0);
        });
  }

  @Test
  void anUnknownCostCountsAsReserved() {
    onEach(
        (ledger, budgets, database) -> {
          ledger.close(closed(null), "r/1");
          stands(budgets, 400, 0);
        });
  }

  @Test
  void anAttemptThatConsumedNothingReleasesIt() {
    onEach(
        (ledger, budgets, database) -> {
          ledger.open(open());
          ledger.drop(open(), "r/1");
          database.flush();
          stands(budgets, 0, 0);
        });
  }
}
