package dev.patchbay.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.Availability.Reason;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.hours.PauseHours;
import dev.patchbay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
  private static final Instant NOW = Instant.parse("2026-11-20T21:00:00Z");
  private static final Account ACCOUNT = Account.of("openai", "one", Secret.of("sk-one"));

  @Test
  void anAccountWithoutAHistoryIsAvailable() {
    Availability a = of(AccountState.NEW);
    assertTrue(a.available());
    assertFalse(a.probe());
    assertNull(a.reason());
    assertFalse(a.parkedModel());
  }

  @Test
  void pausedOutranksEverythingAndHasNoEnd() {
    Availability a = of(AccountState.NEW.toBuilder().cooling(stated(60)).paused(true).build());
    assertOut(a, Reason.PAUSED, null);
    assertFalse(a.guessed());
  }

  @Test
  void aRefusedCredentialIsOutUntilAPersonActs() {
    Availability a = of(AccountState.NEW.toBuilder().needsReauth("invalid x-api-key").build());
    assertOut(a, Reason.NEEDS_REAUTH, null);
    assertEquals("invalid x-api-key", a.detail());
    assertEquals(FailureKind.AUTHENTICATION, a.failure());
  }

  @Test
  void pauseHoursAreRespectedUntilTheyEnd() {
    Account resting = resting("21:00-22:00");
    Availability a = Availability.of(resting, AccountState.NEW, 0, "m", NOW);
    assertOut(a, Reason.PAUSE_HOURS, NOW.plusSeconds(3600));
    assertTrue(a.stated());
    assertFalse(a.guessed());
    assertEquals("rests 21:00-22:00 UTC", a.detail());
    assertTrue(Availability.of(resting, AccountState.NEW, 0, "m", NOW.minusSeconds(1)).available());
  }

  @Test
  void inItsPauseHoursAnAccountIsNotProbedAndALongerBenchIsTold() {
    Cooling due = longBench(Duration.ofMinutes(30), Duration.ZERO);
    AccountState bench = AccountState.NEW.toBuilder().cooling(due).build();
    Account resting = resting("21:00-22:00");
    assertOut(
        Availability.of(resting, bench, 0, "m", NOW), Reason.PAUSE_HOURS, NOW.plusSeconds(3600));
    AccountState longer = AccountState.NEW.toBuilder().cooling(stated(7200)).build();
    assertOut(Availability.of(resting, longer, 0, "m", NOW), Reason.COOLING, NOW.plusSeconds(7200));
  }

  private static Account resting(String hours) {
    return new Account("openai", "one", Secret.of("sk-one"), 0, 1, 0, PauseHours.of(hours));
  }

  @Test
  void aStatedResetIsRespectedAndAGuessedOneMayBeTried() {
    Availability stated = of(AccountState.NEW.toBuilder().cooling(stated(60)).build());
    assertOut(stated, Reason.COOLING, NOW.plusSeconds(60));
    assertTrue(stated.stated());
    assertFalse(stated.guessed());
    Availability guessed = of(AccountState.NEW.toBuilder().cooling(guessed(60)).build());
    assertOut(guessed, Reason.COOLING, NOW.plusSeconds(60));
    assertTrue(guessed.guessed());
  }

  @Test
  void coolingOfOneModelLeavesTheOthersAlone() {
    AccountState state = AccountState.NEW.toBuilder().cooling("big", stated(60)).build();
    assertOut(Availability.of(ACCOUNT, state, 0, "big", NOW), Reason.COOLING, NOW.plusSeconds(60));
    assertTrue(Availability.of(ACCOUNT, state, 0, "small", NOW).available());
  }

  @Test
  void coolingOfTheAccountHoldsForEveryModel() {
    AccountState state = AccountState.NEW.toBuilder().cooling(stated(60)).build();
    assertFalse(Availability.of(ACCOUNT, state, 0, "big", NOW).available());
    assertFalse(Availability.of(ACCOUNT, state, 0, "small", NOW).available());
  }

  @Test
  void aShortBenchJustEnds() {
    AccountState state = AccountState.NEW.toBuilder().cooling(stated(60)).build();
    Availability a = Availability.of(ACCOUNT, state, 0, "m", NOW.plusSeconds(60));
    assertTrue(a.available());
    assertFalse(a.probe());
  }

  @Test
  void aLongBenchIsProbedEarlyAndAfterItsEnd() {
    Cooling fiveHours = longBench(Duration.ofHours(5), Duration.ofMinutes(15));
    AccountState state = AccountState.NEW.toBuilder().cooling(fiveHours).build();
    assertOut(at(state, Duration.ofMinutes(14)), Reason.COOLING, NOW.plusSeconds(18_000));
    assertProbe(at(state, Duration.ofMinutes(15)));
    assertProbe(at(state, Duration.ofHours(6)));
  }

  @Test
  void aProbeInFlightKeepsTheOthersOutUntilItsLeaseEnds() {
    Cooling fiveHours = longBench(Duration.ofHours(5), Duration.ZERO);
    Probe probe = new Probe("a", NOW.plusSeconds(120));
    AccountState state = AccountState.NEW.toBuilder().cooling(fiveHours).probe(probe).build();
    assertOut(at(state, Duration.ofSeconds(119)), Reason.COOLING, NOW.plusSeconds(18_000));
    assertProbe(at(state, Duration.ofSeconds(120)));
  }

  @Test
  void anOpenCircuitIsAGuessAndThenDueForOneProbe() {
    Circuit open = new Circuit(5, NOW.plusSeconds(20), Duration.ofSeconds(20));
    AccountState state = AccountState.NEW.toBuilder().circuit(open).build();
    assertOut(of(state), Reason.CIRCUIT_OPEN, NOW.plusSeconds(20));
    assertTrue(of(state).guessed());
    assertProbe(at(state, Duration.ofSeconds(20)));
  }

  @Test
  void anOpenCircuitOfOneModelLeavesTheOthersAlone() {
    Circuit open = new Circuit(5, NOW.plusSeconds(20), Duration.ofSeconds(20));
    AccountState state = AccountState.NEW.toBuilder().circuit("big", open).build();
    assertFalse(Availability.of(ACCOUNT, state, 0, "big", NOW).available());
    assertTrue(Availability.of(ACCOUNT, state, 0, "small", NOW).available());
  }

  @Test
  void severalReasonsEndWithTheLastAndAStatedOneIsNamed() {
    Circuit open = new Circuit(5, NOW.plusSeconds(90), Duration.ofSeconds(90));
    AccountState state = AccountState.NEW.toBuilder().cooling(stated(60)).circuit(open).build();
    assertOut(of(state), Reason.COOLING, NOW.plusSeconds(90));
    assertTrue(of(state).stated());
  }

  @Test
  void aCircuitDueForAProbeWaitsForACoolingInEffect() {
    Circuit due = new Circuit(5, NOW.minusSeconds(1), Duration.ofSeconds(20));
    AccountState state = AccountState.NEW.toBuilder().cooling(stated(60)).circuit(due).build();
    assertOut(of(state), Reason.COOLING, NOW.plusSeconds(60));
  }

  @Test
  void theConcurrencyLimitIsAReasonLikeAnyOther() {
    Account three = new Account("openai", "one", Secret.of("sk-one"), 0, 1, 3);
    assertTrue(Availability.of(three, AccountState.NEW, 2, "m", NOW).available());
    Availability full = Availability.of(three, AccountState.NEW, 3, "m", NOW);
    assertOut(full, Reason.AT_CONCURRENCY_LIMIT, null);
    assertFalse(full.guessed());
  }

  @Test
  void withoutALimitAnyNumberMayRun() {
    assertTrue(Availability.of(ACCOUNT, AccountState.NEW, 100_000, "m", NOW).available());
  }

  @Test
  void aParkedModelIsAvailableButSortsLastForItsTime() {
    AccountState state = AccountState.NEW.toBuilder().parked("m", NOW.plusSeconds(3600)).build();
    assertTrue(of(state).available());
    assertTrue(of(state).parkedModel());
    assertFalse(Availability.of(ACCOUNT, state, 0, "other", NOW).parkedModel());
    assertFalse(at(state, Duration.ofHours(1)).parkedModel());
  }

  private static Availability of(AccountState state) {
    return Availability.of(ACCOUNT, state, 0, "m", NOW);
  }

  private static Availability at(AccountState state, Duration later) {
    return Availability.of(ACCOUNT, state, 0, "m", NOW.plus(later));
  }

  private static void assertOut(Availability a, Reason reason, @Nullable Instant until) {
    assertFalse(a.available());
    assertEquals(reason, a.reason());
    assertEquals(until, a.until());
  }

  private static void assertProbe(Availability a) {
    assertTrue(a.available());
    assertTrue(a.probe());
  }

  private static Cooling stated(long seconds) {
    return new Cooling(
        FailureKind.RATE_LIMITED, NOW.plusSeconds(seconds), true, "slow down", NOW, null);
  }

  private static Cooling guessed(long seconds) {
    return new Cooling(FailureKind.RATE_LIMITED, NOW.plusSeconds(seconds), false, "", NOW, null);
  }

  private static Cooling longBench(Duration length, Duration probeAfter) {
    return new Cooling(
        FailureKind.QUOTA_EXHAUSTED, NOW.plus(length), true, "", NOW, NOW.plus(probeAfter));
  }
}
