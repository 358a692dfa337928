package dev.patchbay.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.Account;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Plan;
import dev.patchbay.route.RouteTables;
import dev.patchbay.route.Strategy;
import dev.patchbay.route.Substitution;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Protocol;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every plan. */
class PlannerLawsTest {
  private static final String SONNET = "claude-3-5-sonnet-20241022";
  private static final int PLANS = 10_000;

  /** A random whose doubles are always the same. */
  static RandomGenerator always(double value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public double nextDouble() {
        return value;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "gemini accounts=a|b|c, anthropic pooled, 0.25",
    "gemini accounts=a, anthropic pooled, 0.5",
    "gemini accounts=a|b|c, anthropic pooled weight=3, 0.5",
    "'gemini accounts=a,weight=4|b,weight=5', anthropic pooled, 0.1",
    "'gemini accounts=a|b,paused|c,stated+1h', anthropic pooled, 0.5",
    "gemini accounts=a|b|c, 'anthropic pooled accounts=a|b,stated+1h', 0.25",
  })
  void poolsByWeightWithinTwoPercent(String standing, String pooled, double share) {
    PlanCase drawn = PlanCase.given(standing, pooled).asks(SONNET);
    assertEquals(share, shareOfFirst(drawn, "anthropic"), 0.02);
  }

  @Test
  void drawsTheRestWithoutReplacement() {
    PlanCase drawn =
        PlanCase.given("gemini accounts=a|b", "anthropic pooled", "groq pooled weight=5")
            .asks(SONNET);
    Map<String, Integer> orders = new HashMap<>();
    for (Plan plan : plans(drawn)) {
      Set<String> seen = new HashSet<>();
      StringBuilder order = new StringBuilder();
      for (Candidate candidate : plan.candidates()) {
        if (seen.add(candidate.target().provider().id())) {
          order.append(candidate.target().provider().id()).append(' ');
        }
      }
      orders.merge(order.toString(), 1, Integer::sum);
    }
    // groq first: 5 of 8; of the rest gemini before anthropic: 2 of 3.
    assertEquals(5 / 8.0 * 2 / 3, orders.get("groq gemini anthropic ") / (double) PLANS, 0.02);
    assertEquals(6, orders.size());
  }

  private static double shareOfFirst(PlanCase drawn, String provider) {
    long hits =
        plans(drawn).stream()
            .filter(plan -> plan.candidates().get(0).target().provider().id().equals(provider))
            .count();
    return hits / (double) PLANS;
  }

  private static List<Plan> plans(PlanCase drawn) {
    RouteTables tables = drawn.tables();
    SplittableRandom random = new SplittableRandom(42);
    return IntStream.range(0, PLANS)
        .mapToObj(
            i -> Planner.plan(drawn.routeQuery(), tables, drawn.signals, PlanCase.NOW, random))
        .toList();
  }

  @Test
  void equalSeedsGiveEqualPlans() {
    for (int seed = 0; seed < 500; seed++) {
      PlanCase one = anyCase(seed);
      PlanCase other = anyCase(seed);
      assertEquals(one.plan(), other.plan(), "seed " + seed);
    }
  }

  @Test
  void everyPlanKeepsTheLaws() {
    int routed = 0;
    for (int seed = 0; seed < 6_000; seed++) {
      PlanCase some = anyCase(seed);
      Plan plan = some.plan();
      keepsTheLaws(some, plan, "seed " + seed + "\n" + plan);
      routed += plan.candidates().isEmpty() ? 0 : 1;
    }
    assertTrue(routed > 1_500 && routed < 5_500, "a one-sided generator proves nothing: " + routed);
  }

  private static void keepsTheLaws(PlanCase some, Plan plan, String text) {
    RouteTables tables = some.tables();
    Set<String> tried = new HashSet<>();
    Set<String> accounts = new HashSet<>();
    for (Candidate candidate : plan.candidates()) {
      Provider provider = candidate.target().provider();
      assertTrue(tried.add(candidate.label()), text);
      accounts.add(candidate.account().alias());
      assertFalse(provider.mode() == DispatchMode.OFF, text);
      assertFalse(some.signals.state(candidate.account()).paused(), text);
      assertTrue(tables.spoken().contains(candidate.target().protocol()), text);
      assertTrue(provider.protocols().containsKey(candidate.target().protocol()), text);
      String pin = some.query.providerPin;
      assertTrue(pin == null || pin.equals(provider.id()), text);
      String account = some.query.accountPin;
      assertTrue(account == null || account.equals(candidate.account().alias()), text);
    }
    for (Provider provider :
        namesNoModel(plan) ? List.<Provider>of() : tables.providers().enabled()) {
      for (Account account : tables.accountsOf(provider.id())) {
        assertTrue(accounts.contains(account.alias()) || isDropped(plan, account), text);
      }
    }
    onlyNamedWhereAListIsClosed(plan, text);
    assertTrue(some.routeQuery().equals(plan.query()), text);
  }

