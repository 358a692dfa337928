package dev.patchbay.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.wire.Protocol;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModesTest {
  private static final String SONNET = "claude-3-5-sonnet-20241022";

  @Test
  void anUnsetModeIsFallback() {
    PlanCase.given("anthropic", "gemini")
        .defaultProvider("gemini")
        .asks(SONNET)
        .tries("gemini/main gemini-3.5-flash", "anthropic/main " + SONNET);
  }

  @Test
  void theOnlyProviderWithoutAModeIsTheDefault() {
    PlanCase.given("anthropic fallback", "gemini", "groq fallback")
        .asks(SONNET)
        .tries(
            "gemini/main gemini-3.5-flash",
            "anthropic/main " + SONNET,
            "groq/main llama-3.3-70b-versatile");
  }

  @Test
  void aConfiguredDefaultGoesBeforeTheOnlyOneWithoutAMode() {
    PlanCase.given("anthropic fallback", "gemini", "groq fallback")
        .defaultProvider("anthropic")
        .asks(SONNET)
        .tries("anthropic/main " + SONNET, "groq/main llama-3.3-70b-versatile")
        .drops("gemini SUBSTITUTION_NOT_ENABLED");
  }

  @Test
  void aDefaultThatIsNotEnabledIsNoted() {
    PlanCase.given("openai")
        .defaultProvider("gemini")
        .asks("gpt-4o")
        .plans(
            """
            1. openai/main gpt-4o [openai-chat, listed] default provider
            note: default-provider gemini is not enabled
            """);
  }

  @Test
  void offIsNever() {
    PlanCase.given("openai off", "openrouter")
        .asks("gpt-4o")
        .tries("openrouter/main openai/gpt-4o")
        .drops("openai OFF");
  }

  @Test
  void anExclusiveNativeBeatsAnExclusiveOneOfTheProtocol() {
    PlanCase.given("groq exclusive priority=1", "anthropic exclusive priority=9")
        .query(query -> query.client = Protocol.OPENAI_CHAT)
        .asks(SONNET)
        .tries("anthropic/main " + SONNET)
        .drops("groq EXCLUSIVE_ELSEWHERE");
  }

  @Test
  void amongExclusiveNativesThePriorityDecides() {
    PlanCase.given("openai exclusive priority=9", "azure exclusive priority=1")
        .asks("gpt-4o")
        .tries("azure/main gpt-4o");
  }

  @Test
  void anExclusiveProvidersAccountsRotateAndItsErrorIsReturned() {
    PlanCase.given("openai exclusive accounts=a|b", "azure", "openrouter pooled")
        .asks("gpt-4o")
        .tries("openai/a gpt-4o", "openai/b gpt-4o");
    PlanCase.given("openai exclusive accounts=a,stated+1m", "azure", "openrouter pooled")
        .asks("gpt-4o")
        .fails("NO_CAPACITY 429");
  }

  @Test
  void anExclusiveProviderThatDoesNotMatchTakesNoPart() {
    PlanCase.given("groq exclusive", "anthropic", "gemini")
        .query(query -> query.client = Protocol.ANTHROPIC_MESSAGES)
        .asks(SONNET)
        .tries("anthropic/main " + SONNET)
        .drops("gemini SUBSTITUTION_NOT_ENABLED", "groq NOT_SERVED");
  }

  @Test
  void anExclusiveProviderMatchesATypedCallByItsTier() {
    PlanCase.given("groq exclusive", "anthropic")
        .asks("claude-sonnet-99-x")
        .tries("groq/main llama-3.3-70b-versatile");
  }

  @Test
  void fallbacksComeByPriorityThenGradeThenConfiguration() {
    PlanCase.given(
            "lab models=gpt-4o fallback",
            "openrouter fallback",
            "openai fallback",
            "azure fallback priority=1",
            "lab2 models=gpt-4o fallback")
        .asks("gpt-4o")
        .tries(
            "azure/main gpt-4o",
            "lab/main gpt-4o",
            "openai/main gpt-4o",
            "lab2/main gpt-4o",
            "openrouter/main openai/gpt-4o");
  }

  @Test
  void withoutADefaultTheNativesAreOneSlotAndNeverDrawnAmongThemselves() {
    PlanCase slot =
        PlanCase.given("openrouter", "openai priority=5 accounts=a|b|c", "azure pooled weight=4");
    Set<String> orders = new HashSet<>();
    int azureFirst = 0;
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 5_000; i++) {
      slot.asks("gpt-4o").random = random;
      StringBuilder order = new StringBuilder();
      slot.plan().candidates().forEach(c -> order.append(c.account().alias()).append(' '));
      orders.add(order.toString());
      azureFirst += order.indexOf("azure") == 0 ? 1 : 0;
    }
    assertEquals(
        Set.of(
            "azure/main openai/a openai/b openai/c openrouter/main ",
            "openai/a openai/b openai/c openrouter/main azure/main "),
        orders);
    assertEquals(0.5, azureFirst / 5_000.0, 0.03);
  }

  @Test
  void aHashOfTheFirstMessageNeverSkipsTheDraw() {
    PlanCase hashed =
        PlanCase.given("gemini accounts=a|b|c", "anthropic pooled")
            .signals(signals -> signals.providerPins.put("local s1", "anthropic"));
    hashed.query.session = "s1";
    hashed.query.explicit = false;
    hashed.random = PlannerLawsTest.always(0);
    hashed
        .asks(SONNET)
        .tries(
            "gemini/a gemini-3.5-flash",
            "gemini/b gemini-3.5-flash",
            "gemini/c gemini-3.5-flash",
            "anthropic/main " + SONNET);
  }

  @Test
  void aSessionIsDrawnAnewWhileItsProviderHasNoAvailableAccount() {
    PlanCase.given("gemini", "anthropic pooled accounts=a,stated+1m")
        .query(query -> query.session = "s1")
        .signals(signals -> signals.providerPins.put("local s1", "anthropic"))
        .asks(SONNET)
        .tries("gemini/main gemini-3.5-flash")
        .drops("anthropic/a COOLING");
  }

  @Test
  void aSessionOfAnotherTenantIsAnotherSession() {
    PlanCase other =
        PlanCase.given("gemini", "anthropic pooled")
            .query(query -> query.session = "s1")
            .query(query -> query.tenant = "acme")
            .signals(signals -> signals.providerPins.put("local s1", "anthropic"));
    other.random = PlannerLawsTest.always(0);
    other.asks(SONNET).tries("gemini/main gemini-3.5-flash", "anthropic/main " + SONNET);
  }

  @Test
  void hugeWeightsDoNotOverflowTheDraw() {
    PlanCase huge =
        PlanCase.given(
            "gemini accounts=a,weight=2147483647|b,weight=2147483647", "anthropic pooled weight=1");
    huge.random = PlannerLawsTest.always(0.99);
    assertEquals("gemini", huge.asks(SONNET).plan().candidates().get(0).account().provider());
  }

  @Test
  void weightsOfZeroEverywhereKeepTheOrderOfConfiguration() {
    PlanCase.given("gemini accounts=a,weight=0|b,weight=0", "anthropic pooled weight=0")
        .asks(SONNET)
        .tries(
            "gemini/a gemini-3.5-flash", "gemini/b gemini-3.5-flash", "anthropic/main " + SONNET);
  }

  @Test
  void negativePrioritiesComeBeforeTheRest() {
    PlanCase.given("openai priority=-2147483648", "azure priority=2147483647", "lab models=gpt-4o")
        .asks("gpt-4o")
        .tries("openai/main gpt-4o", "lab/main gpt-4o", "azure/main gpt-4o");
  }

  @Test
  void whereAllAccountsArePausedTheDrawGoesToTheRest() {
    PlanCase.given("gemini accounts=a,paused|b,paused", "anthropic pooled weight=0")
        .asks(SONNET)
        .tries("anthropic/main " + SONNET)
        .drops("gemini/a PAUSED", "gemini/b PAUSED");
  }
}
