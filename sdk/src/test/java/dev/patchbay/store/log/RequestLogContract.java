package dev.patchbay.store.log;

import static dev.patchbay.store.log.LoggedRequests.NOON;
import static dev.patchbay.store.log.LoggedRequests.failed;
import static dev.patchbay.store.log.LoggedRequests.served;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.RequestLog;
import dev.patchbay.log.RequestPage;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.log.RequestPayload.Body;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.log.RequestStatistics;
import dev.patchbay.log.RequestTail;
import dev.patchbay.log.StatisticsGroup;
import dev.patchbay.log.StatisticsQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every request log does, wherever it keeps its rows. */
abstract class RequestLogContract {
  /** An empty log. */
  abstract RequestLog log();

  private static List<String> ids(List<RequestRecord> requests) {
    return requests.stream().map(RequestRecord::id).toList();
  }

  private static RequestLog filled(RequestLog log, int count) {
    IntStream.range(0, count).forEach(i -> log.record(served("req_" + i, i)));
    return log;
  }

  @Test
  void givesBackARequestAsItWas() {
    RequestLog log = log();
    RequestRecord request = served("req_1", 1);
    log.record(request);
    assertEquals(Optional.of(request), log.find("req_1"));
    assertEquals(List.of(request), log.page(RequestFilter.ALL, null, 10).requests());
    assertEquals(0, log.dropped());
  }

