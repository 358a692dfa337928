package dev.patchbay.store.housekeeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.SharedLease;
import dev.patchbay.account.SharedLeases;
import dev.patchbay.failure.StoreException;
import dev.patchbay.store.account.MemorySharedLeases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HousekeeperTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final SharedLeases leases = new MemorySharedLeases(Clock.systemUTC());
  private final List<Duration> pauses = new ArrayList<>();

  private void round(Chore... chores) {
    new Round(List.of(chores), leases, length -> pauses.add(length)).run();
  }

  /** Has so many rows to remove. */
  private static Chore rows(AtomicInteger left, List<Integer> steps) {
    return new Chore(
        "rows",
        most -> {
          int done = Math.min(most, left.get());
          left.addAndGet(-done);
          steps.add(done);
          return done;
        });
  }

  @Test
  void takesSmallStepsWithPausesUntilNothingIsLeft() {
    AtomicInteger left = new AtomicInteger(2500);
    List<Integer> steps = new ArrayList<>();
    round(rows(left, steps));
    assertEquals(List.of(1000, 1000, 500), steps);
    assertEquals(3, pauses.size());
    assertTrue(pauses.stream().allMatch(pause -> pause.toMillis() >= 10), pauses::toString);
  }

  @Test
  void oneInstanceCleansAtATime() {
    leases.tryAcquire("housekeeping", HOUR).orElseThrow();
    AtomicInteger left = new AtomicInteger(10);
    round(rows(left, new ArrayList<>()));
    assertEquals(10, left.get());
  }

  @Test
  void theNextInstanceMayCleanAfterwards() {
    round();
    assertTrue(leases.tryAcquire("housekeeping", HOUR).isPresent());
  }

  @Test
  void aRoundEndsWhenItsLeaseWasLost() {
    AtomicInteger left = new AtomicInteger(5000);
    List<Integer> steps = new ArrayList<>();
    Chore rows = rows(left, steps);
    Chore losing =
        new Chore(
            "losing",
            most -> {
              leases.release(new SharedLease("housekeeping", 1, Instant.MAX));
              leases.tryAcquire("housekeeping", HOUR).orElseThrow();
              return rows.step().run(most);
            });
    round(losing, rows);
    assertEquals(List.of(1000), steps);
  }

  @Test
  void aChoreThatFailsLeavesTheOthersAlone() {
    AtomicInteger left = new AtomicInteger(10);
    Chore failing =
        new Chore(
            "failing",
            most -> {
              throw new StoreException("away");
            });
    round(failing, rows(left, new ArrayList<>()));
    assertEquals(0, left.get());
  }

  @Test
  void aRoundEndsBetweenTwoStepsWhenItIsClosed() {
    AtomicInteger left = new AtomicInteger(5000);
    new Round(List.of(rows(left, new ArrayList<>())), leases, length -> false).run();
    assertEquals(4000, left.get());
    assertTrue(leases.tryAcquire("housekeeping", HOUR).isPresent());
  }

  @Test
  void retentionCountsFromNow() {
    Instant now = Instant.parse("2026-05-03T12:00:00Z");
    List<Instant> asked = new ArrayList<>();
    Chore chore =
        Chore.retention(
            "log",
            Clock.fixed(now, java.time.ZoneOffset.UTC),
            () -> Duration.ofDays(30),
            (before, most) -> {
              asked.add(before);
              return 0;
            });
    round(chore);
    assertEquals(List.of(Instant.parse("2026-04-03T12:00:00Z")), asked);
  }

  @Test
  void cleansAgainAndAgainAndNotOnlyAtTheStart() throws Exception {
    CountDownLatch rounds = new CountDownLatch(3);
    Chore chore =
        new Chore(
            "count",
            most -> {
              rounds.countDown();
              return 0;
            });
    Duration soon = Duration.ofMillis(1);
    try (Housekeeper keeper = new Housekeeper(List.of(chore), leases, soon, soon)) {
      assertTrue(rounds.await(20, TimeUnit.SECONDS), keeper::toString);
    }
  }

  private static boolean isAlive(Housekeeper keeper) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread == keeper.thread());
  }

  @Test
  void itsThreadIsADaemonAndEndsWithIt() {
    Housekeeper keeper = new Housekeeper(List.of(), leases);
    assertTrue(keeper.thread().isDaemon());
    assertEquals("patchbay-housekeeping", keeper.thread().getName());
    assertTrue(isAlive(keeper));
    keeper.close();
    keeper.close();
    assertFalse(isAlive(keeper));
  }
}
