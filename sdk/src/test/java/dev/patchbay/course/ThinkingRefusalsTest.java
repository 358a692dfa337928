package dev.patchbay.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.route.Candidate;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinkingRefusalsTest {
  private static Failure refused(String message) {
    return Failure.builder(FailureKind.INVALID_REQUEST, FailurePhase.BEFORE_OUTPUT, message)
        .status(400)
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "messages.1.content.0: Invalid `signature` in `thinking` block",
        "messages.3: thinking blocks are bound to a different conversation",
        "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `text`",
        "`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified",
        "Function call is missing a thought_signature in functionCall parts",
        "The encrypted content gAAA could not be verified."
      })
  void knowsTheTextsByWhichThinkingIsRefused(String message) {
    assertTrue(ThinkingRefusals.isOne(refused(message)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_tokens must be greater than thinking.budget_tokens",
        "The request signature is invalid",
        "thinking.type: adaptive is not supported by this model",
        "content is not encrypted"
      })
  void leavesOtherRefusalsAlone(String message) {
    assertFalse(ThinkingRefusals.isOne(refused(message)));
  }

  @Test
  void asksTheSameCandidateOnceMoreAndOnlyOnce() {
    Candidate one = Plans.candidate("a/1", "m");
    Course course = new Course(Plans.of(one), DispatchRules.DEFAULT, Plans.NO_PROVIDERS);
    Failure failure = refused("Invalid `signature` in `thinking` block");
    SplittableRandom random = new SplittableRandom(7);
    course.next();
    course.begin();

    assertFalse(course.thinkingRefused());
    assertEquals(new Step.Again(Duration.ZERO), course.after(one, failure, 1, random));
    assertTrue(course.thinkingRefused());
    course.begin();
    assertInstanceOf(Step.Onward.class, course.after(one, failure, 2, random));
  }
}
