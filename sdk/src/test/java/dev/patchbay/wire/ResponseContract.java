package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatJson;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.transport.SseFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole answers: what comes from upstream, and what a client gets, at once or as a stream. */
interface ResponseContract {
  Subject subject();

  @ParameterizedTest
  @MethodSource("responses")
  default void decodesAnAnswerToItsExpectedValue(Fixture fixture) {
    assertFalse(subject().codec().isError(fixture.bytes()));
    ChatResponse answer = decode(fixture);
    String stored = ChatJson.write(answer);
    assertEquals(fixture.expected(stored), stored);
    assertEquals(Set.of(), subject().strangers(answer));
  }

  @ParameterizedTest
  @MethodSource("responses")
  default void decodesItsOwnAnswerToTheSameValue(Fixture fixture) {
    ChatResponse answer = decode(fixture);
    Encoded encoded = subject().codec().encodeResponse(answer, view(answer));
    ChatResponse again = subject().codec().decodeResponse(encoded.body(), StreamRun.ISSUER);
    assertEquals(Subject.comparable(answer), Subject.comparable(again));
  }

  @ParameterizedTest
  @MethodSource("responses")
  default void foldsTheUnfoldedAnswerToTheSame(Fixture fixture) {
    ChatFold fold = new ChatFold();
    List<ChatEvent> events = ChatUnfold.events(decode(fixture));
    EventGrammar.check(events);
    events.forEach(fold::add);
    assertEquals(ChatJson.write(decode(fixture)), ChatJson.write(fold.response()));
  }

  /** The law: folding the stream of an answer equals the buffered answer. */
  @ParameterizedTest
  @MethodSource("responses")
  default void streamsAnAnswerThatFoldsToTheBufferedOne(Fixture fixture) {
    ChatResponse answer = decode(fixture);
    List<SseFrame> frames = encode(subject().codec(), ChatUnfold.events(answer), view(answer));
    subject().grammar().check(frames, false);
    StreamRun run = StreamRun.of(subject().codec(), frames);
    EventGrammar.check(run);
    assertEquals(StreamRun.Outcome.COMPLETE, run.outcome());
    if (subject().isStable(fixture)) {
      assertEquals(Subject.comparable(answer), Subject.comparable(run.answer()));
    } else {
      assertEquals(answer.text(), run.answer().text());
    }
  }

  static List<SseFrame> encode(Codec codec, List<ChatEvent> events, ClientView view) {
    StreamEncoder encoder = codec.encodeStream(view);
    List<SseFrame> frames = new ArrayList<>();
    events.forEach(event -> encoder.encode(event, frames::add));
    encoder.end(frames::add);
    return frames;
  }

  static ClientView view(ChatResponse answer) {
    return new ClientView(answer.model(), true);
  }

  private ChatResponse decode(Fixture fixture) {
    return subject().codec().decodeResponse(fixture.bytes(), StreamRun.ISSUER);
  }
}
