package dev.patchbay.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.LimitScope;
import dev.patchbay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {
  private static final HealthRules RULES = HealthRules.DEFAULTS;
  private static final Account ACCOUNT = Account.of("openai", "one", Secret.of("sk-one"));

  private Instant now = Instant.parse("2026-11-20T21:00:00Z");
  private AccountState state = AccountState.NEW;

  /** One failure on a fresh account: what is out, for how long, and when it may be probed. */
  @ParameterizedTest
  @CsvSource({
    // class,          scope,         stated,  out here,  elsewhere, stated, first probe
    "RATE_LIMITED,     ACCOUNT,       PT20S,   PT20S,     PT20S,     true,   ",
    "RATE_LIMITED,     ACCOUNT,       PT15M,   PT15M,     PT15M,     true,   ",
    "RATE_LIMITED,     ACCOUNT,       PT5H,    PT5H,      PT5H,      true,   PT15M",
    "RATE_LIMITED,     ACCOUNT,       PT156H,  PT24H,     PT24H,     true,   PT15M",
    "RATE_LIMITED,     ACCOUNT_MODEL, PT20S,   PT20S,     ,          true,   ",
    "RATE_LIMITED,     ACCOUNT,       ,        PT30S,     PT30S,     false,  ",
    "RATE_LIMITED,     ACCOUNT_MODEL, ,        PT5S,      ,          false,  ",
    "RATE_LIMITED,     REQUEST,       ,        ,          ,          false,  ",
    "OVERLOADED,       ACCOUNT,       ,        PT10S,     PT10S,     false,  ",
    "OVERLOADED,       ACCOUNT_MODEL, ,        PT10S,     ,          false,  ",
    "QUOTA_EXHAUSTED,  ACCOUNT,       ,        PT1H,      PT1H,      false,  PT1H",
    "QUOTA_EXHAUSTED,  ACCOUNT,       PT3H,    PT3H,      PT3H,      true,   PT15M",
    "QUOTA_EXHAUSTED,  ACCOUNT_MODEL, PT13H,   PT13H,     ,          true,   PT15M",
    "PERMISSION,       ACCOUNT,       ,        PT30M,     PT30M,     false,  PT30M",
  })
  void benchesByTheTable(
      FailureKind kind,
      LimitScope scope,
      @Nullable Duration stated,
      @Nullable Duration here,
      @Nullable Duration elsewhere,
      boolean isStated,
      @Nullable Duration probe) {
    fail(kind, scope, stated);
    assertEquals(here, outFor("m"));
    assertEquals(elsewhere, outFor("other"));
    Cooling cooling = state.cooling() != null ? state.cooling() : state.modelCooling().get("m");
    if (here != null) {
      assertNotNull(cooling);
      assertEquals(kind, cooling.kind());
      assertEquals("what they said", cooling.message());
      assertEquals(isStated, cooling.stated());
      assertEquals(probe == null ? null : now.plus(probe), cooling.probeAt());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {
        "CONTENT_FILTERED",
        "CONTEXT_TOO_LONG",
        "MISCONFIGURED",
        "INVALID_REQUEST",
        "CANCELLED",
        "DEADLINE"
      })
  void faultsOfTheRequestLeaveTheAccountAlone(FailureKind kind) {
    fail(kind, LimitScope.ACCOUNT, null);
    assertEquals(AccountState.NEW, state);
  }

  @Test
  void aRefusedCredentialNeedsAPerson() {
    fail(FailureKind.AUTHENTICATION, LimitScope.ACCOUNT, null);
    assertEquals("what they said", state.needsReauth());
    state = Health.afterReset(state);
    assertNull(state.needsReauth());
  }

  @Test
  void anUnknownModelIsParkedForAnHourAndFoundBySuccess() {
    fail(FailureKind.MODEL_NOT_FOUND, LimitScope.ACCOUNT_MODEL, null);
    assertTrue(look("m").parkedModel());
    assertTrue(look("m").available());
    assertFalse(look("other").parkedModel());
    succeed(now, false);
    assertFalse(look("m").parkedModel());
  }

  @Test
  void unstatedLimitsInARowDoubleUpToFiveMinutes() {
    for (String expected : new String[] {"PT30S", "PT1M", "PT2M", "PT4M", "PT5M", "PT5M"}) {
      fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, null);
      assertEquals(Duration.parse(expected), outFor("m"));
      pass(Duration.parse(expected));
    }
  }

  @Test
  void aStreakIsForgottenAfterFiveMinutesOfHealth() {
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, null);
    pass(Duration.ofSeconds(30));
    pass(Duration.ofMinutes(5).minusMillis(1));
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, null);
    assertEquals(2, state.streak());
    pass(Duration.ofMinutes(1));
    pass(Duration.ofMinutes(5));
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, null);
    assertEquals(1, state.streak());
    assertEquals(Duration.ofSeconds(30), outFor("m"));
  }

  @Test
  void statedLimitsAndOverloadsDoNotRaiseTheStreak() {
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, Duration.ofSeconds(1));
    fail(FailureKind.OVERLOADED, LimitScope.ACCOUNT, null);
    assertEquals(0, state.streak());
  }

  @Test
  void anOverloadNeverShortensARunningCooling() {
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, Duration.ofMinutes(3));
    fail(FailureKind.OVERLOADED, LimitScope.ACCOUNT, null);
    assertEquals(Duration.ofMinutes(3), outFor("m"));
    assertEquals(FailureKind.RATE_LIMITED, Objects.requireNonNull(state.cooling()).kind());
  }

  @Test
  void aGuessNeverReplacesARunningStatement() {
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, Duration.ofSeconds(2));
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, null);
    assertEquals(Duration.ofSeconds(2), outFor("m"));
    assertTrue(look("m").stated());
  }

  @Test
  void aLaterStatementOfAnotherRequestCounts() {
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, Duration.ofSeconds(30));
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, Duration.ofSeconds(4));
    assertEquals(Duration.ofSeconds(30), outFor("m"));
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, Duration.ofSeconds(50));
    assertEquals(Duration.ofSeconds(50), outFor("m"));
  }

  @Test
  void whatAProbeHearsReplacesTheOldStatement() {
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, Duration.ofHours(20));
    pass(Duration.ofMinutes(15));
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, Duration.ofSeconds(40));
    assertEquals(Duration.ofSeconds(40), outFor("m"));
  }

  @Test
  void aProbeThatHearsNoTimeLeavesTheStatementAndPutsOffTheNextOne() {
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, Duration.ofHours(20));
    pass(Duration.ofMinutes(15));
    assertTrue(look("m").probe());
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, null);
    assertEquals(Duration.ofHours(20).minusMinutes(15), outFor("m"));
    assertFalse(look("m").probe());
    pass(Duration.ofMinutes(15));
    assertTrue(look("m").probe());
  }

  @Test
  void aServedProbeEndsALongBench() {
    fail(FailureKind.QUOTA_EXHAUSTED, LimitScope.ACCOUNT, Duration.ofHours(20));
    pass(Duration.ofMinutes(15));
    succeed(now, true);
    assertTrue(look("m").available());
    assertFalse(look("m").probe());
  }

  @Test
  void anAnswerThatBeganBeforeACoolingDoesNotEndIt() {
    Instant before = now;
    pass(Duration.ofSeconds(1));
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, Duration.ofSeconds(30));
    succeed(before, false);
    assertEquals(Duration.ofSeconds(30), outFor("m"));
    pass(Duration.ofSeconds(1));
    succeed(now, false);
    assertNull(outFor("m"));
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"SERVER_ERROR", "NETWORK"})
  void theFifthFaultOfTheServerOpensTheAccountsCircuit(FailureKind kind) {
    failTimes(4, kind);
    assertTrue(look("m").available());
    failTimes(1, kind);
    assertEquals(Duration.ofSeconds(20), outFor("m"));
    assertEquals(Duration.ofSeconds(20), outFor("other"));
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"TIMEOUT", "CUT"})
  void theFifthSilenceOpensTheCircuitOfTheModelAlone(FailureKind kind) {
    failTimes(5, kind);
    assertEquals(Duration.ofSeconds(20), outFor("m"));
    assertNull(outFor("other"));
  }

  @Test
  void aSuccessInBetweenStartsTheCountAnew() {
    failTimes(4, FailureKind.SERVER_ERROR);
    succeed(now, false);
    failTimes(4, FailureKind.SERVER_ERROR);
    assertTrue(look("m").available());
  }

  @Test
  void limitsAreNotCountedForTheCircuit() {
    for (int i = 0; i < 20; i++) {
      fail(FailureKind.OVERLOADED, LimitScope.ACCOUNT, null);
      fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT, Duration.ofMillis(1));
    }
    assertFalse(state.circuit().isOpen());
  }

  @Test
  void eachFailedProbeDoublesUpToFiveMinutes() {
    failTimes(5, FailureKind.SERVER_ERROR);
    for (String expected : new String[] {"PT20S", "PT40S", "PT1M20S", "PT2M40S", "PT5M", "PT5M"}) {
      assertEquals(Duration.parse(expected), outFor("m"));
      pass(Duration.parse(expected));
      assertTrue(look("m").probe());
      failTimes(1, FailureKind.SERVER_ERROR);
    }
  }

  @Test
  void stragglersDoNotKeepAnOpenCircuitOpen() {
    failTimes(5, FailureKind.SERVER_ERROR);
    pass(Duration.ofSeconds(10));
    failTimes(30, FailureKind.SERVER_ERROR);
    assertEquals(Duration.ofSeconds(10), outFor("m"));
  }

  @Test
  void aServedProbeClosesTheCircuitForGood() {
    failTimes(5, FailureKind.SERVER_ERROR);
    pass(Duration.ofSeconds(20));
    failTimes(1, FailureKind.SERVER_ERROR);
    pass(Duration.ofSeconds(40));
    succeed(now, true);
    assertEquals(Circuit.CLOSED, state.circuit());
    failTimes(5, FailureKind.SERVER_ERROR);
    assertEquals(Duration.ofSeconds(20), outFor("m"));
  }

  @Test
  void anAnswerFromBeforeTheOutageDoesNotCloseTheCircuit() {
    Instant before = now;
    pass(Duration.ofSeconds(1));
    failTimes(5, FailureKind.SERVER_ERROR);
    succeed(before, false);
    assertTrue(state.circuit().isOpen());
  }

  @Test
  void aResetByHandEndsEveryBenchAndKeepsTheCounts() {
    state = state.toBuilder().used(now).sessionStartedAt(now).probe(new Probe("a", now)).build();
    fail(FailureKind.QUOTA_EXHAUSTED, LimitScope.ACCOUNT, Duration.ofHours(20));
    fail(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT_MODEL, null);
    failTimes(5, FailureKind.SERVER_ERROR);
    failTimes(5, FailureKind.CUT);
    state = Health.afterReset(state);
    assertTrue(look("m").available());
    assertFalse(look("m").probe());
    assertNull(state.probe());
    assertEquals(1, state.requests());
    assertEquals(now, state.sessionStartedAt());
  }

  @Test
  void endedCoolingsOfModelsAreForgottenSoThatAStateStaysSmall() {
    for (int i = 0; i < 1_000; i++) {
      state = after(failure(FailureKind.RATE_LIMITED, LimitScope.ACCOUNT_MODEL, null), "m" + i);
      pass(Duration.ofSeconds(5));
    }
    assertEquals(1, state.modelCooling().size());
  }

  @Test
  void rulesScaleForTestsWithoutChangingTheirCounts() {
    HealthRules fast = RULES.faster(100);
    assertEquals(Duration.ofMillis(300), fast.firstGuess());
    assertEquals(Duration.ofMillis(200), fast.circuitOpen());
    assertEquals(5, fast.circuitFailures());
  }

  private void fail(FailureKind kind, LimitScope scope, @Nullable Duration stated) {
    state = after(failure(kind, scope, stated), "m");
  }

  private void failTimes(int times, FailureKind kind) {
    for (int i = 0; i < times; i++) {
      fail(kind, LimitScope.ACCOUNT, null);
    }
  }

  private AccountState after(Failure failure, String model) {
    return Health.after(state, failure, model, now, RULES);
  }

  private void succeed(Instant startedAt, boolean probe) {
    state = Health.afterSuccess(state, "m", startedAt, probe);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private Availability look(String model) {
    return Availability.of(ACCOUNT, state, 0, model, now);
  }

  private @Nullable Duration outFor(String model) {
    Instant until = look(model).until();
    return until == null ? null : Duration.between(now, until);
  }

  private static Failure failure(FailureKind kind, LimitScope scope, @Nullable Duration stated) {
    return Failure.builder(kind, FailurePhase.BEFORE_OUTPUT, "what they said")
        .scope(scope)
        .retryAfter(stated)
        .build();
  }
}
