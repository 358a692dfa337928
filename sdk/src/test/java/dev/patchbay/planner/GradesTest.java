package dev.patchbay.planner;

import dev.patchbay.route.Substitution;
import dev.patchbay.wire.Protocol;
import org.junit.jupiter.api.Test;

class GradesTest {
  private static final String SONNET = "claude-sonnet-4-5";

  @Test
  void eachProviderGivesItsBestGradeAndTheyAreOrderedByIt() {
    PlanCase.given("lab catch-all=true fallback", "openrouter fallback", "openai fallback")
        .asks("gpt-4o")
        .plans(
            """
            1. openai/main gpt-4o [openai-chat, listed] fallback
            2. openrouter/main openai/gpt-4o [openai-chat, same model] fallback
            3. lab/main gpt-4o [openai-chat, takes any name] fallback
            """);
  }

  @Test
  void aFamilyIsNativeButOpenWeightsAreNotOpenAis() {
    PlanCase.given("openai", "groq").asks("gpt-99-turbo").tries("openai/main gpt-99-turbo");
    PlanCase.given("openai", "groq").asks("gpt-oss-999b").fails("NO_ROUTE 404");
  }

  @Test
  void openRouterTakesUnknownNamesWithASlashOnly() {
    PlanCase.given("openai", "openrouter").asks("new/model").tries("openrouter/main new/model");
    PlanCase.given("openai", "openrouter").asks("new-model").fails("NO_ROUTE 404");
  }

  @Test
  void aCustomRowTakesEveryNameOnlyWhereNobodyIsNative() {
    PlanCase lab = PlanCase.given("openai", "lab");
    lab.asks("gpt-4o").tries("openai/main gpt-4o").drops("lab NOT_SERVED");
    lab.asks("anything").tries("lab/main anything");
  }

  @Test
  void aCustomRowWithModelsOrTiersTakesOnlyThose() {
    PlanCase.given("openai", "lab models=llama-*").asks("anything").fails("NO_ROUTE 404");
    PlanCase.given("openai", "lab models=llama-*").asks("llama-9").tries("lab/main llama-9");
    PlanCase.given("openai", "lab tiers=s|m|b").asks("anything").fails("NO_ROUTE 404");
    PlanCase.given("openai", "lab catch-all=false").asks("anything").fails("NO_ROUTE 404");
  }

  @Test
  void aTierIsDroppedWhereNobodyAllowedIt() {
    PlanCase.given("gemini", "groq")
        .asks(SONNET)
        .fails("NO_ROUTE 404", "anthropic (ANTHROPIC_API_KEY)", "gemini-3.5-flash")
        .drops("gemini SUBSTITUTION_NOT_ENABLED", "groq SUBSTITUTION_NOT_ENABLED");
  }

  @Test
  void aTierCountsAtTheDefaultAtAnExplicitModeAndWhereTheUserWroteIt() {
    PlanCase.given("gemini", "groq", "mistral fallback", "lab tiers=s|m|b")
        .defaultProvider("gemini")
        .asks(SONNET)
        .tries("gemini/main gemini-3.5-flash", "mistral/main mistral-small-latest", "lab/main m")
        .drops("groq SUBSTITUTION_NOT_ENABLED");
  }

  @Test
  void neverMeansNoTierAtAllExclusiveIncluded() {
    PlanCase.given("gemini exclusive", "groq")
        .defaultProvider("gemini")
        .substitution(Substitution.NEVER)
        .asks(SONNET)
        .fails("NO_ROUTE 404")
        .drops("gemini SUBSTITUTION_NOT_ENABLED", "groq SUBSTITUTION_NOT_ENABLED");
  }

  @Test
  void anyMeansEveryProviderButOnlyForTierNames() {
    PlanCase any = PlanCase.given("gemini", "groq").substitution(Substitution.ANY);
    any.asks(SONNET).tries("gemini/main gemini-3.5-flash", "groq/main llama-3.3-70b-versatile");
    any.asks("gpt-4o").fails("NO_ROUTE 404");
  }

  @Test
  void tierWordsMapToTheirSizes() {
    PlanCase tiers = PlanCase.given("lab tiers=s|m|b", "groq");
    tiers.asks("claude-haiku-9").tries("lab/main s");
    tiers.asks("claude-sonnet-9").tries("lab/main m");
    tiers.asks("claude-opus-9").tries("lab/main b");
  }

  @Test
  void aNameWithoutATierMapsToMediumOnlyAtAConfiguredDefault() {
    PlanCase.given("gemini", "groq")
        .defaultProvider("gemini")
        .asks("gpt-4o")
        .tries("gemini/main gemini-3.5-flash");
    PlanCase.given("gemini", "groq fallback")
        .asks("gpt-4o")
        .fails("NO_ROUTE 404", "OPENAI_API_KEY");
  }

  @Test
  void aSingleProviderGetsNamesNewerThanTheCatalogueAsTyped() {
    PlanCase.given("anthropic").asks("orion-1").tries("anthropic/main orion-1");
    PlanCase.given("anthropic", "groq off").asks("orion-1").tries("anthropic/main orion-1");
    PlanCase.given("anthropic").asks("gpt-4o").fails("NO_ROUTE 404", "OPENAI_API_KEY");
    PlanCase.given("anthropic", "groq").asks("orion-1").fails("NO_ROUTE 404");
  }

  @Test
  void aTypoNamesTheNearestAndGoesNowhere() {
    PlanCase.given("openai", "anthropic")
        .asks("gtp-4o")
        .fails("NO_ROUTE 404", "gpt-4o, gpt-4, gpt-4.1");
  }

  @Test
  void theClientsProtocolIsSpokenWhereTheRowHasIt() {
    PlanCase spoken = PlanCase.given("openrouter");
    spoken.query(query -> query.client = Protocol.ANTHROPIC_MESSAGES);
    spoken.asks("openai/gpt-4o").plans(line("anthropic-messages"));
    spoken.query(query -> query.client = Protocol.OPENAI_CHAT);
    spoken.asks("openai/gpt-4o").plans(line("openai-chat"));
    spoken.query(query -> query.client = Protocol.GEMINI);
    spoken.asks("openai/gpt-4o").plans(line("openai-chat"));
  }

  private static String line(String protocol) {
    return "1. openrouter/main openai/gpt-4o [" + protocol + ", listed] default provider";
  }

  @Test
  void theProtocolTheUserSetWins() {
    PlanCase.given("openrouter protocol=anthropic-messages")
        .query(query -> query.client = Protocol.OPENAI_CHAT)
        .asks("openai/gpt-4o")
        .plans(line("anthropic-messages"));
  }

  @Test
  void aProviderNobodyHasACodecForIsDroppedByName() {
    PlanCase.given("anthropic", "openai")
        .spoken(Protocol.OPENAI_CHAT)
        .asks(SONNET)
        .fails("NO_ROUTE 404", "anthropic-messages")
        .drops("anthropic PROTOCOL_NOT_SPOKEN", "openai SUBSTITUTION_NOT_ENABLED");
  }

  @Test
  void aResponsesOnlyModelIsAskedByResponsesOrNotAtAll() {
    PlanCase pro = PlanCase.given("openai").asks("gpt-5-pro");
    pro.fails("NO_ROUTE 404", "openai-responses");
    pro.asks("gpt-5-pro")
        .spoken(Protocol.OPENAI_CHAT, Protocol.OPENAI_RESPONSES)
        .plans("1. openai/main gpt-5-pro [openai-responses, listed] default provider");
  }
}
