package dev.patchbay.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.route.Candidate;
import dev.patchbay.route.RouteRule;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Protocol;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedListsTest {
  @Test
  void aProviderPinAsksOnlyThatProviderByItsGrades() {
    PlanCase.given("openai", "openrouter")
        .query(query -> query.providerPin = "openrouter")
        .asks("gpt-4o")
        .tries("openrouter/main openai/gpt-4o")
        .drops("openai NOT_NAMED");
  }

  @Test
  void aPinnedProviderGetsWhatItDoesNotKnowAsTyped() {
    PlanCase.given("openai", "anthropic")
        .query(query -> query.providerPin = "anthropic")
        .asks("gpt-4o")
        .tries("anthropic/main gpt-4o");
  }

  @Test
  void aPinAndTheSamePrefixAreThePinSaidTwice() {
    PlanCase.given("groq", "openai")
        .query(query -> query.providerPin = "groq")
        .asks("groq:llama-3.3-70b-versatile")
        .tries("groq/main llama-3.3-70b-versatile");
  }

  @Test
  void aPinToAProviderThatIsNotEnabledNamesTheVariable() {
    PlanCase.given("groq")
        .query(query -> query.providerPin = "together")
        .asks("x")
        .fails("NO_ROUTE 404", "TOGETHER_API_KEY", "TOGETHER_ENABLED");
  }

  @Test
  void aPinToAProviderThatIsOffSaysSo() {
    PlanCase.given("groq off", "openai")
        .query(query -> query.providerPin = "groq")
        .asks("llama-3.3-70b-versatile")
        .fails("NO_ROUTE 404", "GROQ_DISPATCH_MODE");
  }

  @Test
  void anAccountPinLeavesOneAccount() {
    PlanCase.given("openai accounts=a|b", "azure")
        .query(query -> query.accountPin = "openai/b")
        .asks("gpt-4o")
        .tries("openai/b gpt-4o")
        .drops("azure NOT_NAMED", "openai/a NOT_NAMED");
  }

  @Test
  void anAccountPinMayBeANameNobodyElseHas() {
    PlanCase pinned = PlanCase.given("openai accounts=a|b", "azure accounts=a").asks("gpt-4o");
    pinned.query(query -> query.accountPin = "b").tries("openai/b gpt-4o");
    pinned.asks("gpt-4o").query(query -> query.accountPin = "a").fails("PINNED_UNAVAILABLE 409");
  }

  @Test
  void anUnknownAccountIsPinnedUnavailable() {
    PlanCase.given("openai")
        .query(query -> query.accountPin = "openai/gone")
        .asks("gpt-4o")
        .fails("PINNED_UNAVAILABLE 409", "openai/gone");
  }

  @Test
  void aHardPinOnAnAccountToBeReauthorizedIsPinnedUnavailable() {
    PlanCase.given("openai accounts=a,reauth|b")
        .query(query -> query.accountPin = "openai/a")
        .asks("gpt-4o")
        .fails("PINNED_UNAVAILABLE 409");
  }

  @Test
  void aHardPinOnACoolingAccountIsNoCapacityWithItsTime() {
    PlanCase pinned =
        PlanCase.given("openai accounts=a,stated+90s|b")
            .query(query -> query.accountPin = "openai/a")
            .asks("gpt-4o")
            .fails("NO_CAPACITY 429");
    assertEquals(90, pinned.plan().failure().retryAfter().toSeconds());
  }

  @Test
  void aHardPinToAnObjectsProviderThatIsGoneIsPinnedUnavailable() {
    PlanCase.given("openai")
        .query(query -> query.providerPin = "gemini")
        .query(query -> query.hardPin = true)
        .asks("gemini-3.5-flash")
        .fails("PINNED_UNAVAILABLE 409");
  }

  @Test
  void aPinComesBeforeARuleAndARuleBeforeAnAliasAndAnAliasBeforeAPrefix() {
    PlanCase all =
        PlanCase.given("openai", "groq", "mistral", "anthropic")
            .rule("groq:ruled", "mistral:a")
            .alias("groq:ruled", "openai:b")
            .alias("groq:aliased", "openai:b");
    all.asks("groq:ruled").tries("mistral/main a");
    all.asks("groq:aliased").tries("openai/main b");
    all.asks("groq:plain").tries("groq/main plain");
    all.query(query -> query.providerPin = "anthropic");
    all.asks("groq:ruled").tries("anthropic/main groq:ruled");
  }

  @Test
  void theFirstRuleThatMatchesCounts() {
    PlanCase.given("openai", "groq")
        .rule("gpt-5*", "groq:one")
        .rule("gpt-*", "groq:two")
        .rule("gpt-4o", "groq:three")
        .asks("gpt-4o")
        .tries("groq/main two");
  }

  @Test
  void aRuleMatchesOnEverythingItStates() {
    RouteRule rule =
        new RouteRule(
            "gpt-*",
            "batch",
            "nightly",
            "acme",
            Protocol.OPENAI_CHAT,
            List.of(Capability.TOOLS),
            100,
            200,
            PlanCase.destinations("groq:cheap"));
    PlanCase ruled = PlanCase.given("openai", "groq").rule(rule);
    ruled.query(
        query -> {
          query.tags = List.of("batch", "x");
          query.caller = "nightly";
          query.tenant = "acme";
          query.client = Protocol.OPENAI_CHAT;
          query.needs = Set.of(Capability.TOOLS, Capability.VISION);
          query.tokens = 200;
        });
    ruled.asks("gpt-4o").tries("groq/main cheap");
    assertUnmatched(ruled, query -> query.tags = List.of("x"), q -> q.tags = List.of("batch"));
    assertUnmatched(ruled, query -> query.caller = null, q -> q.caller = "nightly");
    assertUnmatched(ruled, query -> query.tenant = "local", q -> q.tenant = "acme");
    assertUnmatched(ruled, query -> query.client = null, q -> q.client = Protocol.OPENAI_CHAT);
    assertUnmatched(
        ruled, query -> query.needs = Set.of(), q -> q.needs = Set.of(Capability.TOOLS));
    assertUnmatched(ruled, query -> query.tokens = 99, q -> q.tokens = 100);
    assertUnmatched(ruled, query -> query.tokens = 201, q -> q.tokens = 150);
    ruled.asks("o3").tries("openai/main o3");
  }

  private static void assertUnmatched(
      PlanCase ruled,
      java.util.function.Consumer<QueryLine> change,
      java.util.function.Consumer<QueryLine> back) {
    ruled.query(change).asks("gpt-4o").tries("openai/main gpt-4o");
    ruled.query(back).asks("gpt-4o").tries("groq/main cheap");
  }

  @Test
  void aRulesTargetsAreDrawnByWeight() {
    PlanCase ruled =
        PlanCase.given("openai", "azure").rule("gpt-*", "azure:gpt-4o*9", "openai:gpt-4o");
    int azure = 0;
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      var plan =
          Planner.plan(
              ruled.asks("gpt-4o").routeQuery(),
              ruled.tables(),
              ruled.signals,
              PlanCase.NOW,
              random);
      assertEquals(2, plan.candidates().size());
      azure += plan.candidates().get(0).account().provider().equals("azure") ? 1 : 0;
    }
    assertEquals(0.9, azure / 10_000.0, 0.02);
  }

  @Test
  void aWeightedRuleKeepsItsDrawPerExplicitSession() {
    PlanCase ruled =
        PlanCase.given("openai", "azure").rule("gpt-*", "azure:gpt-4o", "openai:gpt-4o");
    Set<String> all = new HashSet<>();
    for (int session = 0; session < 50; session++) {
      Set<String> firsts = new HashSet<>();
      for (int seed = 0; seed < 5; seed++) {
        ruled.query.session = "s" + session;
        ruled.random = new SplittableRandom(seed);
        Candidate first = ruled.asks("gpt-4o").plan().candidates().get(0);
        firsts.add(first.account().provider());
      }
      assertEquals(1, firsts.size(), "session " + session);
      all.addAll(firsts);
    }
    assertEquals(2, all.size());
  }

  @Test
  void aRulesTargetsAndAnAliassFirstAreWhatWasAskedAndLaterOnesAreNot() {
    PlanCase named =
        PlanCase.given("openai", "groq", "openrouter")
            .rule("ruled", "groq:x", "openai:y")
            .alias("fast", "openai:gpt-4o", "openrouter:openai/gpt-4o", "groq:llama-x");
    named.asks("ruled").plan().candidates().forEach(c -> assertFalse(c.target().substitution()));
    List<Candidate> fast = named.asks("fast").plan().candidates();
    assertFalse(fast.get(0).target().substitution());
    assertFalse(fast.get(1).target().substitution());
    assertTrue(fast.get(2).target().substitution());
  }

  @Test
  void anExactAliasComesBeforeAGlobAndLaterTargetsAreFallbacks() {
    PlanCase.given("openai", "groq", "anthropic")
        .alias("claude-*", "anthropic:claude-sonnet-4-5")
        .alias("claude-fast", "groq:a", "openai:b")
        .asks("claude-fast")
        .tries("groq/main a", "openai/main b");
  }

  @Test
  void aClosedListIsNotWidenedByModesTiersOrFallbacks() {
    PlanCase.given("gemini exclusive", "groq pooled", "anthropic fallback")
        .defaultProvider("gemini")
        .alias("fast", "groq:llama")
        .asks("fast")
        .tries("groq/main llama")
        .drops("gemini NOT_NAMED", "anthropic NOT_NAMED");
  }

  @Test
  void offHoldsForClosedListsToo() {
    PlanCase.given("groq off", "openai")
        .alias("fast", "groq:llama", "openai:gpt-4o-mini")
        .asks("fast")
        .tries("openai/main gpt-4o-mini")
        .drops("groq OFF");
  }

  @ParameterizedTest
  @CsvSource({
    // split at the first colon, the rest as typed
    "groq:a:b, groq/main a:b",
    "ollama:llama3:70b, ollama/main llama3:70b",
    // a whole name somebody lists is no prefix
    "groq:special, lab/main groq:special",
    // with a local server the prefix yields to names with tags
    "mistral:7b, ollama/main mistral:7b",
    "mistral:mistral-small-latest, mistral/main mistral-small-latest",
    // a slash is a prefix only where nobody takes or knows the whole name
    "groq/llama-x, groq/main llama-x",
    "openai/gpt-oss-120b, groq/main openai/gpt-oss-120b",
  })
  void prefixes(String model, String label) {
    boolean ollama = model.startsWith("mistral") || model.startsWith("ollama");
    String[] lines =
        ollama
            ? new String[] {"ollama", "mistral"}
            : new String[] {"groq", "lab models=groq:special"};
    PlanCase.given(lines).asks(model).tries(label);
  }

  @Test
  void aSlashIsPartOfTheNameWhereSomebodyTakesEveryName() {
    PlanCase.given("groq", "openrouter").asks("groq/llama-x").tries("openrouter/main groq/llama-x");
    PlanCase.given("groq", "lab catch-all=true")
        .asks("groq/llama-x")
        .tries("lab/main groq/llama-x");
  }

  @Test
  void aSlashIsPartOfTheNameWhereSomebodyKnowsItAsTheSame() {
    PlanCase.given("anthropic", "groq")
        .asks("anthropic/claude-3.5-sonnet")
        .tries("anthropic/main claude-3-5-sonnet-20241022");
  }

  @Test
  void aGlobForEverythingTakesNoPrefixAway() {
    PlanCase.given("groq", "lab models=*").asks("groq:llama-x").tries("groq/main llama-x");
  }

  @ParameterizedTest
  @CsvSource({
    // a tag after a colon is a local server's
    "mistral:7b, ollama/main mistral:7b",
    "mistral:latest, ollama/main mistral:latest",
    "mistral:instruct, ollama/main mistral:instruct",
    "mistral:v0.3, ollama/main mistral:v0.3",
    "mistral:7b-instruct-v0.2-q4_K_M, ollama/main mistral:7b-instruct-v0.2-q4_K_M",
    "deepseek:1.3b, ollama/main deepseek:1.3b",
    // whatever is no tag goes to whom the prefix names, listed or not
    "mistral:some-new-model, mistral/main some-new-model",
    "groq:some-new-model, groq/main some-new-model",
    "groq:llama-99-70b, groq/main llama-99-70b",
    "groq:a:b:7b, groq/main a:b:7b",
    "groq::, groq/main :",
    // a slash is part of the names of local servers
    "groq/some-new-model, ollama/main groq/some-new-model",
    "mistral/mistral-small-latest, mistral/main mistral-small-latest",
    "ollama:mistral:some, ollama/main mistral:some",
  })
  void withALocalServerAPrefixYieldsToTagsOnly(String model, String label) {
    PlanCase.given("ollama", "mistral", "groq").asks(model).tries(label);
  }

  @Test
  void aNewModelOfAProviderThatIsNotEnabledIsNotSentToALocalServer() {
    PlanCase.given("ollama").asks("groq:some-new-model").fails("NO_ROUTE 404", "GROQ_API_KEY");
  }

  @Test
  void aForeignGlobTakesNoListedNameAwayFromItsProvider() {
    PlanCase.given("groq", "lab models=groq:special|foo-*")
        .asks("groq:special")
        .tries("lab/main groq:special");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "**",
        ":",
        "/",
        "a:",
        ":a",
        "\u0000",
        "groq:",
        "\ud800",
        "gpt-4o\n",
        "[a-z]+(",
        "\u202e"
      })
  void noNameThrowsAndNoneForgesALine(String model) {
    for (String name : List.of(model, model + "x".repeat(10_000), "groq:" + model)) {
      String text =
          PlanCase.given("openai", "groq", "ollama off")
              .alias("a*", "openai:x")
              .asks(name)
              .plan()
              .toString();
      assertFalse(text.indexOf('\u0000') >= 0 || text.indexOf('\u202e') >= 0, text);
      assertTrue(text.length() < 2_000, text);
      text.lines().skip(1).forEach(line -> assertTrue(line.startsWith("  "), line));
    }
  }

  @Test
  void aRequestWithAStoredFileGoesToOneProviderOnly() {
    PlanCase.given("openai accounts=a|b", "openrouter", "azure fallback")
        .query(query -> query.hardPin = true)
        .asks("gpt-4o")
        .tries("openai/a gpt-4o", "openai/b gpt-4o")
        .drops("openrouter NOT_NAMED", "azure NOT_NAMED");
  }

  @ParameterizedTest
  @CsvSource({
    "'a,stated+1m', NO_CAPACITY 429",
    "'a,paused', PINNED_UNAVAILABLE 409",
    "'a,reauth', PINNED_UNAVAILABLE 409",
  })
  void aStoredFileIsNotSentElsewhereWhileItsProviderIsOut(String accounts, String answer) {
    PlanCase.given("openai accounts=" + accounts, "openrouter accounts=x,guess+1s")
        .query(query -> query.hardPin = true)
        .asks("gpt-4o")
        .fails(answer);
  }
}
