package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Part;
import dev.patchbay.transport.SseFrame;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams that break off: the answer is whole, or it is cut, and a cut one never looks whole. */
interface TruncationContract {
  Subject subject();

  @ParameterizedTest
  @MethodSource("streams")
  default void isWholeOrCutWhereverTheStreamBreaksOff(Fixture fixture) {
    byte[] bytes = fixture.bytes();
    StreamRun whole = StreamRun.of(subject().codec(), Frames.of(bytes));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          List<SseFrame> last = List.of();
          for (int length = 0; length < bytes.length; length++) {
            List<SseFrame> frames = Frames.cut(bytes, length, length);
            if (!frames.equals(last)) {
              check(whole, StreamRun.of(subject().codec(), frames), length);
              last = frames;
            }
          }
        });
  }

  private static void check(StreamRun whole, StreamRun run, int length) {
    String at = "after " + length + " bytes";
    if (run.outcome() == StreamRun.Outcome.COMPLETE) {
      assertEquals(StreamRun.Outcome.COMPLETE, whole.outcome(), at);
      assertEquals(contents(whole), contents(run), at);
    } else if (run.outcome() == StreamRun.Outcome.ERROR) {
      assertEquals(StreamRun.Outcome.ERROR, whole.outcome(), at);
      assertEquals(whole.error(), run.error(), at);
    }
    for (Choice choice : run.answer().choices()) {
      String all =
          whole.answer().choices().stream()
              .filter(other -> other.index() == choice.index())
              .map(TruncationContract::text)
              .findFirst()
              .orElseThrow(() -> new AssertionError("a choice out of nowhere " + at));
      assertTrue(all.startsWith(text(choice)), at);
    }
    if (run.outcome() == StreamRun.Outcome.CUT) {
      EventGrammar.check(run);
    }
  }

  private static String contents(StreamRun run) {
    return run.answer().choices().stream()
        .map(choice -> choice.index() + "=" + choice.message() + choice.stopReason())
        .collect(Collectors.joining("\n"));
  }

  /** All text of a choice by kind, so that what came later stands later. */
  private static String text(Choice choice) {
    return choice.message().parts().stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining());
  }
}
