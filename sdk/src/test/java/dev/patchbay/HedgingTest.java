package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.PartialAnswerException;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(30)
@Isolated
class HedgingTest {
  private static final Duration SOON = Duration.ofMillis(50);

  private final Upstreams upstreams = new Upstreams().hedged(SOON);
  private final CountDownLatch asked = new CountDownLatch(1);

  @AfterEach
  void close() {
    upstreams.close();
  }

  private static String read(ChatStream stream) {
    StringBuilder text = new StringBuilder();
    stream.forEach(
        event -> {
          if (event instanceof ChatEvent.TextDelta delta) {
            text.append(delta.text());
          }
        });
    return text.toString();
  }

  private static void bothAreInTheTrace(RouteTrace trace) {
    assertEquals(List.of(1, 2), trace.attempts().stream().map(AttemptRecord::number).toList());
    AttemptRecord loser = trace.attempts().get(0);
    assertEquals(FailureKind.CANCELLED, loser.failure().kind());
    assertEquals("two/main", trace.served().orElseThrow().account());
    assertTrue(trace.notes().toString().contains("hedged with two/main"), trace.notes().toString());
  }

  @Test
  void theNextCandidateAnswersWhenTheFirstShowsNothing() {
    upstreams.upstream("one", upstreams.silent(asked)).upstream("two", Upstreams.answer("Hello"));
    ChatResponse response = upstreams.router().chat("m", "Hi");
    assertEquals("Hello", response.text());
    bothAreInTheTrace(response.trace());
    upstreams.assertNothingLeft();
    bothAreInTheTrace(upstreams.end().trace());
  }

  @Test
  void theNextCandidateStreamsWhenTheFirstShowsNothing() {
    upstreams
        .upstream(
            "one",
            (socket, out) -> {
              Upstreams.head(out);
              upstreams.holds();
            })
        .upstream("two", Upstreams.whole("Hel", "lo"));
    try (ChatStream stream = upstreams.router().stream("m", "Hi")) {
      assertEquals("Hello", read(stream));
      assertEquals("Hello", stream.response().text());
      bothAreInTheTrace(stream.trace());
    }
    upstreams.assertNothingLeft();
    assertTrue(upstreams.router().accounts().list().stream().allMatch(AccountStatus::available));
  }

  @Test
  void theLoserShowsNothing() {
    CountDownLatch won = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(1);
    upstreams
        .upstream(
            "one",
            (socket, out) -> {
              Upstreams.head(out);
              won.await();
              try {
                Upstreams.say(out, "LOSER", "LOSER");
              } finally {
                late.countDown();
              }
              upstreams.holds();
            })
        .upstream(
            "two",
            (socket, out) -> {
              Upstreams.head(out);
              Upstreams.say(out, "Hel");
              late.await();
              Upstreams.say(out, "lo");
              Upstreams.finish(out);
            });
    StringBuilder text = new StringBuilder();
    try (ChatStream stream = upstreams.router().stream("m", "Hi")) {
      stream.forEach(
          event -> {
            if (event instanceof ChatEvent.TextDelta delta) {
              text.append(delta.text());
              won.countDown();
            }
          });
    }
    assertEquals("Hello", text.toString());
    upstreams.assertNothingLeft();
  }

  @Test
  void aFastFirstCandidateIsNotHedged() {
    upstreams.hedged(Duration.ofSeconds(20));
    upstreams.upstream("one", Upstreams.whole("Hello")).upstream("two", upstreams.silent(asked));
    try (ChatStream stream = upstreams.router().stream("m", "Hi")) {
      assertEquals("Hello", read(stream));
      assertEquals(1, stream.trace().attempts().size());
    }
    assertEquals(1, asked.getCount());
  }

  @Test
  void theRefusalOfOneDoesNotSpoilTheAnswerOfTheOther() {
    CountDownLatch second = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    upstreams
        .upstream(
            "one",
            (socket, out) -> {
              second.await();
              Upstreams.refusal(400).answer(socket, out);
              refused.countDown();
            })
        .upstream(
            "two",
            (socket, out) -> {
              second.countDown();
              refused.await();
              Upstreams.whole("Hello").answer(socket, out);
            });
    try (ChatStream stream = upstreams.router().stream("m", "Hi")) {
      assertEquals("Hello", read(stream));
    }
    upstreams.assertNothingLeft();
  }

