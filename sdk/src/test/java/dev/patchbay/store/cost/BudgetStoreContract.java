package dev.patchbay.store.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.BudgetStore;
import dev.patchbay.budget.Hold;
import dev.patchbay.budget.Period;
import dev.patchbay.budget.Reservation;
import dev.patchbay.budget.Standing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of budgets promises. */
abstract class BudgetStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofHours(1));
  private static final Hold DAY = hold("k1", "0.000000000100", Period.DAY);
  private static final Hold TOTAL = hold("k2", "0.000000000060", Period.TOTAL);

  private BudgetStore store;

  /** A store in which nothing is. */
  abstract BudgetStore fresh();

  @BeforeEach
  void open() {
    store = fresh();
  }

  private static Hold hold(String key, String limit, Period per) {
    return Budget.of(BudgetScope.KEY, key, new BigDecimal(limit), per).at(NOW);
  }

  private void granted(String id, long amount, Hold... holds) {
    assertInstanceOf(
        Reservation.Granted.class, store.reserve(id, List.of(holds), amount, LATER), id);
  }

  private Standing refused(String id, long amount, Hold... holds) {
    Reservation answer = store.reserve(id, List.of(holds), amount, LATER);
    return assertInstanceOf(Reservation.Refused.class, answer, id).standing();
  }

  private void stands(Hold hold, long spent, long reserved) {
    assertEquals(List.of(new Standing(hold, spent, reserved)), store.standings(List.of(hold)));
  }

  @Test
  void aBudgetNobodyHasTouchedIsUnused() {
    stands(DAY, 0, 0);
  }

  @Test
  void whatIsReservedAndSpentTogetherNeverExceedsTheLimit() {
    granted("a", 60, DAY);
    granted("b", 40, DAY);
    assertEquals(new Standing(DAY, 0, 100), refused("c", 1, DAY));
    store.settle("a", 50L);
    stands(DAY, 50, 40);
    granted("d", 10, DAY);
    assertEquals(new Standing(DAY, 50, 50), refused("e", 1, DAY));
  }

  @Test
  void aReservationIsOfEveryBudgetOrOfNone() {
    granted("a", 50, TOTAL);
    assertEquals(new Standing(TOTAL, 0, 50), refused("b", 20, DAY, TOTAL));
    stands(DAY, 0, 0);
    stands(TOTAL, 0, 50);
    granted("c", 10, DAY, TOTAL);
    stands(DAY, 0, 10);
    stands(TOTAL, 0, 60);
    store.settle("c", 7L);
    stands(DAY, 7, 0);
    stands(TOTAL, 7, 50);
  }

  @Test
  void whatIsReleasedIsFreeAgain() {
    granted("a", 100, DAY);
    store.release("a");
    stands(DAY, 0, 0);
    granted("b", 100, DAY);
  }

  @Test
  void anUnknownCostIsWhatWasReserved() {
    granted("a", 30, DAY);
    store.settle("a", null);
    stands(DAY, 30, 0);
  }

  @Test
  void aCostAboveTheReservedAmountCountsInFullAlsoBeyondTheLimit() {
    granted("a", 30, DAY);
    store.settle("a", 130L);
    stands(DAY, 130, 0);
    assertEquals(new Standing(DAY, 130, 0), refused("b", 1, DAY));
  }

  @Test
  void whatCostsNothingIsGrantedAlsoWhereNothingIsLeft() {
    granted("a", 100, DAY);
    store.settle("a", 120L);
    granted("b", 0, DAY);
    store.settle("b", 0L);
    stands(DAY, 120, 0);
  }

  @Test
  void anAbsurdCostBreaksNoSum() {
    for (String id : List.of("a", "b", "c")) {
      granted(id, 0, DAY);
      store.settle(id, Long.MAX_VALUE);
    }
    assertEquals(MemoryBudgets.MOST, refused("d", 1, DAY).spentPicoUsd());
  }

  @Test
  void endingAReservationTwiceOrOneThatIsNotThereChangesNothing() {
    granted("a", 30, DAY);
    store.settle("a", 20L);
    store.settle("a", 20L);
    store.release("a");
    store.settle("nobody", 5L);
    store.release("nobody");
    stands(DAY, 20, 0);
  }

  @Test
  void aReservationOfADeadProcessCountsAsSpentOnceItExpires() {
    granted("a", 30, DAY, TOTAL);
    store.reserve("b", List.of(DAY), 5, LATER.plusMillis(1));
    assertEquals(0, store.expire(LATER.minusMillis(1)));
    stands(DAY, 0, 35);
    assertEquals(1, store.expire(LATER));
    stands(DAY, 30, 5);
    stands(TOTAL, 30, 0);
    store.settle("a", 1L);
    stands(DAY, 30, 5);
  }

  @Test
  void aNewPeriodBeginsAtNothingAndTheOldOneIsSettledWhereItWasReserved() {
    granted("a", 100, DAY);
    Hold tomorrow = DAY.budget().at(NOW.plus(Duration.ofDays(1)));
    granted("b", 100, tomorrow);
    store.settle("a", 90L);
    stands(DAY, 90, 0);
    stands(tomorrow, 0, 100);
  }

  @Test
  void aChangedLimitCountsFromTheNextReservation() {
    granted("a", 100, DAY);
    Hold raised = hold("k1", "0.000000000150", Period.DAY);
    granted("b", 50, raised);
    assertEquals(new Standing(DAY, 0, 150), refused("c", 1, DAY));
  }

  @Test
  void manyThreadsOnBudgetsInAnyOrderOverdrawNoneAndLoseNothing() throws Exception {
    Hold large = hold("large", "0.000000050000", Period.DAY);
    Hold small = hold("small", "0.000000020000", Period.DAY);
    AtomicLong settled = new AtomicLong();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      int seed = thread;
      tasks.add(
          () -> {
            spend(seed, List.of(large, small), settled);
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Void> one : threads.invokeAll(tasks)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    stands(small, settled.get(), 0);
    stands(large, settled.get(), 0);
    assertTrue(settled.get() <= 20_000, settled::toString);
    assertTrue(settled.get() >= 20_000 - 100, settled::toString);
  }

  private void spend(int seed, List<Hold> holds, AtomicLong settled) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Hold> turned = seed % 2 == 0 ? holds : List.of(holds.get(1), holds.get(0));
    for (int i = 0; i < 60; i++) {
      long amount = random.nextLong(1, 100);
      String id = seed + "/" + i;
      if (store.reserve(id, turned, amount, LATER) instanceof Reservation.Refused) {
        continue;
      }
      if (random.nextInt(4) == 0) {
        store.release(id);
      } else {
        long cost = random.nextLong(amount + 1);
        store.settle(id, cost);
        settled.addAndGet(cost);
      }
    }
    // What is left over is taken by pennies, so that the end is known.
    for (int i = 0;
        store.reserve(seed + "//" + i, turned, 50, LATER) instanceof Reservation.Granted;
        i++) {
      store.settle(seed + "//" + i, 50L);
      settled.addAndGet(50);
    }
  }
}
