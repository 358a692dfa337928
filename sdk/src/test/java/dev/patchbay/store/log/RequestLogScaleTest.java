package dev.patchbay.store.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.RequestLog;
import dev.patchbay.log.StatisticsGroup;
import dev.patchbay.log.StatisticsQuery;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A hundred thousand requests. */
@Tag("slow")
class RequestLogScaleTest {
  private static final int ROWS = 100_000;

  private static Duration timed(Supplier<?> work) {
    long start = System.nanoTime();
    var unused = work.get();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void aPageIsAsFastInALongLogAsInAShortOne(TestReporter reporter) {
    try (Database database = TestDatabases.sqlite()) {
      RequestLog log = new SqlRequestLog(database);
      SplittableRandom random = new SplittableRandom(3);
      for (int i = 0; i < ROWS; i++) {
        log.record(LoggedRequests.wild(i, random));
        if (i % 5000 == 4999) {
          database.flush();
        }
      }
      assertEquals(0, log.dropped());
      Duration page = timed(() -> log.page(RequestFilter.ALL, null, 50));
      page = timed(() -> log.page(RequestFilter.ALL, null, 50));
      String middle = LoggedRequests.NOON.plusSeconds(100_000).toEpochMilli() + ".req_0";
      Duration later = timed(() -> log.page(RequestFilter.ALL, middle, 50));
      Duration statistics =
          timed(
              () ->
                  log.statistics(StatisticsQuery.of(RequestFilter.ALL, StatisticsGroup.PROVIDER)));
      Duration purge = timed(() -> log.purge(LoggedRequests.NOON.plusSeconds(50_000), 1000));
      reporter.publishEntry(
          ROWS
              + " rows: page "
              + page
              + ", in the middle "
              + later
              + ", statistics "
              + statistics
              + ", purge of 1,000 "
              + purge);
      assertTrue(page.toMillis() < 1000, page::toString);
      assertTrue(later.toMillis() < 1000, later::toString);
    }
  }

  @Test
  void aPageIsReadAlongAnIndex() {
    try (Database database = TestDatabases.sqlite()) {
      List<String> plan =
          database.read(
              connection ->
                  Sql.list(
                      connection,
                      "EXPLAIN QUERY PLAN SELECT place, arrived_at, id FROM request_log WHERE"
                          + " (arrived_at, id) < (?, ?) ORDER BY arrived_at DESC, id DESC LIMIT ?",
                      row -> row.text("detail"),
                      5L,
                      "a",
                      50));
      assertTrue(plan.toString().contains("INDEX request_log_by_time"), plan::toString);
      assertFalse(plan.toString().contains("TEMP B-TREE"), plan::toString);
    }
  }
}
