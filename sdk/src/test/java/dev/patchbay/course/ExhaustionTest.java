package dev.patchbay.course;

import static dev.patchbay.course.Plans.candidate;
import static dev.patchbay.course.Plans.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Dropped;
import dev.patchbay.route.Plan;
import dev.patchbay.route.RouteQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExhaustionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private final Plan plan = Plans.of(candidate("a/1", "m"));

  private Failure told(Failure... failures) {
    return Exhaustion.of(List.of(failures), plan, NOW);
  }

  @Test
  void tellsTheFirstFailureThatIsNotOneOfCapacity() {
    Failure told =
        told(
            failure(FailureKind.RATE_LIMITED),
            failure(FailureKind.AUTHENTICATION),
            failure(FailureKind.SERVER_ERROR));
    assertEquals(FailureKind.UPSTREAM_CREDENTIALS, told.kind());
  }

  @Test
  void tellsNoCapacityWithTheEarliestReturn() {
    Failure told =
        told(
            failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(90)),
            failure(FailureKind.QUOTA_EXHAUSTED, Duration.ofSeconds(30)));
    assertEquals(FailureKind.NO_CAPACITY, told.kind());
    assertEquals(Duration.ofSeconds(30), told.retryAfter());
  }

  @Test
  void keepsTheStatusAndTheWordsOfTheFirstFailure() {
    Failure first = failure(FailureKind.RATE_LIMITED).toBuilder().status(429).build();
    Failure told = told(first, failure(FailureKind.OVERLOADED));
    assertEquals(429, told.status());
    assertTrue(told.message().contains(first.message()), told.message());
  }

  @Test
  void countsCoolingAccountsOutsideThePlanForTheEarliestReturn() {
    Dropped cooling =
        new Dropped("b", "b/1", "m", DropReason.COOLING, "", NOW.plusSeconds(5), null);
    Plan withDrop =
        new Plan(RouteQuery.of("m"), plan.candidates(), List.of(cooling), List.of(), null);
    Failure told =
        Exhaustion.of(
            List.of(failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(60))), withDrop, NOW);
    assertEquals(Duration.ofSeconds(5), told.retryAfter());
  }

  @Test
  void neverTellsThatALaterCandidateRefusedTheRequest() {
    Failure told = told(failure(FailureKind.OVERLOADED), failure(FailureKind.INVALID_REQUEST));
    assertEquals(FailureKind.NO_CAPACITY, told.kind());
  }

  @Test
  void tellsOfConcurrencyLimitsWhenNothingWasTried() {
    assertEquals(429, told().status());
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"AUTHENTICATION", "PERMISSION"})
  void aRefusedCredentialOfOursIsNeverTheCallers(FailureKind kind) {
    Failure refused = failure(kind).toBuilder().status(401).at("openai", "openai/a", "m").build();
    Failure told = told(failure(FailureKind.RATE_LIMITED), refused, refused);
    assertEquals(FailureKind.UPSTREAM_CREDENTIALS, told.kind());
    assertEquals(502, told.status());
    assertTrue(told.message().contains("openai/a"), told.message());
  }

  @ParameterizedTest
  @CsvSource({
    "CONTEXT_TOO_LONG RATE_LIMITED, CONTEXT_TOO_LONG",
    "RATE_LIMITED CONTEXT_TOO_LONG, CONTEXT_TOO_LONG",
    "NETWORK CONTEXT_TOO_LONG, NETWORK",
    "MODEL_NOT_FOUND MODEL_NOT_FOUND, MODEL_NOT_FOUND",
    "CUT INVALID_REQUEST, CUT",
    "INVALID_REQUEST RATE_LIMITED, INVALID_REQUEST",
    "QUOTA_EXHAUSTED OVERLOADED RATE_LIMITED, NO_CAPACITY",
    "OVERLOADED INVALID_REQUEST MODEL_NOT_FOUND, MODEL_NOT_FOUND",
  })
  void theFirstThatIsNoLimitIsTold(String kinds, FailureKind told) {
    Failure[] failures =
        Arrays.stream(kinds.split(" "))
            .map(kind -> failure(FailureKind.valueOf(kind)))
            .toArray(Failure[]::new);
    assertEquals(told, told(failures).kind());
  }

  @Test
  void saysWhereOnlyQuotasAreLeft() {
    Failure quota = failure(FailureKind.QUOTA_EXHAUSTED, Duration.ofHours(1));
    assertTrue(told(quota, quota).isQuota());
    assertFalse(told(quota, failure(FailureKind.RATE_LIMITED)).isQuota());
    assertFalse(told(failure(FailureKind.RATE_LIMITED), quota).isQuota());
  }

  @Test
  void aLimitOutsideThePlanPassesSoonerThanAQuota() {
    Dropped cooling =
        new Dropped(
            "b",
            "b/1",
            "m",
            DropReason.COOLING,
            "",
            NOW.plusSeconds(5),
            failure(FailureKind.RATE_LIMITED));
    Plan withDrop =
        new Plan(RouteQuery.of("m"), plan.candidates(), List.of(cooling), List.of(), null);
    List<Failure> quota = List.of(failure(FailureKind.QUOTA_EXHAUSTED));
    assertFalse(Exhaustion.of(quota, withDrop, NOW).isQuota());
  }

  @Test
  void saysThatAnotherRequestIsTheProbeWhenOnlyThatWasPlanned() {
    Candidate one = candidate("a/1", "m");
    Plan probing = Plans.of(new Candidate(one.target(), one.account(), true, ""));
    Failure told = Exhaustion.of(List.of(), probing, NOW);
    assertEquals(503, told.status());
    assertTrue(told.message().contains("whether a/1 is back"), told.message());
  }
}
