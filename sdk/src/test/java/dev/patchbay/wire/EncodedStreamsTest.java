package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.Part;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded answer of every protocol, streamed to the clients of every protocol. */
final class EncodedStreamsTest {
  private static final Map<Codec, StreamGrammar> CLIENTS = new LinkedHashMap<>();

  static {
    CLIENTS.put(new OpenAiCodec(), new OpenAiGrammar());
    CLIENTS.put(new ResponsesCodec(), new ResponsesGrammar());
    CLIENTS.put(new AnthropicCodec(), new AnthropicGrammar());
    CLIENTS.put(new GeminiCodec(), new GeminiGrammar());
  }

  /** An answer of a fixture, as its events. */
  private record Told(String name, List<ChatEvent> events, ChatResponse answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Told> answers() {
    List<Told> told = new ArrayList<>();
    for (Codec codec : CLIENTS.keySet()) {
      for (Fixture fixture : Fixture.all(codec.protocol(), "resp-")) {
        ChatResponse answer = codec.decodeResponse(fixture.bytes(), StreamRun.ISSUER);
        told.add(new Told(codec.protocol() + "/" + fixture, ChatUnfold.events(answer), answer));
      }
      for (Fixture fixture : Fixture.all(codec.protocol(), "stream-")) {
        StreamRun run = StreamRun.of(codec, Frames.of(fixture.bytes()));
        if (run.outcome() == StreamRun.Outcome.COMPLETE) {
          told.add(new Told(codec.protocol() + "/" + fixture, run.events(), run.answer()));
        }
      }
    }
    return told.stream();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void keepsTheGrammarOfEveryClient(Told told) {
    CLIENTS.forEach(
        (codec, grammar) -> {
          List<SseFrame> frames =
              ResponseContract.encode(codec, told.events(), new ClientView("m", true));
          grammar.check(frames, false);
          StreamRun seen = StreamRun.of(codec, frames);
          assertEquals(StreamRun.Outcome.COMPLETE, seen.outcome(), codec.protocol().id());
          assertEquals(calls(told.answer()), calls(seen.answer()), codec.protocol().id());
        });
  }

  private static List<String> calls(ChatResponse answer) {
    if (answer.choices().isEmpty()) {
      return List.of();
    }
    return answer.toolCalls().stream().map(Part.ToolCall::name).toList();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void endsWithTheErrorOfEveryClientWhereverItFails(Told told) {
    Failure failure = Failure.of(FailureKind.CUT, FailurePhase.DURING_OUTPUT, "broken off");
    CLIENTS.forEach(
        (codec, grammar) -> {
          for (int shown = 0; shown <= told.events().size(); shown++) {
            StreamEncoder encoder = codec.encodeStream(new ClientView("m", true));
            List<SseFrame> frames = new ArrayList<>();
            told.events().subList(0, shown).forEach(e -> encoder.encode(e, frames::add));
            encoder.fail(failure, frames::add);
            encoder.end(frames::add);
            grammar.check(frames, true);
          }
        });
  }

  static Stream<Fixture> bad() {
    return Stream.of(Protocol.values())
        .flatMap(protocol -> Fixture.all(protocol, "stream-").stream())
        .filter(fixture -> fixture.name().contains("-BAD"));
  }

  /** What official clients break on or lose: {@link #keepsTheGrammarOfEveryClient} forbids it. */
  @ParameterizedTest
  @MethodSource("bad")
  void whatBreaksTheOfficialClientIsRefusedByItsGrammar(Fixture fixture) {
    List<SseFrame> frames = Frames.of(fixture.bytes());
    CLIENTS.forEach(
        (codec, grammar) -> {
          if (codec.protocol().id().equals(fixture.protocol())) {
            assertThrows(Throwable.class, () -> grammar.check(frames, false));
            List<SseFrame> mended = new ArrayList<>();
            frames.forEach(frame -> mended.add(SseFrame.data(frame.data())));
            mended.removeIf(frame -> frame.data().equals("[DONE]"));
            assertFalse(mended.equals(frames), "the fault is the one that is mended here");
            grammar.check(mended, false);
          }
        });
  }
}
