package dev.patchbay.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "'a,paused|b,paused', NO_ROUTE 503",
    "'a,reauth|b,paused', UPSTREAM_CREDENTIALS 502",
    "'a,reauth|b,stated+1m', NO_CAPACITY 429",
    "'a,quota-out+1h', NO_CAPACITY 429",
    "'a,overloaded+5s', NO_CAPACITY 503",
    "'a,stated+9s|b,overloaded+5s', NO_CAPACITY 429",
    "'a,max=1,busy=1', NO_CAPACITY 429",
    "'a,rests=11:00-13:00', NO_CAPACITY 429",
    "'a,rests=11:00-13:00|b,reauth', NO_CAPACITY 429",
    "'a,broke', BUDGET_EXCEEDED 402",
    "-, NO_ROUTE 404",
  })
  void theFailureOfWhatWasDroppedIsTheAnswer(String accounts, String answer) {
    PlanCase.given("openai accounts=" + accounts).asks("gpt-4o").fails(answer);
  }

  @Test
  void noCapacityHasTheEarliestReturn() {
    PlanCase limits =
        PlanCase.given("openai accounts=a,stated+90s|b,quota-out+2h", "azure accounts=c,stated+45s")
            .asks("gpt-4o");
    assertEquals(45, limits.plan().failure().retryAfter().toSeconds());
  }

  @Test
  void whoIsInItsPauseHoursIsToldWithTheirEnd() {
    PlanCase resting =
        PlanCase.given("openai accounts=a,rests=11:00-13:00|b,rests=11:00-12:30").asks("gpt-4o");
    resting.fails(
        "NO_CAPACITY 429",
        "Every account for 'gpt-4o' is in its pause hours: openai/a (rests 11:00-13:00 UTC)",
        "the earliest is back in 1800 s");
    assertEquals(30, resting.plan().failure().retryAfter().toMinutes());
    PlanCase.given("openai accounts=a,rests=11:00-13:00|b,stated+90s")
        .asks("gpt-4o")
        .fails("NO_CAPACITY 429", "is at a limit or in its pause hours", "back in 90 s");
  }

  @Test
  void noModelAndNoDefaultModelIsTheCallersFault() {
    PlanCase.given("openai").asks("").fails("INVALID_REQUEST 400", "default-model");
  }

  @Test
  void aRequestWithoutAModelGetsTheDefaultModel() {
    PlanCase.given("openai", "groq")
        .defaultModel("groq:llama-x")
        .asks("")
        .plans(
            """
            1. groq/main llama-x [openai-chat, named] prefix groq:
            - openai: not named (prefix groq:)
            note: the request names no model: default-model groq:llama-x
            note: only by prefix groq:
            """);
  }

  @Test
  void withoutAnyProviderTheVariableOfTheModelsOwnIsNamed() {
    PlanCase.given()
        .asks("gpt-4o")
        .fails("NO_ROUTE 404", "No provider is enabled yet", "OPENAI_API_KEY");
    PlanCase.given().asks("claude-opus-99").fails("NO_ROUTE 404", "ANTHROPIC_API_KEY");
  }

  @Test
  void aProviderThatIsOffIsNamedWithItsVariable() {
    PlanCase.given("openai off", "anthropic")
        .asks("gpt-4o")
        .fails("NO_ROUTE 404", "openai serves it", "OPENAI_DISPATCH_MODE");
  }

  @Test
  void anAccountWithoutAPermissionStaysParkedAlsoWhereNothingElseIsLeft() {
    PlanCase.given("openai accounts=a,forbidden+20m")
        .asks("gpt-4o")
        .fails("UPSTREAM_CREDENTIALS 502", "openai/a");
    PlanCase.given("openai accounts=a,forbidden+20m|b,guess+30s")
        .asks("gpt-4o")
        .tries("openai/b gpt-4o");
  }
}
