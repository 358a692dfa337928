package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatJson;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.Json;
import dev.patchbay.transport.SseFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams: what comes from upstream whole, and what a client gets. */
interface StreamContract {
  Subject subject();

  @ParameterizedTest
  @MethodSource("streams")
  default void decodesAStreamToItsExpectedOutcome(Fixture fixture) {
    StreamRun run = run(fixture);
    String stored = stored(run);
    assertEquals(fixture.expected(stored), stored);
    assertEquals(0, run.badFrames());
    assertEquals(Set.of(), subject().strangers(run.answer()));
    assertEquals(Set.of(), strangers(run));
    EventGrammar.check(run);
  }

  private Set<String> strangers(StreamRun run) {
    Set<String> words = new TreeSet<>();
    for (ChatEvent event : run.events()) {
      if (event instanceof ChatEvent.Unknown stranger) {
        words.add(stranger.type());
      }
    }
    words.removeAll(subject().unknown());
    return words;
  }

  private static String stored(StreamRun run) {
    return Json.write(
            json -> {
              json.beginObject().name("outcome").value(run.outcome().name());
              if (run.error() != null) {
                json.name("error");
                ErrorContract.write(json, run.error());
              }
              json.endObject();
            })
        + "\n"
        + ChatJson.write(run.answer());
  }

  @ParameterizedTest
  @MethodSource("streams")
  default void readsTheSameFramesWhereverTheBytesAreCut(Fixture fixture) {
    byte[] bytes = fixture.bytes();
    List<SseFrame> whole = Frames.of(bytes);
    for (int at = 0; at <= bytes.length; at++) {
      assertEquals(whole, Frames.cut(bytes, at, bytes.length), "cut at byte " + at);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  default void streamsWhatItDecodedSoThatItDecodesToTheSame(Fixture fixture) {
    StreamRun run = run(fixture);
    if (run.outcome() != StreamRun.Outcome.COMPLETE) {
      return;
    }
    ClientView view = ResponseContract.view(run.answer());
    List<SseFrame> frames = ResponseContract.encode(subject().codec(), run.events(), view);
    subject().grammar().check(frames, false);
    StreamRun again = StreamRun.of(subject().codec(), frames);
    EventGrammar.check(again);
    assertEquals(StreamRun.Outcome.COMPLETE, again.outcome());
    if (subject().isStable(fixture)) {
      assertEquals(Subject.comparable(run.answer()), Subject.comparable(again.answer()));
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  default void encodesWhatItDecodedAsAnAnswerThatDecodesToTheSame(Fixture fixture) {
    StreamRun run = run(fixture);
    if (run.outcome() != StreamRun.Outcome.COMPLETE || !subject().isStable(fixture)) {
      return;
    }
    ClientView view = ResponseContract.view(run.answer());
    Encoded encoded = subject().codec().encodeResponse(run.answer(), view);
    assertEquals(run.answer(), subject().codec().decodeResponse(encoded.body(), StreamRun.ISSUER));
  }

  /** A stream that fails after any number of events is an error to the client, never an answer. */
  @ParameterizedTest
  @MethodSource("streams")
  default void endsAFailedStreamWithTheProtocolsErrorOnly(Fixture fixture) {
    StreamRun run = run(fixture);
    Failure failure =
        Failure.of(FailureKind.CUT, FailurePhase.DURING_OUTPUT, "The upstream broke off");
    for (int shown = 0; shown <= run.events().size(); shown++) {
      StreamEncoder encoder = subject().codec().encodeStream(ResponseContract.view(run.answer()));
      List<SseFrame> frames = new ArrayList<>();
      run.events().subList(0, shown).forEach(event -> encoder.encode(event, frames::add));
      encoder.fail(failure, frames::add);
      subject().grammar().check(frames, true);
      StreamRun seen = StreamRun.of(subject().codec(), frames);
      assertEquals(StreamRun.Outcome.ERROR, seen.outcome());
      assertTrue(seen.error() != null && seen.error().understood());
    }
  }

  private StreamRun run(Fixture fixture) {
    return StreamRun.of(subject().codec(), Frames.of(fixture.bytes()));
  }
}
