package dev.patchbay.lease;

import static dev.patchbay.lease.LeaseFixture.account;
import static dev.patchbay.lease.LeaseFixture.candidate;
import static dev.patchbay.lease.LeaseFixture.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.Account;
import dev.patchbay.account.AccountState;
import dev.patchbay.account.Availability;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Plan;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private final LeaseFixture fixture = new LeaseFixture();
  private final Leases leases = fixture.leases;
  private final Account one = account("one", 0);
  private final Account two = account("two", 0);

  @Test
  void countsWhatIsInFlightUntilItIsClosed() {
    Lease first = acquired(one);
    Lease second = acquired(one);
    Lease third = acquired(one);
    assertEquals(3, leases.inFlight(one));
    first.succeeded(null);
    second.ignored();
    third.dropped(failure(FailureKind.INVALID_REQUEST, null));
    assertEquals(0, leases.inFlight(one));
  }

  @Test
  void aSecondClosingChangesNothing() {
    Lease lease = acquired(one);
    acquired(one);
    lease.ignored();
    lease.dropped(failure(FailureKind.AUTHENTICATION, null));
    lease.succeeded(null);
    assertEquals(1, leases.inFlight(one));
    assertNull(leases.state(one).needsReauth());
  }

  @Test
  void answersNotNowAtTheConcurrencyLimit() {
    Account narrow = account("narrow", 1);
    Lease lease = acquired(narrow);
    assertTrue(leases.acquire(candidate(narrow)).isEmpty());
    lease.ignored();
    assertTrue(leases.acquire(candidate(narrow)).isPresent());
  }

  @Test
  void answersNotNowWhereTheAccountWentOutSinceThePlan() {
    Candidate planned = candidate(one);
    acquired(one).dropped(failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(30)));
    assertTrue(leases.acquire(planned).isEmpty());
    assertEquals(0, leases.inFlight(one));
    fixture.time.pass(Duration.ofSeconds(30));
    assertTrue(leases.acquire(planned).isPresent());
  }

  @Test
  void neverGivesAPausedAccount() {
    Account paused = account("p", 0);
    leases.pause(paused, true);
    assertTrue(leases.acquire(candidate(paused)).isEmpty());
    assertTrue(leases.acquireAgain(candidate(paused)).isEmpty());
  }

  @Test
  void aRetryInPlaceRespectsAPauseThatCameMeanwhile() {
    acquired(one).dropped(failure(FailureKind.OVERLOADED, null));
    leases.pause(one, true);
    assertTrue(leases.acquireAgain(candidate(one)).isEmpty());
    leases.pause(one, false);
    assertTrue(leases.acquireAgain(candidate(one)).isPresent());
  }

  @Test
  void aResetLeavesAPauseAlone() {
    leases.pause(one, true);
    leases.reset(one);
    assertTrue(leases.acquire(candidate(one)).isEmpty());
  }

  @Test
  void aRetryInPlaceOverlooksTheCoolingItsOwnFailureMade() {
    acquired(one).dropped(failure(FailureKind.OVERLOADED, null));
    assertTrue(leases.acquire(candidate(one)).isEmpty());
    fixture.time.pass(Duration.ofMillis(250));
    Lease again = leases.acquireAgain(candidate(one)).orElseThrow();
    again.succeeded(null);
    assertTrue(leases.acquire(candidate(one)).isPresent(), "its success ends the cooling");
  }

  @Test
  void aRetryInPlaceRespectsALimitAndARefusal() {
    Account narrow = account("narrow", 1);
    Lease held = acquired(narrow);
    assertTrue(leases.acquireAgain(candidate(narrow)).isEmpty());
    held.dropped(failure(FailureKind.AUTHENTICATION, null));
    assertTrue(leases.acquireAgain(candidate(narrow)).isEmpty());
    assertEquals(0, leases.inFlight(narrow));
  }

  @Test
  void everyFailedAttemptWritesToItsOwnAccount() {
    Lease first = acquired(one);
    Lease second = acquired(two);
    second.dropped(
        failure(FailureKind.QUOTA_EXHAUSTED, null).toBuilder()
            .at("openai", "openai/one", "m")
            .build());
    first.dropped(failure(FailureKind.AUTHENTICATION, null));
    assertNotNull(leases.state(one).needsReauth());
    assertNull(leases.state(one).cooling());
    assertNotNull(leases.state(two).cooling());
    assertNull(leases.state(two).needsReauth());
  }

  @Test
  void aCorrectedKeyStartsClean() {
    acquired(one).dropped(failure(FailureKind.AUTHENTICATION, null));
    assertTrue(leases.acquire(candidate(one)).isEmpty());
    Account corrected = Account.of("openai", "one", Secret.of("sk-better"));
    assertTrue(leases.acquire(candidate(corrected)).isPresent());
  }

  @Test
  void healthSurvivesInItsStore() {
    acquired(one).dropped(failure(FailureKind.RATE_LIMITED, Duration.ofHours(2)));
    Leases restarted = fixture.leases();
    assertTrue(restarted.acquire(candidate(one)).isEmpty());
    assertEquals(1, restarted.state(one).requests());
  }

  @Test
  void oneProbeAtATimeGoesToAnOpenCircuit() {
    openCircuit();
    assertTrue(leases.acquire(candidate(one)).isEmpty());
    fixture.time.pass(Duration.ofSeconds(20));
    Lease probe = acquired(one);
    assertTrue(probe.probe());
    assertTrue(leases.acquire(candidate(one)).isEmpty());
    assertTrue(fixture.leases().acquire(candidate(one)).isEmpty(), "other processes wait, too");
    probe.succeeded(null);
    assertFalse(acquired(one).probe());
  }

  @Test
  void anIgnoredProbeFreesItsPlace() {
    openCircuit();
    fixture.time.pass(Duration.ofSeconds(20));
    acquired(one).ignored();
    assertTrue(acquired(one).probe());
  }

  @Test
  void aFailedProbeOpensTheCircuitForLonger() {
    openCircuit();
    fixture.time.pass(Duration.ofSeconds(20));
    acquired(one).dropped(failure(FailureKind.SERVER_ERROR, null));
    fixture.time.pass(Duration.ofSeconds(39));
    assertTrue(leases.acquire(candidate(one)).isEmpty());
    fixture.time.pass(Duration.ofSeconds(1));
    assertTrue(acquired(one).probe());
  }

  @Test
  void aProbeThatNeverReportsLosesItsPlaceAfterTwoMinutes() {
    openCircuit();
    fixture.time.pass(Duration.ofSeconds(20));
    Lease silent = acquired(one);
    fixture.time.pass(Duration.ofMinutes(2));
    Lease next = acquired(one);
    assertTrue(next.probe());
    silent.ignored();
    assertTrue(leases.acquire(candidate(one)).isEmpty(), "a late report frees nobody else's place");
    next.succeeded(null);
    assertTrue(leases.acquire(candidate(one)).isPresent());
  }

  @Test
  void aGuessedCoolingIsTriedEarlyWhereThePlanHasNobodyElse() {
    acquired(one).dropped(failure(FailureKind.RATE_LIMITED, null));
    Candidate planned = candidate(one, "m", true);
    Lease probe = leases.acquire(planned).orElseThrow();
    assertTrue(probe.probe());
    assertTrue(leases.acquire(planned).isEmpty());
    probe.succeeded(null);
    assertTrue(leases.acquire(candidate(one)).isPresent());
  }

  @Test
  void aStatedResetIsRespectedAlsoByAPlansProbe() {
    acquired(one).dropped(failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(30)));
    assertTrue(leases.acquire(candidate(one, "m", true)).isEmpty());
  }

  @Test
  void aLongStatedBenchIsProbedEveryQuarterOfAnHour() {
    acquired(one).dropped(failure(FailureKind.QUOTA_EXHAUSTED, Duration.ofHours(156)));
    int probes = 0;
    for (int minute = 0; minute < 60; minute++) {
      Optional<Lease> lease = leases.acquire(candidate(one));
      probes += lease.isPresent() ? 1 : 0;
      lease.ifPresent(l -> l.dropped(failure(FailureKind.QUOTA_EXHAUSTED, Duration.ofHours(155))));
      fixture.time.pass(Duration.ofMinutes(1));
    }
    assertEquals(3, probes);
  }

  @Test
  void resetTakesAnAccountBackAtOnce() {
    acquired(one).dropped(failure(FailureKind.QUOTA_EXHAUSTED, Duration.ofHours(20)));
    leases.reset(one);
    assertFalse(acquired(one).probe());
  }

  @Test
  void anAccountsSessionLastsFiveHoursFromItsFirstRequest() {
    Instant start = fixture.time.instant();
    acquired(one).ignored();
    fixture.time.pass(Duration.ofHours(5).minusSeconds(1));
    acquired(one).ignored();
    assertEquals(start, leases.state(one).sessionStartedAt());
    fixture.time.pass(Duration.ofSeconds(1));
    acquired(one).ignored();
    assertEquals(start.plus(Duration.ofHours(5)), leases.state(one).sessionStartedAt());
    assertEquals(3, leases.state(one).requests());
  }

  @Test
  void theMeanTimeToFirstTokenFollowsTheNewest() {
    assertEquals(0, leases.firstTokenMillis(one, "m"));
    acquired(one).succeeded(Duration.ofMillis(100));
    acquired(one).succeeded(null);
    assertEquals(100, leases.firstTokenMillis(one, "m"), 1e-9);
    acquired(one).succeeded(Duration.ofMillis(200));
    assertEquals(120, leases.firstTokenMillis(one, "m"), 1e-9);
    assertEquals(0, leases.firstTokenMillis(one, "other"));
    assertEquals(0, leases.firstTokenMillis(two, "m"));
  }

  @Test
  void turnsMoveOnWithEachRoutedRequestAndNotWithALook() {
    Candidate candidate = candidate(one);
    Plan plan = new Plan(RouteQuery.of("m"), List.of(candidate), List.of(), List.of(), null);
    String provider = candidate.target().provider().id();
    assertEquals(0, leases.turn(provider));
    assertEquals(0, leases.turn(provider));
    leases.routed(plan);
    assertEquals(1, leases.turn(provider));
    assertEquals(0, leases.turn("another"));
  }

  @Test
  void aNotedQuotaResetIsKnownUntilItComes() {
    Instant at = fixture.time.instant().plusSeconds(60);
    leases.noteQuotaReset(one, at);
    assertEquals(Optional.of(at), leases.quotaResetsAt(one));
    assertEquals(Optional.empty(), leases.quotaResetsAt(two));
    fixture.time.pass(Duration.ofSeconds(60));
    assertEquals(Optional.empty(), leases.quotaResetsAt(one));
  }

  @Test
  void tellsOfCoolingsAndOfCircuitsThatOpenAndClose() {
    acquired(one).dropped(failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(30)));
    assertEquals(List.of("Cooling"), fixture.eventNames());
    RouteEvent.Cooling cooling = (RouteEvent.Cooling) fixture.events.remove();
    assertEquals("openai/one", cooling.account());
    assertNull(cooling.model());
    assertEquals(Duration.ofSeconds(30), cooling.duration());
    fixture.time.pass(Duration.ofSeconds(30));
    openCircuit();
    fixture.time.pass(Duration.ofSeconds(20));
    acquired(one).succeeded(null);
    assertEquals(List.of("CircuitChanged", "CircuitChanged"), fixture.eventNames());
    assertTrue(((RouteEvent.CircuitChanged) fixture.events.remove()).open());
    assertFalse(((RouteEvent.CircuitChanged) fixture.events.remove()).open());
  }

  @Test
  void aListenerThatThrowsBreaksNothing() {
    Leases noisy =
        new Leases(
            fixture.store,
            fixture.sessions,
            fixture.time,
            dev.patchbay.account.HealthRules.DEFAULTS,
            () -> Duration.ofHours(5),
            event -> {
              throw new IllegalStateException("listener");
            });
    noisy.acquire(candidate(one)).orElseThrow().dropped(failure(FailureKind.OVERLOADED, null));
    assertEquals(0, noisy.inFlight(one));
    assertNotNull(noisy.state(one).cooling());
  }

  @Test
  void aStoreThatFailsLeaksNoPlace() {
    Leases broken =
        new Leases(
            new dev.patchbay.account.AccountStateStore() {
              @Override
              public AccountState get(String stateKey) {
                return AccountState.NEW;
              }

              @Override
              public Change update(String stateKey, UnaryOperator<AccountState> change) {
                throw new IllegalStateException("store");
              }

              @Override
              public Change updateShared(String stateKey, UnaryOperator<AccountState> change) {
                throw new IllegalStateException("store");
              }
            },
            fixture.sessions,
            fixture.time,
            dev.patchbay.account.HealthRules.DEFAULTS,
            () -> Duration.ofHours(5),
            dev.patchbay.event.RouteListener.NONE);
    org.junit.jupiter.api.Assertions.assertThrows(
        IllegalStateException.class, () -> broken.acquire(candidate(one)));
    assertEquals(0, broken.inFlight(one));
  }

  @Test
  void aLeaseThatNobodyClosedIsTakenBack() throws InterruptedException {
    Account narrow = account("narrow", 1);
    loseOne(narrow);
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (leases.inFlight(narrow) > 0 && System.nanoTime() < deadline) {
      System.gc();
      LockSupport.parkNanos(1_000_000); // whoever takes it back has to run, too
    }
    assertEquals(0, leases.inFlight(narrow));
    assertTrue(leases.acquire(candidate(narrow)).isPresent());
  }

  @Test
  void whatIsInFlightIsSeenByAvailability() {
    Account narrow = account("narrow", 1);
    Lease lease = acquired(narrow);
    Availability look =
        Availability.of(
            narrow, leases.state(narrow), leases.inFlight(narrow), "m", fixture.time.instant());
    assertEquals(Availability.Reason.AT_CONCURRENCY_LIMIT, look.reason());
    lease.ignored();
  }

  private void loseOne(Account account) {
    acquired(account);
  }

  private void openCircuit() {
    for (int i = 0; i < 5; i++) {
      acquired(one).dropped(failure(FailureKind.SERVER_ERROR, null));
    }
  }

  private Lease acquired(Account account) {
    return leases.acquire(candidate(account)).orElseThrow();
  }

  @Test
  void aProbeThatIsRetriedInPlaceIsStillTheOnlyOne() {
    for (int i = 0; i < 5; i++) {
      acquired(one).dropped(failure(FailureKind.SERVER_ERROR, null));
    }
    Candidate plain = candidate(one);
    Candidate planned = new Candidate(plain.target(), one, true, "");
    leases.acquire(planned).orElseThrow().dropped(failure(FailureKind.SERVER_ERROR, null));
    Lease again = leases.acquireAgain(planned).orElseThrow();
    assertTrue(again.probe());
    assertTrue(leases.acquire(planned).isEmpty(), "one caller at a time");
    again.ignored();
    Lease other = leases.acquire(planned).orElseThrow();
    assertTrue(leases.acquireAgain(planned).isEmpty(), "another request's probe came between");
    other.ignored();
  }
}