  @Test
  void whenAllFailTheFirstFailureIsTold() {
    CountDownLatch second = new CountDownLatch(1);
    upstreams
        .upstream(
            "one",
            (socket, out) -> {
              second.await();
              Upstreams.refusal(500).answer(socket, out);
            })
        .upstream(
            "two",
            (socket, out) -> {
              second.countDown();
              Upstreams.refusal(500).answer(socket, out);
            });
    RouterException failed =
        assertThrows(RouterException.class, () -> upstreams.router().chat("m", "Hi"));
    assertEquals(FailureKind.SERVER_ERROR, failed.kind());
    assertEquals(2, failed.trace().attempts().size());
    upstreams.assertNothingLeft();
  }

  @Test
  void aWinnerThatBreaksIsAPartialAnswerAndNotACancelledOne() {
    upstreams
        .upstream("one", upstreams.silent(asked))
        .upstream(
            "two",
            (socket, out) -> {
              Upstreams.head(out);
              Upstreams.say(out, "Half");
            });
    try (ChatStream stream = upstreams.router().stream("m", "Hi")) {
      RouterException cut = assertThrows(RouterException.class, () -> read(stream));
      assertEquals(FailureKind.CUT, cut.kind());
      assertEquals("Half", assertInstanceOf(PartialAnswerException.class, cut).partial().text());
    }
    upstreams.assertNothingLeft();
  }

  @Test
  void aWinnerThatBreaksIsContinuedIfAsked() {
    upstreams
        .upstream("one", upstreams.silent(asked))
        .upstream(
            "two",
            (socket, out) -> {
              Upstreams.head(out);
              Upstreams.say(out, "Hel");
            })
        .upstream("three", Upstreams.whole("lo"));
    try (ChatStream stream = upstreams.router().stream(request(ResumePolicy.CONTINUE, null))) {
      assertEquals("Hello", read(stream));
    }
    upstreams.assertNothingLeft();
  }

  private static ChatRequest request(ResumePolicy resume, Duration deadline) {
    CallOptions options = CallOptions.builder().resume(resume).deadline(deadline).build();
    return ChatRequest.of("m", "Hi").toBuilder().options(options).build();
  }

  @Test
  void aDeadlineEndsTheWholeRace() {
    upstreams.upstream("one", upstreams.silent(asked)).upstream("two", upstreams.silent(asked));
    try (ChatStream stream = upstreams.router().stream(request(null, Duration.ofMillis(400)))) {
      RouterException late = assertThrows(RouterException.class, () -> read(stream));
      assertEquals(FailureKind.DEADLINE, late.kind());
      assertEquals(2, late.trace().attempts().size());
    }
    upstreams.assertNothingLeft();
  }

  @Test
  void anInterruptEndsTheWholeRace() {
    upstreams.upstream("one", upstreams.silent(asked)).upstream("two", upstreams.silent(asked));
    Thread.currentThread().interrupt();
    RouterException ended =
        assertThrows(RouterException.class, () -> upstreams.router().chat("m", "Hi"));
    assertTrue(Thread.interrupted());
    assertEquals(FailureKind.CANCELLED, ended.kind());
    upstreams.assertNothingLeft();
  }

  @Test
  void whatTheConsumerThrowsEndsTheWholeRace() {
    upstreams.upstream("one", upstreams.silent(asked)).upstream("two", Upstreams.whole("Hello"));
    IllegalStateException mine = new IllegalStateException("mine");
    try (ChatStream stream = upstreams.router().stream("m", "Hi")) {
      assertSame(
          mine,
          assertThrows(
              IllegalStateException.class,
              () ->
                  stream.forEach(
                      event -> {
                        throw mine;
                      })));
    }
    upstreams.assertNothingLeft();
    assertFalse(upstreams.heard().isEmpty());
    assertEquals(FailureKind.CANCELLED, upstreams.end().failure().kind());
  }

  @Test
  void attemptsAreLimitedAlsoInARace() {
    for (int i = 0; i < 9; i++) {
      upstreams.upstream("u" + i, i < 5 ? Upstreams.refusal(500) : upstreams.silent(asked));
    }
    try (ChatStream stream = upstreams.router().stream(request(null, Duration.ofMillis(600)))) {
      RouterException failed = assertThrows(RouterException.class, () -> read(stream));
      assertEquals(6, failed.trace().attempts().size());
    }
    upstreams.assertNothingLeft();
  }
}
