package dev.patchbay.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.route.Strategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices are gpt-4o's: 2.50 USD per million tokens of input, 1.25 for a cache read. */
class StayOrderTest {
  private static PlanCase session(String accounts, long tokens) {
    PlanCase made =
        PlanCase.given("openai accounts=" + accounts)
            .strategy(Strategy.STAY_BY_COST)
            .asks("gpt-4o")
            .query(query -> query.session = "s1")
            .query(query -> query.tokens = tokens);
    made.signals.accountPins.put("local s1 openai", "b");
    return made;
  }

  private static String order(PlanCase some) {
    return String.join(
        " ", some.plan().candidates().stream().map(one -> one.account().name()).toList());
  }

  /** Waiting costs 0.01 USD a second; 8,000 tokens read from the cache save exactly that. */
  @ParameterizedTest(name = "{0} tokens, {1} ms here and {2} ms there: {3}")
  @CsvSource({
    "8000, 0, 0, b a c",
    "8000, 900, 0, b a c",
    "8000, 0, 900, b a c",
    "8000, 1300, 400, b a c",
    "8000, 1399, 400, b a c",
    "8000, 1400, 400, a b c",
    "8000, 1500, 400, a b c",
    "16000, 2300, 400, b a c",
    "16000, 2500, 400, a b c",
    "100000, 9000, 400, b a c",
    "1023, 0, 0, a c b",
    "1024, 0, 0, b a c",
    "1024, 400, 300, b a c",
    "1024, 600, 300, a b c",
  })
  void staysWhileTheCachedTokensAreWorthMoreThanTheWait(
      long tokens, int here, int there, String expected) {
    String accounts = "a,used=1,ttft=" + there + "|b,used=9,ttft=" + here + "|c,used=2";
    assertEquals(expected, order(session(accounts, tokens)));
  }

  @Test
  void aColdCacheKeepsNobody() {
    PlanCase cold = session("a,used=1|b,used=9", 50_000);
    cold.signals.sinceServed = StayOrder.WARM;
    assertEquals("a b", order(cold));
    PlanCase warm = session("a,used=1|b,used=9", 50_000);
    warm.signals.sinceServed = StayOrder.WARM.minus(Duration.ofMillis(1));
    assertEquals("b a", order(warm));
  }

  @Test
  void aNewSessionGoesToTheAccountWithTheFewestRequests() {
    PlanCase fresh = session("a,used=5|b,used=9|c,used=3", 50_000);
    fresh.query.session = "s2";
    assertEquals("c a b", order(fresh));
    fresh.query.session = null;
    assertEquals("c a b", order(fresh.asks("gpt-4o")));
  }

  @Test
  void aFreeAccountOfHigherPriorityWinsWhateverIsCached() {
    assertEquals("a b", order(session("a,priority=0,used=9|b,priority=1,used=1", 90_000)));
  }

  @Test
  void aModelWithoutAPriceOfCacheReadsKeepsNobody() {
    PlanCase unknown =
        PlanCase.given("openai models=mine accounts=a,used=1|b,used=9")
            .strategy(Strategy.STAY_BY_COST)
            .asks("mine")
            .query(query -> query.session = "s1")
            .query(query -> query.tokens = 50_000);
    unknown.signals.accountPins.put("local s1 openai", "b");
    assertEquals("a b", order(unknown));
    assertEquals(0, unknown.plan().notes().size());
  }

  @Test
  void thePlanSaysTheAmounts() {
    assertEquals(
        "[the session stays at openai/b: about 8000 cached tokens worth 0.01 USD, waiting there"
            + " costs 0.009 USD more than at openai/a]",
        session("a,used=1,ttft=400|b,ttft=1300,used=9", 8_000).plan().notes().toString());
    assertEquals(
        "[the session need not stay at openai/b: about 8000 cached tokens worth 0.01 USD, waiting"
            + " there costs 0.02 USD more than at openai/a]",
        session("a,used=1,ttft=400|b,ttft=2400,used=9", 8_000).plan().notes().toString());
  }

  @Test
  void aSessionWhoseAccountCoolsIsToldWhatThatCosts() {
    PlanCase moved = session("a|b,stated+1m", 8_000);
    moved.signals.accountPins.put("local s1 openai", "openai/b");
    assertEquals("a", order(moved));
    assertEquals(
        "[the session leaves openai/b: about 8000 cached tokens worth 0.01 USD are lost]",
        moved.plan().notes().toString());
  }
}
