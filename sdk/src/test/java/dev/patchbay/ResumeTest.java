package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.PartialAnswerException;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.chat.StopReason;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.testserver.RawServer;
import dev.patchbay.trace.AttemptRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@Isolated
class ResumeTest {
  private final Upstreams upstreams = new Upstreams();
  private final List<ChatEvent> events = new ArrayList<>();

  @AfterEach
  void close() {
    upstreams.close();
  }

  private static RawServer.Script cutAfter(String... texts) {
    return (socket, out) -> {
      Upstreams.head(out);
      Upstreams.say(out, texts);
    };
  }

  private ChatStream stream(ResumePolicy resume) {
    CallOptions options = CallOptions.builder().resume(resume).build();
    return upstreams.router().stream(
        ChatRequest.of("m", "Tell").toBuilder().options(options).build());
  }

  private PartialAnswerException partial(ChatStream stream) {
    return assertThrows(PartialAnswerException.class, () -> stream.forEach(events::add));
  }

  private String shown() {
    StringBuilder text = new StringBuilder();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.TextDelta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }

  private long count(Class<? extends ChatEvent> type) {
    return events.stream().filter(type::isInstance).count();
  }

  @Test
  void aBreakIsToldUnlessItWasAskedToGoOn() {
    upstreams.upstream("one", cutAfter("Once ")).upstream("two", Upstreams.whole("never"));
    try (ChatStream stream = stream(null)) {
      PartialAnswerException cut = partial(stream);
      assertEquals("Once ", cut.partial().text());
      assertEquals(1, cut.trace().attempts().size());
    }
    upstreams.assertNothingLeft();
  }

  @Test
  void theNextCandidateGoesOnAsIfNothingHadHappened() {
    upstreams.upstream("one", cutAfter("Once ")).upstream("two", Upstreams.whole("upon ", "a"));
    try (ChatStream stream = stream(ResumePolicy.CONTINUE)) {
      stream.forEach(events::add);
      assertEquals("Once upon a", stream.response().text());
      assertEquals(StopReason.END, stream.response().stopReason());
      List<AttemptRecord> attempts = stream.trace().attempts();
      assertEquals(2, attempts.size());
      assertEquals(FailureKind.CUT, attempts.get(0).failure().kind());
      assertTrue(stream.trace().notes().toString().contains("continued"));
    }
    assertEquals("Once upon a", shown());
    assertEquals(1, count(ChatEvent.Start.class));
    assertEquals(1, count(ChatEvent.Finish.class));
    upstreams.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 429, 500, 503})
  void aRefusedContinuationNeverSurfaces(int status) {
    upstreams.upstream("one", cutAfter("Once ")).upstream("two", Upstreams.refusal(status));
    try (ChatStream stream = stream(ResumePolicy.CONTINUE)) {
      PartialAnswerException cut = partial(stream);
      assertEquals(FailureKind.CUT, cut.kind());
      assertEquals("one/main", cut.failure().account());
      assertEquals("Once ", cut.partial().text());
      assertEquals(2, cut.trace().attempts().size());
    }
    assertEquals("Once ", shown());
    upstreams.assertNothingLeft();
  }

  @Test
  void aRefusedContinuationIsTakenOverByTheNext() {
    upstreams
        .upstream("one", cutAfter("Once "))
        .upstream("two", Upstreams.refusal(400))
        .upstream("three", Upstreams.whole("upon"));
    try (ChatStream stream = stream(ResumePolicy.CONTINUE)) {
      stream.forEach(events::add);
      assertEquals("Once upon", stream.response().text());
    }
    assertEquals("Once upon", shown());
  }

  @Test
  void aSecondBreakIsContinuedToo() {
    upstreams
        .upstream("one", cutAfter("Once "))
        .upstream("two", cutAfter("upon "))
        .upstream("three", Upstreams.whole("a"));
    try (ChatStream stream = stream(ResumePolicy.CONTINUE)) {
      stream.forEach(events::add);
      assertEquals("Once upon a", stream.response().text());
      assertNotNull(stream.response().id());
    }
    assertEquals("Once upon a", shown());
    assertEquals(1, count(ChatEvent.Start.class));
  }

  @Test
  void withNobodyLeftAllThatWasShownIsThePartialAnswer() {
    upstreams.upstream("one", cutAfter("Once ")).upstream("two", cutAfter("upon "));
    try (ChatStream stream = stream(ResumePolicy.CONTINUE)) {
      PartialAnswerException cut = partial(stream);
      assertEquals("Once upon ", cut.partial().text());
      assertEquals("one/main", cut.failure().account());
    }
  }

  @Test
  void neverGoesOnInsideAToolCall() {
    String call =
        "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"t\","
            + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\"}}]},"
            + "\"finish_reason\":null}]}\n\n";
    upstreams
        .upstream(
            "one",
            (socket, out) -> {
              Upstreams.head(out);
              out.write(call.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            })
        .upstream("two", Upstreams.whole("never"));
    try (ChatStream stream = stream(ResumePolicy.CONTINUE)) {
      assertInstanceOf(PartialAnswerException.class, partial(stream));
    }
    assertEquals("", shown());
    upstreams.assertNothingLeft();
  }
}