  private static boolean namesNoModel(Plan plan) {
    return plan.query().model().isEmpty();
  }

  private static boolean isDropped(Plan plan, Account account) {
    return plan.dropped().stream()
        .anyMatch(
            drop ->
                drop.provider().equals(account.provider())
                    && (drop.account() == null || drop.account().equals(account.alias())));
  }

  private static void onlyNamedWhereAListIsClosed(Plan plan, String text) {
    Set<String> others = new HashSet<>();
    plan.dropped().stream()
        .filter(drop -> drop.reason() == DropReason.NOT_NAMED && drop.account() == null)
        .forEach(drop -> others.add(drop.provider()));
    for (Candidate candidate : plan.candidates()) {
      assertFalse(others.contains(candidate.target().provider().id()), text);
    }
  }

  private static final String[] IDS = {
    "gemini", "anthropic", "openai", "groq", "openrouter", "ollama", "mistral", "lab", "lab2"
  };
  private static final String[] MODES = {"", "", "", "off", "exclusive", "pooled", "fallback"};
  private static final String[] STATES = {
    "",
    "",
    "",
    "",
    ",paused",
    ",reauth",
    ",stated+10m",
    ",guess+30s",
    ",circuit+20s",
    ",max=1,busy=1",
    ",due+1h",
    ",parked=gpt-4o",
    ",broke",
    ",priority=2",
    ",weight=0",
    ",overloaded+5s"
  };
  private static final String[] MODELS = {
    SONNET,
    "gpt-4o",
    "gpt-99",
    "claude-haiku-9",
    "mistral:7b",
    "llama3:70b",
    "groq:llama-x",
    "fast",
    "together:x",
    "anthropic/claude-3.5-sonnet",
    "foo/bar",
    "nonsense",
    "ruled",
    "",
    "groq/llama",
    "mistral:mistral-small-latest",
    ":",
    "/",
    "a:",
    "lab:lab",
    "gemini-3.5-flash"
  };

  private static PlanCase anyCase(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] lines =
        IntStream.range(0, IDS.length)
            .filter(i -> random.nextInt(3) == 0)
            .mapToObj(i -> line(IDS[i], random))
            .toArray(String[]::new);
    PlanCase some = PlanCase.given(lines);
    some.random = random;
    some.strategy(one(Strategy.values(), random)).substitution(one(Substitution.values(), random));
    some.alias("fast", "groq:llama-3.3-70b-versatile", "openai:gpt-4o", "lab:x", "lab:x");
    some.rule("ruled*", "openai:gpt-4o*2", "anthropic:" + SONNET + "*0", "together:x");
    if (random.nextInt(4) == 0) {
      some.defaultProvider(one(IDS, random));
    }
    if (random.nextInt(4) == 0) {
      some.spoken(Protocol.ANTHROPIC_MESSAGES);
    }
    some.query(query -> ask(query, random));
    return some;
  }

  private static void ask(QueryLine query, SplittableRandom random) {
    query.model = one(MODELS, random);
    query.client = random.nextBoolean() ? null : one(Protocol.values(), random);
    query.tokens = random.nextInt(3) == 0 ? random.nextLong(2_000_000) : 10;
    query.needs = random.nextInt(3) == 0 ? EnumSet.of(one(Capability.values(), random)) : Set.of();
    query.session = random.nextBoolean() ? null : "s" + random.nextInt(3);
    query.explicit = random.nextBoolean();
    query.providerPin = random.nextInt(8) == 0 ? one(IDS, random) : null;
    query.accountPin = random.nextInt(8) == 0 ? one(IDS, random) + "/a" : null;
    query.hardPin = random.nextInt(8) == 0;
    query.allowed = random.nextInt(8) == 0 ? List.of("gpt-*", "fast") : List.of();
  }

  private static String line(String id, SplittableRandom random) {
    StringBuilder line = new StringBuilder(id).append(' ').append(one(MODES, random));
    line.append(random.nextInt(4) == 0 ? " tiers=s|m|b" : "");
    line.append(random.nextInt(4) == 0 ? " models=lab|gpt-*|x~1000~tools" : "");
    line.append(random.nextInt(6) == 0 ? " catch-all=" + random.nextBoolean() : "");
    line.append(" priority=")
        .append(random.nextInt(3))
        .append(" weight=")
        .append(random.nextInt(3));
    if (random.nextInt(10) == 0) {
      return line.append(" accounts=-").toString();
    }
    line.append(" accounts=a").append(one(STATES, random));
    for (int i = random.nextInt(3); i > 0; i--) {
      line.append('|').append("b").append(i).append(one(STATES, random));
    }
    return line.toString();
  }

  private static <T> T one(T[] values, SplittableRandom random) {
    return values[random.nextInt(values.length)];
  }
}
