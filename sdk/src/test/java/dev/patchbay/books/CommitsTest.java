package dev.patchbay.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.failure.StoreException;
import dev.patchbay.price.Cost;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ledger that fails, hangs and comes back. */
@Timeout(30)
class CommitsTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Troubled ledger = new Troubled();
  private final List<RouteEvent> events = new CopyOnWriteArrayList<>();
  private Commits commits = commits(SHORT);

  private Commits commits(Duration wait) {
    return new Commits(ledger, new Backlog(events::add, Clock.systemUTC()), wait);
  }

  /** Does what a test wants of it. */
  private static final class Troubled implements Ledger {
    final Set<String> written = ConcurrentHashMap.newKeySet();
    final CountDownLatch back = new CountDownLatch(1);
    volatile boolean fails;
    volatile boolean hangs;
    volatile boolean waits = true;

    @Override
    public void open(LedgerEntry entry) {}

    @Override
    public void close(LedgerEntry entry, String reservation) {
      if (fails) {
        throw new StoreException("disk full", null);
      }
      if (hangs) {
        await(back);
      }
      written.add(entry.requestId());
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new StoreException("interrupted", e);
      }
    }

    @Override
    public void drop(LedgerEntry entry, String reservation) {}

    @Override
    public boolean waits() {
      return waits;
    }
  }

  private static Closing row(String id) {
    LedgerEntry entry =
        new LedgerEntry(
            id,
            1,
            Instant.EPOCH,
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
            new Cost(7_000_000L, "catalogue", "1"),
            Duration.ZERO,
            null,
            LedgerState.COMPLETE);
    return new Closing(entry, null);
  }

  @AfterEach
  void close() {
    ledger.back.countDown();
    ledger.fails = false;
    commits.close();
  }

  private static void eventually(BooleanSupplier holds) {
    while (!holds.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private List<Boolean> heard() {
    return events.stream()
        .map(event -> assertInstanceOf(RouteEvent.LedgerChanged.class, event).degraded())
        .toList();
  }

  @Test
  void aRowIsWrittenWhenTheCommitReturns() {
    commits.commit(row("a"));
    assertEquals(Set.of("a"), ledger.written);
    assertEquals(LedgerHealth.GOOD, commits.health());
  }

  @Test
  void aRowOfALedgerThatFailsWaitsAndIsWrittenWhenItIsBack() {
    ledger.fails = true;
    commits.commit(row("a"));
    LedgerHealth health = commits.health();
    assertTrue(health.degraded());
    assertEquals(1, health.waiting());
    assertTrue(health.reason().contains("disk full"), health::toString);
    ledger.fails = false;
    eventually(() -> !commits.health().degraded());
    assertEquals(Set.of("a"), ledger.written);
    eventually(() -> heard().equals(List.of(true, false)));
  }

  @Test
  void aRowIsStillWrittenAtOnceIfOnlyTheOnesBeforeItFailed() {
    ledger.fails = true;
    commits.commit(row("a"));
    ledger.fails = false;
    commits.commit(row("b"));
    assertTrue(ledger.written.contains("b"));
  }

  @Test
  void aLedgerThatHangsHoldsAnAnswerNoLongerThanItsLimit() {
    ledger.hangs = true;
    long started = System.nanoTime();
    commits.commit(row("a"));
    assertTrue(System.nanoTime() - started >= SHORT.toNanos());
    assertTrue(commits.health().degraded());
    assertTrue(commits.health().reason().contains("did not answer"));
  }

  @Test
  void onceItHangsAnswersDoNotWaitForItOneAfterAnother() {
    commits.close();
    commits = commits(Duration.ofSeconds(1));
    ledger.hangs = true;
    commits.commit(row("a"));
    long started = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      commits.commit(row("b" + i));
    }
    assertTrue(System.nanoTime() - started < TimeUnit.SECONDS.toNanos(1));
    assertEquals(101, commits.health().waiting());
  }

  @Test
  void whatWaitedIsWrittenOnceTheLedgerHangsNoMore() {
    ledger.hangs = true;
    commits.commit(row("a"));
    commits.commit(row("b"));
    ledger.hangs = false;
    ledger.back.countDown();
    eventually(() -> !commits.health().degraded());
    assertEquals(Set.of("a", "b"), ledger.written);
    commits.commit(row("c"));
    assertTrue(ledger.written.contains("c"));
  }

  @Test
  void aLedgerThatHangsForEverTakesFewThreads() {
    ledger.hangs = true;
    commits.commit(row("a"));
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    while (System.nanoTime() < until) {
      commits.commit(row("b"));
      Thread.onSpinWait();
      if (commits.health().waiting() > 100) {
        break;
      }
    }
    long threads =
        Thread.getAllStackTraces().entrySet().stream()
            .filter(thread -> thread.getKey().getName().startsWith("patchbay-ledger-"))
            .filter(thread -> java.util.Arrays.toString(thread.getValue()).contains("Troubled"))
            .count();
    assertTrue(threads <= 4 + 1, "threads: " + threads);
  }

  @Test
  void anInterruptedCallerWaitsForItsRowAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    commits.commit(row("a"));
    assertTrue(Thread.interrupted());
    assertEquals(Set.of("a"), ledger.written);
    assertFalse(commits.health().degraded());
  }

  @Test
  void whatDoesNotFitIsCountedAsLost() {
    ledger.waits = false;
    ledger.fails = true;
    for (int i = 0; i < Backlog.MOST + 3; i++) {
      commits.commit(row("r" + i));
    }
    assertEquals(Backlog.MOST, commits.health().waiting());
    assertEquals(3, commits.health().lost());
    ledger.fails = false;
    eventually(() -> !commits.health().degraded());
    assertEquals(Backlog.MOST, ledger.written.size());
    assertEquals(3, commits.health().lost());
  }

  @Test
  void theCloseWritesWhatWaits() {
    ledger.fails = true;
    commits.commit(row("a"));
    ledger.fails = false;
    commits.close();
    assertEquals(Set.of("a"), ledger.written);
    assertEquals(0, commits.health().lost());
  }

  @Test
  void whatCannotBeWrittenAtTheCloseIsLostAndSaid() {
    ledger.fails = true;
    commits.commit(row("a"));
    commits.close();
    assertEquals(new LedgerHealth(false, 0, 1, commits.health().reason()), commits.health());
    commits.commit(row("b"));
    assertEquals(2, commits.health().lost());
  }

  @Test
  void aLostRowIsLoggedWithItsCost() {
    assertEquals("a attempt 1 at one/main, COMPLETE, cost 0.000007 USD", row("a").toString());
  }
}
