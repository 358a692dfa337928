package dev.patchbay.store.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.Usage;
import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.CostReport;
import dev.patchbay.cost.report.CostSums;
import dev.patchbay.cost.report.CostTally;
import dev.patchbay.cost.report.EntryOrder;
import dev.patchbay.cost.report.EntryPage;
import dev.patchbay.cost.report.LedgerArchive;
import dev.patchbay.price.Cost;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every ledger does. */
abstract class LedgerContract {
  private static final Instant AT = Instant.parse("2026-11-20T23:59:59.999Z");

  /** The ledger under test: fresh for every test. */
  abstract Ledger ledger();

  /** The same. */
  abstract LedgerArchive archive();

  /** Waits until what was opened and dropped is written. */
  abstract void flush();

  private static LedgerEntry entry(String request, int attempt, Instant at) {
    return new LedgerEntry(
        request,
        attempt,
        at,
        "local",
        null,
        null,
        List.of(),
        null,
        "groq",
        "groq/main",
        "fast",
        "llama",
        "openai-chat",
        null,
        false,
        null,
        Duration.ZERO,
        null,
        LedgerState.OPEN);
  }

  private static LedgerEntry closed(LedgerEntry entry, @Nullable Cost cost) {
    return entry.closed(
        LedgerState.COMPLETE, Usage.of(100, 20), false, cost, Duration.ofMillis(7), null);
  }

  private static Cost cost(long pico) {
    return new Cost(pico, "catalogue", "2026-08-21");
  }

  private void close(LedgerEntry entry) {
    ledger().close(entry, null);
  }

  private List<LedgerEntry> all() {
    return archive().entries(CostQuery.ALL, EntryOrder.OLDEST_FIRST, null, 1000).entries();
  }

  private CostSums total() {
    return archive().report(CostQuery.ALL).total();
  }

  @Test
  void keepsAnEntryAsItWasClosed() {
    LedgerEntry entry =
        new LedgerEntry(
            "req_ü\u00e9",
            3,
            AT.plusNanos(999_999),
            "tenant",
            "it's",
            "key-1",
            List.of("b\"", "a,\n", "a,\n"),
            "talk",
            "groq",
            "groq/main",
            "fast",
            "llama",
            "openai-chat",
            new Usage(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, new BigDecimal("1.0E-15")),
            true,
            new Cost(Long.MAX_VALUE, Cost.PROVIDER, ""),
            Duration.ofNanos(1_234_567_891),
            Duration.ofNanos(1_999),
            LedgerState.CUT);
    close(entry);
    assertEquals(List.of(entry), all());
    assertEquals(List.of("a,\n", "b\""), all().get(0).tags());
  }

  @Test
  void keepsWhatIsUnknownAsUnknown() {
    LedgerEntry entry = closed(entry("a", 1, AT), null);
    Usage silent = new Usage(null, 0L, null, null, null, null, null, null, null, null, null);
    LedgerEntry other =
        entry("b", 1, AT).closed(LedgerState.CUT, silent, true, null, Duration.ZERO, null);
    close(entry);
    close(other);
    assertEquals(List.of(entry, other), all());
    assertEquals(2, total().unknown());
    assertEquals(BigInteger.ZERO, total().picoUsd());
  }

  @Test
  void theFirstCloseCounts() {
    LedgerEntry entry = entry("a", 1, AT);
    ledger().open(entry);
    close(closed(entry, cost(5)));
    close(closed(entry, cost(7)));
    flush();
    assertEquals(List.of(closed(entry, cost(5))), all());
    assertEquals(BigInteger.valueOf(5), total().picoUsd());
  }

  @Test
  void anAttemptThatIsClosedIsNotOpenedAgain() {
    LedgerEntry entry = entry("a", 1, AT);
    close(closed(entry, cost(5)));
    ledger().open(entry);
    flush();
    assertEquals(List.of(closed(entry, cost(5))), all());
    assertEquals(0, total().open());
  }

  @Test
  void anAttemptThatNeverEndsIsOpenAndOfUnknownCost() {
    ledger().open(entry("a", 1, AT));
    close(closed(entry("a", 2, AT), cost(5)));
    flush();
    CostSums sums = total();
    assertEquals(1, sums.requests());
    assertEquals(2, sums.attempts());
    assertEquals(1, sums.open());
    assertEquals(1, sums.unknown());
    assertEquals(BigInteger.valueOf(5), sums.picoUsd());
  }

  @Test
  void whatConsumedNothingGoesUnlessItEnded() {
    LedgerEntry nothing = entry("a", 1, AT);
    LedgerEntry ended = entry("b", 1, AT);
    ledger().open(nothing);
    ledger().open(ended);
    close(closed(ended, cost(5)));
    ledger().drop(nothing, null);
    ledger().drop(ended, null);
    flush();
    assertEquals(List.of(closed(ended, cost(5))), all());
  }

