package dev.patchbay.course;

import static dev.patchbay.course.Plans.candidate;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.transport.TimeLimits;
import dev.patchbay.wire.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final Candidate now = candidate("a/1", "m");
  private final List<Candidate> none = List.of();
  private final List<Candidate> sameTarget = List.of(candidate("a/2", "m"));
  private final List<Candidate> elsewhere = List.of(candidate("b/1", "m"));
  private final ChatRequest plain = ChatRequest.of("m", "hello");
  private final ChatRequest thinking =
      plain.toBuilder().reasoning(Reasoning.effort(Reasoning.Effort.HIGH)).build();

  private TimeLimits limits(
      List<Candidate> left, ChatRequest request, long tokens, boolean stream) {
    return Limits.of(Timeouts.DEFAULT, now, left, query(request, tokens), stream);
  }

  private static RouteQuery query(ChatRequest request, long tokens) {
    boolean thinks = request.reasoning() != null;
    return new RouteQuery(
        "m",
        null,
        tokens,
        null,
        thinks ? Set.of(Capability.REASONING) : Set.of(),
        false,
        null,
        false,
        "local",
        null,
        null,
        List.of(),
        null,
        null,
        false,
        null,
        List.of());
  }

  @Test
  void waitsAMinuteForTheFirstTokenOfTheOnlyCandidate() {
    assertEquals(Duration.ofSeconds(60), limits(none, plain, 10, true).firstToken());
  }

  @Test
  void waitsTwelveSecondsWhileAnotherProviderIsLeft() {
    assertEquals(Duration.ofSeconds(12), limits(elsewhere, plain, 10, true).firstToken());
  }

  @Test
  void anotherAccountOfTheSameModelIsNoAlternative() {
    assertEquals(Duration.ofSeconds(60), limits(sameTarget, plain, 10, true).firstToken());
  }

  @Test
  void givesLongPromptsTheirTime() {
    assertEquals(Duration.ofSeconds(60), limits(elsewhere, plain, 50_000, true).firstToken());
  }

  @Test
  void givesThinkingFiveMinutes() {
    assertEquals(Duration.ofMinutes(5), limits(elsewhere, thinking, 10, true).firstToken());
  }

  @Test
  void limitsAWholeAnswerToNinetySecondsWhileACandidateIsLeft() {
    assertEquals(Duration.ofSeconds(90), limits(sameTarget, plain, 10, false).attempt());
  }

  @Test
  void limitsAWholeAnswerToTheAttemptWhenNobodyIsLeft() {
    assertEquals(Duration.ofMinutes(5), limits(none, plain, 10, false).attempt());
  }

  @Test
  void expectsNoFirstTokenBeforeAWholeAnswer() {
    TimeLimits whole = limits(elsewhere, plain, 10, false);
    assertEquals(whole.attempt(), whole.firstToken());
  }
}
