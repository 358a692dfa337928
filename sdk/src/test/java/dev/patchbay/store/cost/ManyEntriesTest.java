package dev.patchbay.store.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.Usage;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.CostReport;
import dev.patchbay.price.Cost;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A ledger of a million rows: a month of a busy company. */
@Tag("slow")
class ManyEntriesTest {
  private static final int ROWS = 1_000_000;
  private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
  private static final long STEP_MILLIS = Duration.ofDays(30).toMillis() / ROWS;

  private static LedgerEntry entry(int number) {
    return new LedgerEntry(
        "req_" + number,
        1,
        BEGIN.plusMillis(number * STEP_MILLIS),
        "local",
        null,
        "key-" + number % 20,
        List.of(),
        null,
        "provider-" + number % 3,
        "account-" + number % 3,
        "asked-" + number % 5,
        "served-" + number % 5,
        "openai-chat",
        Usage.of(1000, 100),
        false,
        new Cost(1_234_567L, "catalogue", "1"),
        Duration.ofMillis(900),
        null,
        LedgerState.COMPLETE);
  }

  @Test
  void aMillionRowsAnswerTheReportOfUsage() {
    try (Database database = TestDatabases.sqlite()) {
      SqlLedger ledger = new SqlLedger(database, Clock.systemUTC(), 0);
      int step = 1000;
      for (int i = 0; i < ROWS; i += step) {
        int first = i;
        database.write(
            connection -> {
              for (int number = first; number < first + step; number++) {
                ledger.close(connection, entry(number), null, 0);
              }
              return null;
            });
      }
      CostQuery usage =
          CostQuery.builder()
              .from(BEGIN.plusMillis(1))
              .groupBy(CostDimension.PROVIDER, CostDimension.MODEL, CostDimension.KEY)
              .build();
      CostReport report = ledger.report(usage);
      assertEquals(ROWS - 1, report.total().requests());
      assertEquals(60, report.groups().size());
      assertEquals(BigInteger.valueOf(1_234_567L * (ROWS - 1)), report.total().picoUsd());
    }
  }
}