  @Test
  void aRequestIsCountedWithItsFirstAttemptThatEnded() {
    LedgerEntry refused = entry("a", 1, AT);
    ledger().open(refused);
    ledger().drop(refused, null);
    close(closed(entry("a", 2, AT.plusMillis(5)), cost(5)));
    close(closed(entry("a", 3, AT.plusMillis(9)), cost(5)));
    ledger().open(entry("b", 1, AT));
    ledger().open(entry("b", 2, AT.plusMillis(5)));
    flush();
    assertEquals(1, total().requests());
    assertEquals(4, total().attempts());
  }

  @Test
  void sumsReachBeyondALong() {
    for (int i = 1; i <= 3; i++) {
      close(closed(entry("a", i, AT), cost(Long.MAX_VALUE)));
    }
    BigInteger sum = BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(3));
    assertEquals(sum, total().picoUsd());
    assertEquals("27670116.110564327421", total().usd().toPlainString());
    assertEquals(sum, archive().report(CostQuery.ALL.between(AT, null)).total().picoUsd());
  }

  @Test
  void countsThatAreNonsenseSpoilNoSum() {
    Usage nonsense =
        new Usage(
            Long.MAX_VALUE,
            null,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            null,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            null,
            null);
    for (int i = 1; i <= 3; i++) {
      LedgerEntry entry = entry("a", i, AT);
      close(entry.closed(LedgerState.CUT, nonsense, false, null, Duration.ZERO, null));
    }
    assertEquals(30_000_000_000L, total().input());
    assertEquals(90_000_000_000L, total().cacheWrite());
  }

  @Test
  void takesNamesOfAnyLengthAndCharacters() {
    String name = "\u0000" + "\uD83D\uDE00".repeat(5000);
    LedgerEntry entry =
        new LedgerEntry(
            name,
            1,
            AT,
            name,
            name,
            name,
            List.of(name),
            name,
            name,
            name,
            name,
            name,
            name,
            null,
            false,
            null,
            Duration.ZERO,
            null,
            LedgerState.OPEN);
    ledger().open(entry);
    close(closed(entry, null));
    flush();
    assertEquals(List.of(closed(entry, null)), all());
    for (CostDimension dimension : CostDimension.values()) {
      if (!dimension.isTime() && dimension != CostDimension.STATE) {
        CostQuery query = CostQuery.builder().where(dimension, name).groupBy(dimension).build();
        assertEquals(1, archive().report(query).groups().size(), dimension.word());
      }
    }
  }

  @Test
  void anAttemptAroundMidnightIsOneAttempt() {
    LedgerEntry entry = entry("a", 1, AT);
    ledger().open(entry);
    close(
        entry.closed(
            LedgerState.COMPLETE, Usage.of(1, 1), false, cost(1), Duration.ofMinutes(3), null));
    flush();
    CostReport report = archive().report(CostQuery.builder().groupBy(CostDimension.DAY).build());
    assertEquals(1, report.groups().size());
    assertEquals("2026-11-20", report.groups().get(0).get(CostDimension.DAY));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void reportsEqualWhatEntriesAddUpTo(long seed) {
    List<LedgerEntry> entries = fill(seed, 300);
    checkReports(seed, entries);
  }

  private List<LedgerEntry> fill(long seed, int count) {
    RandomEntries random = new RandomEntries(seed);
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LedgerEntry entry = random.next(i);
      entries.add(entry);
      if (entry.state() == LedgerState.OPEN) {
        ledger().open(entry);
      } else {
        close(entry);
      }
    }
    flush();
    return entries;
  }

  private void checkReports(long seed, List<LedgerEntry> entries) {
    RandomEntries random = new RandomEntries(-seed);
    for (int i = 0; i < 60; i++) {
      CostQuery query = random.query();
      CostTally expected = new CostTally(query);
      Set<String> seen = new HashSet<>();
      for (LedgerEntry entry : entries) {
        boolean open = entry.state() == LedgerState.OPEN;
        boolean first = !open && seen.add(entry.requestId());
        if (query.matches(entry)) {
          expected.add(entry, first);
        }
      }
      assertEquals(expected.report(), archive().report(query), query.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void pagesHoldEveryEntryOnceInOrder(long seed) {
    List<LedgerEntry> entries = fill(seed, 150);
    RandomEntries random = new RandomEntries(-seed);
    for (int i = 0; i < 20; i++) {
      CostQuery query = random.query();
      List<LedgerEntry> rising = walk(query, EntryOrder.OLDEST_FIRST, 7);
      assertEquals(entries.stream().filter(query::matches).count(), rising.size());
      assertTrue(entries.containsAll(rising));
      List<LedgerEntry> falling = walk(query, EntryOrder.NEWEST_FIRST, 11);
      Collections.reverse(falling);
      assertEquals(rising, falling, query.toString());
    }
  }

  private List<LedgerEntry> walk(CostQuery query, EntryOrder order, int limit) {
    List<LedgerEntry> found = new ArrayList<>();
    String cursor = null;
    do {
      EntryPage page = archive().entries(query, order, cursor, limit);
      assertTrue(page.entries().size() <= limit);
      found.addAll(page.entries());
      cursor = page.next();
    } while (cursor != null);
    return found;
  }

  @Test
  void refusesWhatIsNoCursorAndNoLimit() {
    for (String cursor : List.of("", "x", "####", "OTk5OTk5OTk5OTk5OTk5OTk5OTkgMSBh")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> archive().entries(CostQuery.ALL, EntryOrder.OLDEST_FIRST, cursor, 10),
          cursor);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> archive().entries(CostQuery.ALL, EntryOrder.OLDEST_FIRST, null, 0));
    assertThrows(IllegalArgumentException.class, () -> archive().purge(AT, 1001));
  }

  private int reprice(CostQuery query, Function<LedgerEntry, @Nullable Cost> price) {
    int changed = 0;
    String cursor = null;
    do {
      LedgerArchive.Step step = archive().reprice(query, price, cursor, 17);
      changed += step.changed();
      cursor = step.next();
    } while (cursor != null);
    return changed;
  }

  @Test
  void repricesAPeriodAndNothingElse() {
    List<LedgerEntry> entries = fill(6, 200);
    Instant from = RandomEntries.BEGIN.plus(Duration.ofMinutes(543));
    CostQuery period = CostQuery.ALL.between(from, from.plus(Duration.ofHours(20)));
    Cost other = new Cost(4_321, "override", "v2");
    List<LedgerEntry> expected = new ArrayList<>();
    int changes = 0;
    for (LedgerEntry entry : entries) {
      boolean reported = entry.cost() != null && entry.cost().source().equals(Cost.PROVIDER);
      boolean counts =
          period.matches(entry)
              && entry.state() != LedgerState.OPEN
              && entry.usage() != null
              && !reported;
      expected.add(counts ? entry.withCost(other) : entry);
      changes += counts ? 1 : 0;
    }
    assertEquals(changes, reprice(period, entry -> other));
    assertEquals(0, reprice(period, entry -> other));
    checkReports(6, expected);
  }

  @Test
  void aPriceNobodyKnowsChangesNothing() {
    List<LedgerEntry> entries = fill(7, 50);
    assertEquals(0, reprice(CostQuery.ALL, entry -> null));
    checkReports(7, entries);
  }

  @Test
  void whatIsPurgedStaysInTheSumsOfItsHours() {
    fill(8, 200);
    CostQuery closed =
        CostQuery.builder()
            .state(LedgerState.COMPLETE, LedgerState.CUT, LedgerState.CANCELLED, LedgerState.ERROR)
            .groupBy(CostDimension.MODEL, CostDimension.HOUR)
            .build();
    CostReport before = archive().report(closed);
    Instant hour = Instant.parse("2026-11-01T00:00:00Z");
    int steps = 0;
    while (archive().purge(hour, 10) == 10) {
      steps++;
    }
    assertTrue(steps > 0);
    assertTrue(all().stream().noneMatch(entry -> entry.at().isBefore(hour)));
    assertEquals(before, archive().report(closed));
    assertEquals(0, archive().purge(hour, 10));
  }

  @Test
  void attemptsThatCloseAtOnceAreCountedOnce() throws Exception {
    int threads = 8;
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            workers.submit(
                () -> {
                  for (int number = 0; number < 20; number++) {
                    LedgerEntry entry = entry("req_" + number, 1, AT.plusMillis(number));
                    ledger().open(entry);
                    close(closed(entry, cost(3)));
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      workers.shutdownNow();
    }
    flush();
    assertEquals(20, total().attempts());
    assertEquals(BigInteger.valueOf(60), total().picoUsd());
    assertEquals(0, total().open());
    assertEquals(20, all().size());
  }

  @Test
  void anEmptyLedgerHasSumsOfNothing() {
    assertEquals(new CostReport(CostSums.ZERO, List.of()), archive().report(CostQuery.ALL));
    CostQuery byDay = CostQuery.builder().groupBy(CostDimension.DAY).build();
    assertEquals(new CostReport(CostSums.ZERO, List.of()), archive().report(byDay));
    assertNull(archive().entries(CostQuery.ALL, EntryOrder.NEWEST_FIRST, null, 1).next());
  }
}
