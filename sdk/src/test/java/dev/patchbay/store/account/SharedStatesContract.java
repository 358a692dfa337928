package dev.patchbay.store.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.AccountState;
import dev.patchbay.account.AccountStateStore;
import dev.patchbay.account.Circuit;
import dev.patchbay.account.Cooling;
import dev.patchbay.account.Probe;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.store.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a store of account states promises that instances share: most of it is waiting. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
abstract class SharedStatesContract extends AccountStatesContract {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");
  private static final Cooling COOLING =
      new Cooling(
          FailureKind.RATE_LIMITED, NOON.plusSeconds(60), true, "Too many requests", NOON, null);
  private static final UnaryOperator<AccountState> COOLED =
      state -> state.toBuilder().cooling(COOLING).build();

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** Another handle of the one database of a test. */
  abstract Database database();

  @Override
  final AccountStateStore states() {
    return open(handle(), true);
  }

  private Database handle() {
    Database database = database();
    opened.add(0, database);
    return database;
  }

  private SqlAccountStates open(Database database, boolean listening) {
    SqlAccountStates states = SqlAccountStates.open(database, listening);
    opened.add(0, states);
    return states;
  }

  @AfterEach
  final void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void statesSurviveARestart() {
    SqlAccountStates first = open(handle(), true);
    first.update("a", COOLED);
    first.update(
        "a",
        state ->
            state.toBuilder()
                .needsReauth("refused")
                .used(NOON)
                .sessionStartedAt(NOON)
                .streak(3, NOON)
                .parked("m", NOON)
                .cooling("m", COOLING)
                .circuit("m", new Circuit(5, NOON, Duration.ofSeconds(20)))
                .build());
    AccountState before = first.get("a");
    first.close();
    assertEquals(before, open(handle(), true).get("a"));
  }

  @Test
  void othersSeeACoolingWithinASecondOfALook() throws Exception {
    assertSeenByOthers(false);
  }

  @Test
  void othersSeeACoolingThatTheyAreTold() throws Exception {
    assertSeenByOthers(true);
  }

  private void assertSeenByOthers(boolean listening) throws Exception {
    SqlAccountStates one = open(handle(), listening);
    SqlAccountStates two = open(handle(), listening);
    one.update("a", USED);
    two.update("a", USED);
    one.update("a", COOLED);
    long millis = Together.millisUntil(() -> two.get("a").cooling() != null);
    assertEquals(COOLING, two.get("a").cooling());
    // Writing at once, and a look every second; the rest is for a machine that is busy.
    assertTrue(millis < 2_500, "seen after ms " + millis);
    two.update("a", state -> state.toBuilder().cooling(null).build());
    Together.millisUntil(() -> one.get("a").cooling() == null);
  }

  @Test
  void whatEachInstanceChangesIsKept() throws Exception {
    SqlAccountStates one = open(handle(), true);
    SqlAccountStates two = open(handle(), true);
    one.update("a", COOLED);
    two.update("a", state -> state.toBuilder().parked("m", NOON).build());
    Together.millisUntil(
        () -> one.get("a").parkedModels().containsKey("m") && two.get("a").cooling() != null);
  }

  @Test
  void countsOfManyInstancesAddUp() throws Exception {
    List<SqlAccountStates> instances =
        List.of(open(handle(), true), open(handle(), true), open(handle(), false));
    AtomicInteger turn = new AtomicInteger();
    Together.run(
        6,
        () -> {
          SqlAccountStates mine = instances.get(turn.getAndIncrement() % 3);
          for (int i = 0; i < 200; i++) {
            mine.update("a", USED);
            if (i % 50 == 0) {
              mine.updateShared("a", USED);
              mine.flush();
            }
          }
          return null;
        });
    long all = 6 * (200 + 4);
    for (SqlAccountStates each : instances) {
      Together.millisUntil(() -> each.get("a").requests() == all);
      assertEquals(all, each.get("a").version());
    }
  }

  @Test
  void ofAllInstancesOneIsTheProbe() throws Exception {
    List<SqlAccountStates> instances = List.of(open(handle(), true), open(handle(), false));
    AtomicInteger turn = new AtomicInteger();
    List<Boolean> won =
        Together.run(
            8,
            () -> {
              int number = turn.getAndIncrement();
              Probe mine = new Probe("holder " + number, NOON);
              AccountState after =
                  instances
                      .get(number % 2)
                      .updateShared(
                          "a",
                          state ->
                              state.probe() == null ? state.toBuilder().probe(mine).build() : state)
                      .after();
              return mine.equals(after.probe());
            });
    assertEquals(1, won.stream().filter(each -> each).count());
  }

  @Test
  void aDatabaseThatIsAwayStopsNobody() throws Exception {
    AwayDatabase away = new AwayDatabase(handle());
    SqlAccountStates one = open(away, true);
    SqlAccountStates two = open(handle(), true);
    away.leave();
    one.update("a", COOLED);
    assertEquals(1, one.updateShared("a", USED).after().requests());
    Together.millisUntil(() -> away.refused() >= 2);
    one.update("a", USED);
    assertNotNull(one.get("a").cooling());
    assertEquals(2, one.get("a").requests());
    assertNull(two.get("a").cooling());
    away.comeBack();
    Together.millisUntil(() -> two.get("a").requests() == 2);
    assertEquals(COOLING, two.get("a").cooling());
  }

  @Test
  void aDatabaseThatHangsKeepsNoUpdateWaiting() throws Exception {
    AwayDatabase hanging = new AwayDatabase(handle());
    SqlAccountStates one = open(hanging, true);
    hanging.hang();
    try {
      one.update("a", COOLED);
      Together.millisUntil(() -> hanging.waiting() > 0);
      long begin = System.nanoTime();
      for (int i = 0; i < 1_000; i++) {
        one.update("a", USED);
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      assertTrue(millis < 1_000, "took ms " + millis);
      assertEquals(1_000, one.get("a").requests());
    } finally {
      hanging.comeBack();
    }
  }
}
