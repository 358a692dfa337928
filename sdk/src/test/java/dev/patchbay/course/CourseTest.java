package dev.patchbay.course;

import static dev.patchbay.course.Plans.candidate;
import static dev.patchbay.course.Plans.failure;
import static dev.patchbay.course.Plans.labels;
import static dev.patchbay.course.Plans.retired;
import static dev.patchbay.course.Plans.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.LimitScope;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Substitution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CourseTest {
  private final SplittableRandom random = new SplittableRandom(7);
  private final Candidate first = candidate("a/1", "m");
  private final Candidate sameTarget = candidate("a/2", "m");
  private final Candidate elsewhere = candidate("b/1", "m");

  private Course course(DispatchRules rules, Candidate... candidates) {
    return new Course(Plans.of(candidates), rules, Plans.NO_PROVIDERS);
  }

  private Course course(Candidate... candidates) {
    return course(DispatchRules.DEFAULT, candidates);
  }

  private Step fail(Course course, Candidate candidate, Failure failure, int tries) {
    course.begin();
    return course.after(candidate, failure, tries, random);
  }

  private Step failNext(Course course, Failure failure) {
    return fail(course, course.next().orElseThrow(), failure, 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"OVERLOADED", "SERVER_ERROR", "NETWORK"})
  void retriesPassingFailuresInPlaceAndThenGoesOn(FailureKind kind) {
    Course course = course(first, elsewhere);
    Candidate now = course.next().orElseThrow();
    assertInstanceOf(Step.Again.class, fail(course, now, failure(kind), 1));
    assertInstanceOf(Step.Onward.class, fail(course, now, failure(kind), 2));
    assertEquals(elsewhere, course.next().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"TIMEOUT", "CUT", "RATE_LIMITED", "QUOTA_EXHAUSTED", "AUTHENTICATION", "PERMISSION"})
  void goesToTheNextAccountAtOnce(FailureKind kind) {
    Course course = course(first, sameTarget);
    assertInstanceOf(Step.Onward.class, failNext(course, failure(kind)));
    assertEquals(sameTarget, course.next().orElseThrow());
  }

  @Test
  void returnsTheReasonOfAContentFilterWithoutTryingAnybodyElse() {
    Course course = course(first, elsewhere);
    Failure filtered = failure(FailureKind.CONTENT_FILTERED);
    assertEquals(new Step.Stop(filtered), failNext(course, filtered));
  }

  @Test
  void returnsARefusedRequestOfTheFirstCandidate() {
    Course course = course(first, elsewhere);
    assertInstanceOf(Step.Stop.class, failNext(course, failure(FailureKind.INVALID_REQUEST)));
  }

  @Test
  void goesOnWhenASubstituteRefusesTheRequest() {
    Course course = course(candidate("a/1", window("m", 10), true), elsewhere);
    assertInstanceOf(Step.Onward.class, failNext(course, failure(FailureKind.INVALID_REQUEST)));
  }

  @Test
  void goesOnWhenALaterCandidateRefusesTheRequest() {
    Course course = course(first, elsewhere, candidate("c/1", "m"));
    failNext(course, failure(FailureKind.TIMEOUT));
    assertInstanceOf(Step.Onward.class, failNext(course, failure(FailureKind.INVALID_REQUEST)));
  }

  @Test
  void triesOnlyLargerOrUnknownWindowsAfterAnOverlongPrompt() {
    Candidate small = candidate("a/1", window("m", 8_000), false);
    Candidate smaller = candidate("b/1", window("m", 4_000), false);
    Candidate larger = candidate("c/1", window("m", 32_000), false);
    Candidate unknown = candidate("d/1", "m");
    Course course = course(small, smaller, larger, unknown);
    failNext(course, failure(FailureKind.CONTEXT_TOO_LONG));
    assertEquals(List.of("c/1 m", "d/1 m"), labels(course.left()));
  }

  @Test
  void returnsAnOverlongPromptWhenNoLargerWindowIsLeft() {
    Course course = course(candidate("a/1", window("m", 8_000), false));
    assertInstanceOf(Step.Stop.class, failNext(course, failure(FailureKind.CONTEXT_TOO_LONG)));
  }

  @Test
  void leavesTheModelOfAProviderThatDoesNotKnowIt() {
    Course course = course(first, sameTarget, elsewhere);
    failNext(course, failure(FailureKind.MODEL_NOT_FOUND));
    assertEquals(List.of("b/1 m"), labels(course.left()));
  }

  @Test
  void triesTheSuccessorOfARetiredModelAtTheSameAccount() {
    Course course = course(candidate("a/1", retired("old", "new"), false), elsewhere);
    failNext(course, failure(FailureKind.MODEL_NOT_FOUND));
    Candidate next = course.next().orElseThrow();
    assertEquals("a/1 new", next.label());
    assertTrue(next.target().substitution());
  }

  @Test
  void neverTriesASuccessorWhereSubstitutionIsForbidden() {
    DispatchRules d = DispatchRules.DEFAULT;
    DispatchRules never =
        new DispatchRules(
            d.attempts(),
            d.delay(),
            d.backoff(),
            d.maxAttempts(),
            d.hedgeAfter(),
            d.hedgeMax(),
            d.timeouts(),
            ResumePolicy.FAIL,
            d.upstreamStream(),
            Substitution.NEVER);
    Course course = course(never, candidate("a/1", retired("old", "new"), false), elsewhere);
    failNext(course, failure(FailureKind.MODEL_NOT_FOUND));
    assertEquals(elsewhere, course.next().orElseThrow());
  }

  @Test
  void leavesAProviderWhoseBaseUrlIsWrong() {
    Course course = course(first, sameTarget, candidate("a/3", "other"), elsewhere);
    failNext(course, failure(FailureKind.MISCONFIGURED));
    assertEquals(List.of("b/1 m"), labels(course.left()));
  }

  @Test
  void leavesAnAccountWhoseWholeLimitIsReached() {
    Course course = course(first, candidate("a/1", "other"), sameTarget);
    failNext(course, failure(FailureKind.RATE_LIMITED));
    assertEquals(List.of("a/2 m"), labels(course.left()));
  }

  @Test
  void keepsAnAccountOfWhichOnlyOneModelIsLimited() {
    Course course = course(first, candidate("a/1", "other"));
    failNext(
        course,
        failure(FailureKind.RATE_LIMITED).toBuilder().scope(LimitScope.ACCOUNT_MODEL).build());
    assertEquals(List.of("a/1 other"), labels(course.left()));
  }

  @Test
  void doesNotFanALimitOfTheRequestItselfOutOverAllAccounts() {
    Course course =
        course(first, sameTarget, candidate("a/3", "m"), candidate("a/4", "m"), elsewhere);
    Failure bare = failure(FailureKind.RATE_LIMITED).toBuilder().scope(LimitScope.REQUEST).build();
    failNext(course, bare);
    failNext(course, bare);
    assertEquals(List.of("b/1 m"), labels(course.left()));
  }

  @Test
  void sitsOutAShortStatedLimitWhenNobodyElseIsFree() {
    Course course = course(first);
    assertEquals(
        new Step.Again(Duration.ofSeconds(2)),
        failNext(course, failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(2))));
  }

  @Test
  void goesToAFreeAccountRatherThanSittingOutAShortLimit() {
    Course course = course(first, sameTarget);
    assertInstanceOf(
        Step.Onward.class,
        failNext(course, failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(1))));
  }

  @Test
  void doesNotSitOutALongLimit() {
    Course course = course(first);
    assertInstanceOf(
        Step.Onward.class,
        failNext(course, failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(3))));
  }

  @Test
  void stopsAfterTheMostAttemptsInAll() {
    Course course = course(first, sameTarget, elsewhere);
    for (int i = 0; i < DispatchRules.DEFAULT.maxAttempts(); i++) {
      course.begin();
    }
    assertTrue(course.next().isEmpty());
  }

  @Test
  void jitterStaysBelowItsCeiling() {
    Course course = course(first, elsewhere);
    Candidate now = course.next().orElseThrow();
    Step.Again again =
        assertInstanceOf(Step.Again.class, fail(course, now, failure(FailureKind.SERVER_ERROR), 1));
    assertTrue(again.delay().compareTo(Duration.ofMillis(250)) < 0, again.toString());
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"CANCELLED", "DEADLINE"})
  void stopsWhenTheCallerIsGone(FailureKind kind) {
    assertInstanceOf(Step.Stop.class, failNext(course(first, elsewhere), failure(kind)));
  }

  @Test
  void keepsTheLastAttemptForAProviderNobodyHasAsked() {
    Course course = course(first, sameTarget, candidate("a/3", "m"), elsewhere);
    List<String> tried = new ArrayList<>();
    for (Optional<Candidate> next = course.next(); next.isPresent(); next = course.next()) {
      int tries = 0;
      Step step;
      do {
        tried.add(next.get().account().alias());
        step = fail(course, next.get(), failure(FailureKind.NETWORK), ++tries);
      } while (step instanceof Step.Again);
    }
    assertEquals(List.of("a/1", "a/1", "a/2", "a/2", "a/3", "b/1"), tried);
  }

  @Test
  void aShortLimitIsSatOutNoOftenerThanAnyRetry() {
    Course course = course(first);
    Candidate now = course.next().orElseThrow();
    Failure limit = failure(FailureKind.RATE_LIMITED, Duration.ofSeconds(1));
    assertInstanceOf(Step.Again.class, fail(course, now, limit, 1));
    assertInstanceOf(Step.Onward.class, fail(course, now, limit, 2));
  }

  @Test
  void anOverlongPromptAtALaterCandidateDoesNotHideTheFirstFailure() {
    Course course = course(first, candidate("b/1", window("m", 8_000), false));
    failNext(course, failure(FailureKind.TIMEOUT));
    assertInstanceOf(Step.Onward.class, failNext(course, failure(FailureKind.CONTEXT_TOO_LONG)));
  }

  @Test
  void theLimitOfThePromptCountsWhereItIsBelowTheWindow() {
    ModelCard narrow =
        new ModelCard("m", 200_000, 100_000, null, null, Set.of(), false, false, null, null);
    Course course =
        course(candidate("a/1", narrow, false), candidate("b/1", window("m", 150_000), false));
    failNext(course, failure(FailureKind.CONTEXT_TOO_LONG));
    assertEquals(List.of("b/1 m"), labels(course.left()));
  }
}
