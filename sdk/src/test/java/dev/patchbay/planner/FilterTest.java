package dev.patchbay.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.Issuer;
import dev.patchbay.wire.Capability;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
  private static final String[] LABS = {
    "small models=m~1000~tools", "large models=m~9000~tools+vision", "unknown models=m"
  };

  @Test
  void aMissingCapabilityDropsTheTargetAndAnUnknownOneDoesNot() {
    PlanCase.given(LABS)
        .query(query -> query.needs = Set.of(Capability.VISION, Capability.TOOLS))
        .asks("m")
        .tries("large/main m", "unknown/main m")
        .drops("small CAPABILITY_MISSING");
  }

  @Test
  void reasoningIsAWishThatDropsNobody() {
    PlanCase.given("small models=m~1000~tools")
        .query(query -> query.needs = Set.of(Capability.REASONING, Capability.TOOLS))
        .asks("m")
        .tries("small/main m");
  }

  @Test
  void aRequestNobodyCanServeNamesWhatIsMissing() {
    PlanCase.given("small models=m~1000~tools", "large models=m~9000~tools")
        .query(query -> query.needs = Set.of(Capability.PDF))
        .asks("m")
        .fails("INVALID_REQUEST 400", "lacks pdf");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, small/main m;large/main m;unknown/main m",
    "1001, large/main m;unknown/main m;small/main m",
    "1250, large/main m;unknown/main m;small/main m",
    "1251, large/main m;unknown/main m",
    "20000, unknown/main m",
  })
  void aPromptMayExceedAWindowByAQuarterButThenSortsLast(long tokens, String labels) {
    PlanCase.given(LABS).query(query -> query.tokens = tokens).asks("m").tries(labels.split(";"));
  }

  @Test
  void aPromptTooLongForAllIsContextTooLong() {
    PlanCase.given("small models=m~1000", "large models=m~9000")
        .query(query -> query.tokens = 90_000)
        .asks("m")
        .fails("CONTEXT_TOO_LONG 400", "90000");
  }

  @Test
  void aModelTheCallerMayNotUseIs403() {
    PlanCase.given("openai", "groq")
        .query(query -> query.allowed = List.of("gpt-4o-mini", "claude-*"))
        .asks("gpt-4o")
        .fails("PERMISSION 403", "gpt-4o");
  }

  @ParameterizedTest
  @CsvSource({"gpt-4o", "gpt-*", "openai:gpt-4o", "openai:*"})
  void aModelIsAllowedByItsNameAsTypedOrAsServed(String glob) {
    PlanCase.given("openai", "groq")
        .query(query -> query.allowed = List.of(glob))
        .asks("gpt-4o")
        .tries("openai/main gpt-4o");
  }

  @Test
  void aPrefixIsNoWayAroundWhatIsAllowed() {
    PlanCase.given("openai", "groq")
        .query(query -> query.allowed = List.of("gpt-4o-mini"))
        .asks("openai:gpt-4o")
        .fails("PERMISSION 403");
  }

  @Test
  void everyStateOfAnAccountHasItsReason() {
    PlanCase.given(
            "openai accounts=ok|a,paused|b,reauth|c,stated+1m|d,circuit+20s|e,max=2,busy=2|f,broke")
        .asks("gpt-4o")
        .tries("openai/ok gpt-4o")
        .drops(
            "openai/a PAUSED",
            "openai/b NEEDS_REAUTH",
            "openai/c COOLING",
            "openai/d CIRCUIT_OPEN",
            "openai/e AT_CONCURRENCY_LIMIT",
            "openai/f BUDGET");
  }

  @Test
  void whereAllAreOutForGuessedReasonsTheOneDueFirstIsTried() {
    PlanCase.given("openai accounts=a,guess+30s|b,circuit+10s", "azure accounts=c,guess+20s")
        .asks("gpt-4o")
        .plans(
            """
            1. openai/b gpt-4o [openai-chat, listed, looks whether it is back] serves it; no default provider is set
            - openai/a gpt-4o: cooling (RATE_LIMITED, slow down) until 2026-11-21T12:00:30Z
            - azure/c gpt-4o: cooling (RATE_LIMITED, slow down) until 2026-11-21T12:00:20Z
            note: nothing else is left: openai/b is tried before its guessed time
            """);
  }

  @Test
  void aStatedResetIsRespected() {
    PlanCase stated = PlanCase.given("openai accounts=a,stated+30s|b,stated+10s").asks("gpt-4o");
    stated.fails("NO_CAPACITY 429", "10 s");
    assertEquals(10, stated.plan().failure().retryAfter().toSeconds());
    PlanCase.given("openai accounts=a,stated+5s|b,guess+30s")
        .asks("gpt-4o")
        .tries("openai/b gpt-4o");
  }

  @Test
  void aGuessIsRespectedWhileSomethingElseIsLeft() {
    PlanCase.given("openai accounts=a,guess+1s|b").asks("gpt-4o").tries("openai/b gpt-4o");
  }

  @Test
  void aLongBenchThatIsDueIsProbedInItsPlace() {
    PlanCase due = PlanCase.given("openai accounts=a,due+1h|b").asks("gpt-4o");
    due.tries("openai/a gpt-4o", "openai/b gpt-4o");
    assertTrue(due.plan().candidates().get(0).probe());
  }

  @Test
  void anAccountThatDidNotKnowTheModelSortsLast() {
    PlanCase.given("openai accounts=a,parked=gpt-4o|b", "azure")
        .asks("gpt-4o")
        .tries("openai/b gpt-4o", "azure/main gpt-4o", "openai/a gpt-4o");
    PlanCase.given("openai accounts=a,parked=gpt-4o").asks("gpt-4o").tries("openai/a gpt-4o");
  }

  @Test
  void whoeverWroteTheReasoningInTheHistoryGoesFirst() {
    PlanCase.given("gemini", "anthropic fallback", "openrouter fallback")
        .query(query -> query.softPin = Issuer.of("anthropic", "claude-sonnet-4-5"))
        .asks("claude-sonnet-4-5")
        .plans(
            """
            1. anthropic/main claude-sonnet-4-5 [anthropic-messages, listed] fallback
            2. gemini/main gemini-3.5-flash [gemini, tier, another model] default provider
            3. openrouter/main anthropic/claude-sonnet-4.5 [openai-chat, same model] fallback
            note: anthropic first: it wrote the reasoning in the history
            note: claude-sonnet-4-5 would be answered at gemini by gemini-3.5-flash
            """);
  }

  @Test
  void aSoftPinToAnIssuerThatIsOutChangesNothing() {
    PlanCase.given("gemini", "anthropic fallback accounts=a,stated+1m")
        .query(query -> query.softPin = Issuer.of("anthropic", "claude-sonnet-4-5"))
        .asks("claude-sonnet-4-5")
        .tries("gemini/main gemini-3.5-flash");
  }

  @Test
  void whoIsInItsPauseHoursIsLeftOutUntilTheyEndAndTheNextAnswers() {
    PlanCase.given("openai accounts=a,rests=11:00-13:00|b,rests=13:00-15:00")
        .asks("gpt-4o")
        .plans(
            """
            1. openai/b gpt-4o [openai-chat, listed] default provider
            - openai/a gpt-4o: in its pause hours (rests 11:00-13:00 UTC) until 2026-11-21T13:00:00Z
            """);
  }

  @Test
  void aRequestPinnedToWhoIsInItsPauseHoursIsRefusedUntilTheyEnd() {
    PlanCase.given("openai accounts=a,rests=11:00-13:00|b")
        .query(query -> query.accountPin = "openai/a")
        .asks("gpt-4o")
        .fails("NO_CAPACITY 429", "openai/a (rests 11:00-13:00 UTC)", "back in 3600 s");
  }
}
