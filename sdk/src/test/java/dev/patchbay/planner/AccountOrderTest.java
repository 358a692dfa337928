package dev.patchbay.planner;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.route.Strategy;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountOrderTest {
  private static PlanCase accounts(Strategy strategy, String accounts) {
    return PlanCase.given("openai accounts=" + accounts).strategy(strategy);
  }

  private static void tries(PlanCase some, String names) {
    String[] labels = names.split(" ");
    for (int i = 0; i < labels.length; i++) {
      labels[i] = "openai/" + labels[i] + " gpt-4o";
    }
    some.asks("gpt-4o").tries(labels);
  }

  @Test
  void sessionStaysAtTheAccountWithALiveSession() {
    tries(accounts(Strategy.SESSION, "a|b,session-1h|c"), "b a c");
    tries(accounts(Strategy.SESSION, "a,session-4h|b,session-1h|c"), "b a c");
  }

  @Test
  void aSessionEndsAfterFiveHours() {
    tries(accounts(Strategy.SESSION, "a|b,session-5h|c"), "a b c");
    tries(accounts(Strategy.SESSION, "a|b,session-299m|c"), "b a c");
  }

  @Test
  void sessionGivesWayToAFreeAccountOfStrictlyHigherPriority() {
    tries(accounts(Strategy.SESSION, "a,priority=1|b,session-1h,priority=1|c,priority=0"), "c b a");
    tries(
        accounts(Strategy.SESSION, "a,priority=1|b,session-1h,priority=1|c,priority=0,stated+1m"),
        "b a");
  }

  @Test
  void aSessionsAccountThatCoolsIsNotTried() {
    tries(accounts(Strategy.SESSION, "a|b,session-1h,max=1,busy=1"), "a");
  }

  @Test
  void priorityIsTheOrderOfNumbersThenOfConfiguration() {
    tries(
        accounts(Strategy.PRIORITY, "a,priority=2|b,session-1h,priority=1|c,priority=1"), "b c a");
  }

  @Test
  void roundRobinTakesTurns() {
    PlanCase turns = accounts(Strategy.ROUND_ROBIN, "a|b|c");
    tries(turns, "a b c");
    turns.signals.turn = 1;
    tries(turns, "b c a");
    turns.signals.turn = 5;
    tries(turns, "c a b");
  }

  @Test
  void leastUsedTakesTheOneWithTheFewestRequests() {
    tries(accounts(Strategy.LEAST_USED, "a,used=9|b,used=3|c,used=5"), "b c a");
    tries(accounts(Strategy.LEAST_USED, "a,busy=2|b,busy=1|c,busy=3"), "b a c");
  }

  @Test
  void drainSoonestTakesTheQuotaThatResetsFirst() {
    tries(accounts(Strategy.DRAIN_SOONEST, "a|b,resets+9h|c,resets+2h"), "c b a");
  }

  @Test
  void fastestTakesTheShortestTimeToFirstTokenAndUnknownOnesFirst() {
    tries(accounts(Strategy.FASTEST, "a,ttft=900|b,ttft=300|c"), "c b a");
  }

  @Test
  void weightedDrawsByWeight() {
    PlanCase drawn = accounts(Strategy.WEIGHTED, "a,weight=3|b,weight=1|c,weight=0");
    drawn.random = new SplittableRandom(11);
    int first = 0;
    for (int i = 0; i < 5_000; i++) {
      var candidates = drawn.asks("gpt-4o").plan().candidates();
      first += candidates.get(0).account().name().equals("a") ? 1 : 0;
      assertEquals("c", candidates.get(2).account().name());
    }
    assertEquals(0.75, first / 5_000.0, 0.02);
  }

  @Test
  void affinitySpreadsNewSessionsEvenlyAndKeepsEachAtItsAccount() {
    PlanCase spread = accounts(Strategy.SESSION_AFFINITY, "a|b|c|d");
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 4_000; i++) {
      spread.query.session = "session-" + i;
      String name = spread.asks("gpt-4o").plan().candidates().get(0).account().name();
      assertEquals(name, spread.asks("gpt-4o").plan().candidates().get(0).account().name());
      counts.merge(name, 1, Integer::sum);
    }
    counts.values().forEach(count -> assertEquals(1_000, count, 120));
    assertEquals(4, counts.size());
  }

  @Test
  void affinityReturnsToItsPinAndConsultsLiveHealth() {
    PlanCase pinned = accounts(Strategy.SESSION_AFFINITY, "a|b|c");
    pinned.query.session = "s1";
    for (String name : new String[] {"a", "b", "c"}) {
      pinned.signals.accountPins.put("local s1 openai", name);
      assertEquals(name, pinned.asks("gpt-4o").plan().candidates().get(0).account().name());
    }
    pinned.signals.set("openai/c", "stated+1m");
    assertEquals(2, pinned.asks("gpt-4o").plan().candidates().size());
  }

  @Test
  void aRequestHasOneTurnHoweverManyGroupsOfAccountsThereAre() {
    PlanCase turns = accounts(Strategy.ROUND_ROBIN, "a|b|c,priority=1|d,priority=1");
    turns.signals.turnStep = 1;
    tries(turns, "a b c d");
    tries(turns, "b a d c");
    tries(turns, "a b c d");
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void anOrderSurvivesSignalsThatChangeWhileItIsMade(Strategy strategy) {
    String names = IntStream.range(0, 200).mapToObj(i -> "a" + i).collect(joining("|"));
    PlanCase many = accounts(strategy, names);
    many.signals.restless = new SplittableRandom(5);
    for (int i = 0; i < 20; i++) {
      assertEquals(200, many.asks("gpt-4o").plan().candidates().size());
    }
  }
}
