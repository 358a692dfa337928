package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every vendor's client sees of our answers: those of {@link Answers}, and all that the
 * samples of four protocols decode to. A sibling names its client, and what that client cannot do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientContract {
  private final FakeUpstream upstream = new FakeUpstream();
  private final Client strict = client(upstream.url(), true);
  private final Client lenient = client(upstream.url(), false);

  /** A client of the upstream; one that validates refuses whatever its vendor's documents lack. */
  abstract Client client(String url, boolean validating);

  /** Samples the client reads only when it does not validate, each with the reason. */
  Map<String, String> unvalidated() {
    return Map.of();
  }

  /** Samples the client cannot read as a stream whatever we do, each with the reason. */
  Map<String, String> unreadableStreams() {
    return Map.of();
  }

  /** The exception, status, type and code by which the client tells a failure. */
  abstract Map<FailureKind, Client.Refused> refusals();

  @AfterAll
  void close() {
    strict.close();
    lenient.close();
    upstream.close();
  }

  Client client() {
    return strict;
  }

  FakeUpstream upstream() {
    return upstream;
  }

  /** Answers of all four protocols, as their codecs read them. */
  List<Sample> samples() {
    Stream<Sample> made = Answers.all().stream();
    return Stream.concat(
            made,
            Stream.of(
                    new OpenAiCodec(),
                    new ResponsesCodec(),
                    new AnthropicCodec(),
                    new GeminiCodec())
                .flatMap(codec -> Sample.of(codec).stream()))
        .toList();
  }

  List<Sample> streams() {
    Set<String> unreadable = unreadableStreams().keySet();
    return samples().stream().filter(sample -> !unreadable.contains(sample.name())).toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsAWholeAnswerToWhatWasEncoded(Sample sample) {
    ChatResponse answer = sample.answer();
    upstream.serve(Served.whole(strict.codec(), answer));
    assertEquals(strict.expected(answer, false), clientFor(sample).whole());
  }

  @ParameterizedTest
  @MethodSource("streams")
  void readsAStreamToWhatWasEncoded(Sample sample) {
    upstream.serve(Served.stream(strict.codec(), sample.events()));
    assertEquals(strict.expected(sample.answer(), true), clientFor(sample).streamed());
  }

  private Client clientFor(Sample sample) {
    return unvalidated().containsKey(sample.name()) ? lenient : strict;
  }

  Set<FailureKind> failures() {
    return refusals().keySet();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tellsARefusalByItsStatusTypeAndCode(FailureKind kind) {
    upstream.serve(Served.error(strict.codec(), failure(kind, "It broke.")));
    RuntimeException thrown = assertThrows(RuntimeException.class, strict::whole);
    Client.Refused told = strict.refused(thrown);
    assertNotNull(told, () -> thrown.toString());
    assertTrue(told.message().contains("It broke."), told.message());
    assertEquals(refusals().get(kind), told.withMessage(""));
    assertEquals(1, upstream.calls(), "a client must not repeat what the router has repeated");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tellsARefusalOfAStreamAsThatOfAnAnswer(FailureKind kind) {
    upstream.serve(Served.error(strict.codec(), failure(kind, "It broke.")));
    Client.Refused told = strict.refused(assertThrows(RuntimeException.class, strict::streamed));
    assertNotNull(told);
    assertEquals(refusals().get(kind), told.withMessage(""));
  }

  private static Failure failure(FailureKind kind, String message) {
    return Failure.builder(kind, FailurePhase.CONNECTING, message)
        .retryAfter(Duration.ofSeconds(7))
        .build();
  }

  @Test
  void throwsWhereAStreamFailsInTheMiddle() {
    List<ChatEvent> begun = begun();
    for (int shown = 1; shown <= begun.size(); shown++) {
      Failure failure = Failure.of(FailureKind.OVERLOADED, FailurePhase.DURING_OUTPUT, "It broke.");
      upstream.serve(Served.failing(strict.codec(), begun.subList(0, shown), failure));
      Throwable thrown = assertThrows(Throwable.class, lenient::streamed, "after " + shown);
      assertTrue(String.valueOf(thrown.getMessage()).contains("It broke."), thrown::toString);
    }
  }

  /** Whether the connection breaks, or the stream says no more. */
  @Test
  void throwsWhereAStreamIsCut() {
    for (FakeUpstream.End end : FakeUpstream.End.values()) {
      upstream.serve(Served.unfinished(strict.codec(), begun(), end));
      assertThrows(RuntimeException.class, strict::streamed, end.toString());
    }
  }

  /** The events of an answer of text and calls, up to its finish. */
  static List<ChatEvent> begun() {
    List<ChatEvent> all = Answers.TEXT_AND_CALLS.events();
    return all.stream()
        .takeWhile(event -> !(event instanceof ChatEvent.Finish))
        .filter(event -> !(event instanceof ChatEvent.UsageReport))
        .toList();
  }
}
