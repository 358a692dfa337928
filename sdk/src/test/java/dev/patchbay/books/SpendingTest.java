package dev.patchbay.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.Account;
import dev.patchbay.attempt.Asked;
import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.BudgetStore;
import dev.patchbay.budget.Budgets;
import dev.patchbay.budget.Hold;
import dev.patchbay.budget.Period;
import dev.patchbay.budget.Reservation;
import dev.patchbay.budget.Standing;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.StoreException;
import dev.patchbay.price.ModelPrice;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Grade;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.Target;
import dev.patchbay.secret.Secret;
import dev.patchbay.store.cost.MemoryBudgets;
import dev.patchbay.testing.ManualClock;
import dev.patchbay.wire.Protocol;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A store that waits, read by an executor that runs when it is told to. */
class SpendingTest {
  private static final Budget DAY =
      Budget.of(BudgetScope.KEY, "*", new BigDecimal("0.01"), Period.DAY);
  private static final RouteQuery QUERY = RouteQuery.of("m");

  private final ManualClock clock = new ManualClock();
  private final Remote store = new Remote();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final Budgets budgets = new Budgets(List.of(DAY), false);
  private final Spending spending =
      new Spending(
          () -> budgets,
          store,
          clock,
          new StandingsView(() -> budgets, store, clock, waiting::add));

  /** Budgets somewhere else. */
  private static final class Remote implements BudgetStore {
    private final MemoryBudgets kept = new MemoryBudgets();
    private boolean broken;
    private int reads;

    private void check() {
      if (broken) {
        throw new StoreException("gone");
      }
    }

    @Override
    public Reservation reserve(String id, List<Hold> holds, long picoUsd, Instant expires) {
      check();
      return kept.reserve(id, holds, picoUsd, expires);
    }

    @Override
    public void settle(String id, Long picoUsd) {
      check();
      kept.settle(id, picoUsd);
    }

    @Override
    public void release(String id) {
      check();
      kept.release(id);
    }

    @Override
    public List<Standing> standings(List<Hold> holds) {
      check();
      reads++;
      return kept.standings(holds);
    }

    @Override
    public int expire(Instant now) {
      return kept.expire(now);
    }
  }

  /** A thousand tokens cost 0.001 USD in and out; an answer has at most 8,000. */
  private static Candidate candidate(boolean priced) {
    Provider provider = Catalogue.load().provider("openai").orElseThrow();
    TokenPrices prices = TokenPrices.of(BigDecimal.ONE, BigDecimal.ONE);
    ModelCard card =
        new ModelCard(
            "m",
            null,
            null,
            8_000,
            null,
            java.util.Set.of(),
            false,
            false,
            null,
            priced ? new ModelPrice(prices, List.of(), null, null, "test", "1") : null);
    Target target = new Target(provider, "m", card, Protocol.OPENAI_CHAT, Grade.LISTED, false);
    return new Candidate(
        target, Account.of("openai", "main", Secret.of("sk-not-a-real-key")), false, "");
  }

  private Share reserve(String id) {
    return spending.reserve(
        id,
        QUERY,
        candidate(true),
        new Asked.Typed(ChatRequest.of("m", "Hi")),
        0,
        Duration.ofMinutes(10));
  }

  private boolean over() {
    return spending.overBudget(QUERY, candidate(true).target(), "openai/main").isPresent();
  }

  private void read() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  private void spendElsewhere(String usd) {
    Hold today = DAY.at(clock.instant());
    store.kept.reserve("other " + usd, List.of(today), 0, Instant.MAX);
    store.kept.settle("other " + usd, new BigDecimal(usd).movePointRight(12).longValueExact());
  }

  @Test
  void aLookWaitsForNothingAndTellsWhatWasReadBefore() {
    spendElsewhere("0.01");
    assertFalse(over());
    assertEquals(0, store.reads);
    read();
    assertTrue(over());
    assertEquals(1, store.reads);
  }

  @Test
  void whatIsOnlyReservedPutsNobodyOut() {
    store.kept.reserve("other", List.of(DAY.at(clock.instant())), 10_000_000_000L, Instant.MAX);
    assertFalse(over());
    read();
    assertFalse(over());
    assertInstanceOf(Share.Refused.class, reserve("a"));
  }

  @Test
  void aNewDayIsNotJudgedByTheOldOne() {
    spendElsewhere("0.01");
    assertFalse(over());
    read();
    clock.advance(Duration.ofDays(1));
    assertFalse(over());
  }

  @Test
  void whatOthersHaveTakenMakesTheAnswerShorter() {
    Share.Granted whole = assertInstanceOf(Share.Granted.class, reserve("a"));
    assertNull(whole.maxOutput());
    Share.Granted rest = assertInstanceOf(Share.Granted.class, reserve("b"));
    assertEquals(2_000, rest.maxOutput());
    assertEquals("that is what the budget key:* (0.01 USD per day) leaves", rest.why());
    assertInstanceOf(Share.Refused.class, reserve("c"));
    spending.release("a");
    assertInstanceOf(Share.Granted.class, reserve("d"));
  }

  @Test
  void aStoreThatFailsLetsNothingThroughUnderABudget() {
    store.broken = true;
    Share.Refused refused = assertInstanceOf(Share.Refused.class, reserve("a"));
    assertEquals(FailureKind.NO_CAPACITY, refused.failure().kind());
    assertEquals(503, refused.failure().status());
    read();
    assertFalse(over());
  }

  @Test
  void aReservationNobodyEndsExpiresAnHourAfterItsCall() {
    reserve("a");
    clock.advance(Duration.ofMinutes(70).minusMillis(1));
    assertEquals(8_000_000_000L, spending.standings().get(0).reservedPicoUsd());
    clock.advance(Duration.ofMillis(1));
    assertEquals(8_000_000_000L, spending.standings().get(0).spentPicoUsd());
    assertEquals(0, spending.standings().get(0).reservedPicoUsd());
  }

  @Test
  void anUnknownPriceIsSaidAlsoBeforeAnythingIsTried() {
    assertTrue(
        spending
            .overBudget(QUERY, candidate(false).target(), "openai/main")
            .orElseThrow()
            .message()
            .contains("unknown-price: allow"));
  }
}
