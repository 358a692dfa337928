package dev.patchbay.store.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.LedgerArchive;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.TestDatabases;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One database for all tests: to make one costs far more than to empty it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresLedgerTest extends LedgerContract {
  private Database database;
  private SqlLedger sql;

  @BeforeAll
  void start() {
    database = TestDatabases.postgresql();
  }

  @AfterAll
  void end() {
    if (database != null) {
      database.close();
    }
  }

  @BeforeEach
  void fresh() {
    database.flush();
    database.write(
        connection -> Sql.update(connection, "TRUNCATE ledger, ledger_tag, ledger_hour"));
    sql = at(Duration.ZERO);
  }

  private SqlLedger at(Duration later) {
    Clock clock = Clock.fixed(RandomEntries.BEGIN.plus(later), ZoneOffset.UTC);
    return new SqlLedger(database, clock, 3);
  }

  @Override
  Ledger ledger() {
    return sql;
  }

  @Override
  LedgerArchive archive() {
    return sql;
  }

  @Override
  void flush() {
    database.flush();
  }

  private List<String> tables() {
    return database.read(
        connection ->
            Sql.list(
                connection,
                "SELECT DISTINCT CAST(CAST(tableoid AS regclass) AS TEXT) AS name FROM ledger ORDER BY 1",
                row -> row.text("name")));
  }

  @Test
  void everyDayHasATableMadeAhead() {
    RandomEntries random = new RandomEntries(1);
    for (int i = 0; i < 50; i++) {
      sql.close(random.next(i), null);
    }
    // 2026-10-30 is the day 20756; the entries reach over three days.
    assertEquals(
        List.of("ledger_d20756", "ledger_d20757", "ledger_d20758"), tables().subList(0, 3));
  }

  @Test
  void whatIsFarAwayGoesToTheDefaultAndIsNotMovedLater() {
    LedgerEntry entry = new RandomEntries(1).next(0);
    LedgerEntry far =
        new LedgerEntry(
            entry.requestId(),
            1,
            entry.at().plus(Duration.ofDays(60)),
            entry.tenant(),
            null,
            null,
            List.of(),
            null,
            entry.provider(),
            entry.account(),
            entry.askedModel(),
            entry.servedModel(),
            entry.protocol(),
            entry.usage(),
            false,
            entry.cost(),
            Duration.ZERO,
            null,
            LedgerState.COMPLETE);
    sql.close(far, null);
    assertEquals(List.of("ledger_other"), tables());
    SqlLedger later = at(Duration.ofDays(59));
    later.close(far, null);
    assertEquals(1, later.report(CostQuery.ALL).total().attempts());
  }
}