  @Test
  void givesBackTheWildestRequestsAsTheyWere() {
    RequestLog log = log();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      RequestRecord request = LoggedRequests.wild(i, random);
      log.record(request);
      assertEquals(Optional.of(request), log.find(request.id()));
    }
  }

  @Test
  void knowsNothingOfARequestThatWasNotLogged() {
    RequestLog log = log();
    assertEquals(Optional.empty(), log.find("req_1"));
    assertEquals(Optional.empty(), log.payload("req_1"));
    assertEquals(List.of(), log.page(RequestFilter.ALL, null, 10).requests());
  }

  @Test
  void keepsOneRowOfARequestThatIsLoggedTwice() {
    RequestLog log = log();
    log.record(served("req_1", 1));
    log.record(failed("req_1", 2, FailureKind.CUT));
    assertEquals(1, log.page(RequestFilter.ALL, null, 10).requests().size());
    assertTrue(log.find("req_1").orElseThrow().served());
  }

  @Test
  void listsTheNewestFirst() {
    RequestLog log = log();
    for (long second : List.of(3L, 1L, 2L)) {
      log.record(served("req_" + second, second));
    }
    assertEquals(
        List.of("req_3", "req_2", "req_1"), ids(log.page(RequestFilter.ALL, null, 10).requests()));
  }

  @Test
  void pagesThroughEverythingOnce() {
    RequestLog log = log();
    for (int i = 0; i < 25; i++) {
      log.record(served(String.format("req_%02d", i), i / 4)); // several at the same time
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    int pages = 0;
    do {
      RequestPage page = log.page(RequestFilter.ALL, cursor, 10);
      seen.addAll(ids(page.requests()));
      cursor = page.next();
      pages++;
    } while (cursor != null);
    assertEquals(3, pages);
    List<String> expected =
        IntStream.rangeClosed(1, 25).mapToObj(i -> String.format("req_%02d", 25 - i)).toList();
    assertEquals(expected, seen);
  }

  @Test
  void aPageThatHoldsTheRestIsTheLast() {
    RequestLog log = filled(log(), 10);
    assertNull(log.page(RequestFilter.ALL, null, 10).next());
    assertNotNull(log.page(RequestFilter.ALL, null, 9).next());
  }

  @Test
  void aPageIsNotDisturbedByWhatComesLater() {
    RequestLog log = filled(log(), 4);
    RequestPage first = log.page(RequestFilter.ALL, null, 2);
    log.record(served("req_9", 9));
    assertEquals(
        List.of("req_1", "req_0"), ids(log.page(RequestFilter.ALL, first.next(), 2).requests()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1",
        "1.",
        "1.'; DROP TABLE request_log",
        "0.-1",
        "9999999999999999999.1"
      })
  void refusesCursorsThatAreNone(String cursor) {
    RequestLog log = log();
    assertThrows(IllegalArgumentException.class, () -> log.after(cursor, 10));
    if (!cursor.endsWith(".") && !cursor.equals("0.-1")) {
      assertThrows(IllegalArgumentException.class, () -> log.page(RequestFilter.ALL, cursor, 10));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, RequestLog.MOST + 1})
  void refusesLimitsOutOfRange(int limit) {
    RequestLog log = log();
    assertThrows(IllegalArgumentException.class, () -> log.page(RequestFilter.ALL, null, limit));
    assertThrows(IllegalArgumentException.class, () -> log.after(null, limit));
  }

  @Test
  void filtersByAllThatARequestHas() {
    RequestLog log = log();
    SplittableRandom random = new SplittableRandom(11);
    List<RequestRecord> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(LoggedRequests.wild(i, random));
    }
    all.add(served("req_served", 5));
    all.forEach(log::record);
    for (RequestFilter filter : filters()) {
      List<String> expected =
          all.stream().filter(filter::matches).map(RequestRecord::id).sorted().toList();
      List<String> found =
          ids(log.page(filter, null, RequestLog.MOST).requests()).stream().sorted().toList();
      assertEquals(expected, found, filter.toString());
      assertTrue(expected.size() < all.size(), () -> filter + " filters nothing");
      assertTrue(!expected.isEmpty(), () -> filter + " finds nothing");
    }
  }

  private static List<RequestFilter> filters() {
    return List.of(
        RequestFilter.builder().from(NOON.plusSeconds(40_000)).build(),
        RequestFilter.builder().to(NOON.plusSeconds(40_000)).build(),
        RequestFilter.builder().from(NOON).to(NOON.plusSeconds(90_000)).tenant("tenant-1").build(),
        RequestFilter.builder().caller("caller").build(),
        RequestFilter.builder().key("key-2").build(),
        RequestFilter.builder().conversation("talk").build(),
        RequestFilter.builder().tag("tag-1").build(),
        RequestFilter.builder().tag("b\"c").build(),
        RequestFilter.builder().provider("one").build(),
        RequestFilter.builder().account("\u00e9-B/main").build(),
        RequestFilter.builder().model("M").build(),
        RequestFilter.builder().served(true).build(),
        RequestFilter.builder().served(false).build(),
        RequestFilter.builder().failure(FailureKind.NO_ROUTE).build(),
        RequestFilter.builder().served(true).provider("two").key("key-1").tag("x").build());
  }

  @Test
  void findsTheModelThatWasAskedForToo() {
    RequestLog log = filled(log(), 1);
    assertEquals(
        1, log.page(RequestFilter.builder().model("asked").build(), null, 9).requests().size());
    assertEquals(
        0, log.page(RequestFilter.builder().model("aske").build(), null, 9).requests().size());
  }

  @Test
  void keepsWhatARequestSaid() {
    RequestLog log = log();
    RequestPayload payload =
        new RequestPayload(
            "req_1", NOON, new Body("{\"q\":\"\u00e9\uD83D\uDE00\"}", false), new Body("a", true));
    log.attach(payload);
    assertEquals(Optional.of(payload), log.payload("req_1"));
  }

  @Test
  void theLastWordOfARequestReplacesTheEarlier() {
    RequestLog log = log();
    log.attach(new RequestPayload("req_1", NOON, new Body("q", false), null));
    RequestPayload later =
        new RequestPayload("req_1", NOON, new Body("q", false), new Body("a", false));
    log.attach(later);
    assertEquals(Optional.of(later), log.payload("req_1"));
  }

  /** So many requests after a place, however long other transactions hold them back. */
  private static List<String> followed(RequestLog log, String cursor, int count, int step) {
    List<String> seen = new ArrayList<>();
    String place = cursor;
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (seen.size() < count && System.nanoTime() < end) {
      RequestTail tail = log.after(place, step);
      seen.addAll(ids(tail.requests()));
      place = tail.cursor();
    }
    assertEquals(List.of(), log.after(place, step).requests());
    return seen;
  }

  @Test
  void followsFromTheEndOfTheLog() {
    RequestLog log = log();
    String end = log.after(null, 10).cursor();
    assertEquals(List.of(), log.after(end, 10).requests());
    log.record(served("req_b", -100)); // ended first, though it arrived last
    log.record(served("req_a", -200));
    assertEquals(List.of("req_b", "req_a"), followed(log, end, 2, 10));
  }

  @Test
  void followsWhatCameAfterAPlace() {
    RequestLog log = filled(log(), 3);
    assertEquals(List.of("req_0", "req_1", "req_2"), followed(log, "0.0", 3, 10));
    RequestTail first = log.after("0.0", 2);
    assertEquals(List.of("req_0", "req_1"), ids(first.requests()));
    assertEquals(List.of("req_2"), followed(log, first.cursor(), 1, 10));
  }

  @Test
  void followsInStepsAndMissesNothing() throws Exception {
    RequestLog log = log();
    String start = log.after(null, 10).cursor();
    Thread writer =
        new Thread(
            () -> IntStream.range(0, 300).forEach(i -> log.record(served("req_" + i, 999 - i))));
    writer.start();
    List<String> seen = followed(log, start, 300, 7);
    writer.join();
    assertEquals(IntStream.range(0, 300).mapToObj(i -> "req_" + i).toList(), seen);
  }

  @Test
  void goesOnAfterTheLogWasCleared() {
    RequestLog log = filled(log(), 3);
    assertEquals(3, followed(log, "0.0", 3, 10).size());
    String cursor = log.after("0.0", 10).cursor();
    log.clear();
    assertEquals(List.of(), log.after(cursor, 10).requests());
    log.record(served("req_new", 1));
    assertEquals(List.of("req_new"), followed(log, cursor, 1, 10));
  }

  @Test
  void clearsRequestsAndWhatTheySaid() {
    RequestLog log = filled(log(), 3);
    log.attach(new RequestPayload("req_1", NOON, new Body("q", false), null));
    log.clear();
    assertEquals(List.of(), log.page(RequestFilter.ALL, null, 10).requests());
    assertEquals(Optional.empty(), log.payload("req_1"));
  }

  @Test
  void purgesOldRequestsInSteps() {
    RequestLog log = filled(log(), 10);
    log.attach(new RequestPayload("req_1", NOON.plusSeconds(1), new Body("old", false), null));
    log.attach(new RequestPayload("req_8", NOON.plusSeconds(8), new Body("new", false), null));
    int steps = 0;
    while (log.purge(NOON.plusSeconds(7), 3) >= 3) {
      steps++;
    }
    assertTrue(steps >= 2, "steps of 3 rows for 7 of them: " + steps);
    assertEquals(
        List.of("req_9", "req_8", "req_7"), ids(log.page(RequestFilter.ALL, null, 10).requests()));
    assertEquals(Optional.empty(), log.payload("req_1"));
    assertTrue(log.payload("req_8").isPresent());
  }

  @Test
  void purgesNothingThatIsYoungEnough() {
    RequestLog log = filled(log(), 3);
    assertEquals(0, log.purge(NOON, 10));
    assertEquals(3, log.page(RequestFilter.ALL, null, 10).requests().size());
  }

  @Test
  void statisticsOfNothingAreZeros() {
    RequestLog log = log();
    List<RequestStatistics> all = log.statistics(StatisticsQuery.of(RequestFilter.ALL));
    assertEquals(1, all.size());
    assertEquals(0, all.get(0).requests());
    assertNull(all.get(0).latency().p50());
    assertEquals(0, all.get(0).costPicoUsd());
    assertEquals(
        List.of(), log.statistics(StatisticsQuery.of(RequestFilter.ALL, StatisticsGroup.PROVIDER)));
  }

  @Test
  void statisticsCountWhatWasServedAndWhatFailed() {
    RequestLog log = filled(log(), 3);
    log.record(failed("req_x", 1, FailureKind.NO_ROUTE));
    RequestStatistics all = log.statistics(StatisticsQuery.of(RequestFilter.ALL)).get(0);
    assertEquals(4, all.requests());
    assertEquals(3, all.served());
    assertEquals(0.75, all.successRate());
    assertEquals(Map.of(FailureKind.NO_ROUTE, 1L), all.failures());
    assertEquals(Duration.ofMillis(900), all.latency().p99());
    assertEquals(Duration.ofMillis(120), all.firstToken().p50());
    assertEquals(new RequestStatistics.Tokens(300, 120, 36, 150, 60), all.tokens());
    assertEquals(0.4, all.cacheEfficiency());
    assertEquals(3_600_000_000L, all.costPicoUsd());
    assertEquals(0.75, all.attemptsPerRequest());
    assertEquals(0, all.failoverRate());
  }

  @Test
  void hoursAndDaysAreThoseOfUtc() {
    RequestLog log = log();
    log.record(served("req_1", 0));
    log.record(served("req_2", 12 * 3600 - 1));
    log.record(served("req_3", 12 * 3600));
    assertEquals(List.of("2026-05-03=2", "2026-05-04=1"), counts(log, StatisticsGroup.DAY));
    assertEquals(
        List.of("2026-05-03T12:00:00Z=1", "2026-05-03T23:00:00Z=1", "2026-05-04T00:00:00Z=1"),
        counts(log, StatisticsGroup.HOUR));
  }

  private static List<String> counts(RequestLog log, StatisticsGroup by) {
    return log.statistics(StatisticsQuery.of(RequestFilter.ALL, by)).stream()
        .map(each -> each.group().get(by) + "=" + each.requests())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void statisticsAreWhatCountingByHandGives(long seed) {
    RequestLog log = log();
    SplittableRandom random = new SplittableRandom(seed);
    List<RequestRecord> all = new ArrayList<>();
    int count = 1 + random.nextInt(250);
    for (int i = 0; i < count; i++) {
      all.add(LoggedRequests.wild(i, random));
    }
    all.forEach(log::record);
    for (RequestFilter filter :
        List.of(RequestFilter.ALL, RequestFilter.builder().tenant("tenant-1").build())) {
      for (List<StatisticsGroup> by : groups()) {
        assertEquals(
            naive(all.stream().filter(filter::matches).toList(), by),
            log.statistics(new StatisticsQuery(filter, by)),
            () -> "seed " + seed + " by " + by);
      }
    }
  }

  private static List<List<StatisticsGroup>> groups() {
    List<List<StatisticsGroup>> groups = new ArrayList<>();
    groups.add(List.of());
    for (StatisticsGroup each : StatisticsGroup.values()) {
      groups.add(List.of(each));
    }
    groups.add(List.of(StatisticsGroup.DAY, StatisticsGroup.PROVIDER));
    groups.add(List.of(StatisticsGroup.MODEL, StatisticsGroup.KEY, StatisticsGroup.ACCOUNT));
    return groups;
  }

  /** By hand: for each value anew, one pass for each number. */
  private static List<RequestStatistics> naive(List<RequestRecord> all, List<StatisticsGroup> by) {
    Map<List<String>, List<RequestRecord>> parts = new LinkedHashMap<>();
    if (by.isEmpty()) {
      parts.put(List.of(), all);
    } else {
      all.forEach(
          each ->
              parts
                  .computeIfAbsent(
                      by.stream().map(group -> group.of(each)).toList(), key -> new ArrayList<>())
                  .add(each));
    }
    return parts.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getKey, RequestLogContract::compareLists))
        .map(each -> naive(by, each.getKey(), each.getValue()))
        .toList();
  }

  private static int compareLists(List<String> one, List<String> other) {
    for (int i = 0; i < one.size(); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static RequestStatistics naive(
      List<StatisticsGroup> by, List<String> values, List<RequestRecord> part) {
    Map<StatisticsGroup, String> group = new LinkedHashMap<>();
    by.forEach(each -> group.put(each, values.get(by.indexOf(each))));
    Map<FailureKind, Long> failures = new EnumMap<>(FailureKind.class);
    part.stream()
        .filter(each -> !each.served())
        .forEach(each -> failures.merge(each.failure(), 1L, Long::sum));
    List<Duration> latencies =
        part.stream()
            .filter(RequestRecord::served)
            .map(each -> each.timing().duration())
            .sorted()
            .toList();
    List<Duration> first =
        part.stream()
            .filter(each -> each.served() && each.timing().timeToFirstToken() != null)
            .map(each -> each.timing().timeToFirstToken())
            .sorted()
            .toList();
    return new RequestStatistics(
        group,
        part.size(),
        latencies.size(),
        failures,
        percentiles(latencies),
        percentiles(first),
        new RequestStatistics.Tokens(
            sum(part, each -> each.usage().inputTotal()),
            sum(part, each -> each.usage().cacheRead()),
            sum(part, each -> each.usage().cacheWrites()),
            sum(part, each -> each.usage().outputTotal()),
            sum(part, each -> each.usage().reasoning())),
        sum(part, RequestRecord::totalCostPicoUsd),
        part.stream().filter(each -> each.totalCostPicoUsd() == null).count(),
        sum(part, each -> each.trace().attempts().size()),
        part.stream().filter(RequestRecord::failedOver).count());
  }

  /** What is not known counts as none. */
  private static long sum(List<RequestRecord> part, ToLongFunction<RequestRecord> count) {
    long sum = 0;
    for (RequestRecord each : part) {
      try {
        sum += count.applyAsLong(each);
      } catch (NullPointerException unknown) {
        sum += 0;
      }
    }
    return sum;
  }

  private static dev.patchbay.log.Percentiles percentiles(List<Duration> sorted) {
    return sorted.isEmpty()
        ? dev.patchbay.log.Percentiles.NONE
        : new dev.patchbay.log.Percentiles(
            rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 0.99));
  }

  private static Duration rank(List<Duration> sorted, double share) {
    long under = Math.round(Math.ceil(Math.round(sorted.size() * share * 1000) / 1000.0));
    return sorted.get((int) Math.max(0, under - 1));
  }
}
