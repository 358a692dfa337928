package dev.patchbay.wire.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StopCutTest {
  private final List<ChatEvent> told = new ArrayList<>();

  private Consumer<ChatEvent> cut(String... stops) {
    return Undoing.in(told::add, new Undo(Map.of(), List.of(stops), null));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (ChatEvent event : told) {
      text.append(event instanceof ChatEvent.TextDelta more ? more.text() : "");
    }
    return text.toString();
  }

  private ChatEvent.Finish finish() {
    return told.stream()
        .filter(ChatEvent.Finish.class::isInstance)
        .map(ChatEvent.Finish.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static ChatEvent text(String text) {
    return new ChatEvent.TextDelta(0, 0, text);
  }

  private static ChatEvent end() {
    return new ChatEvent.Finish(0, StopReason.END, null, JsonFields.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "one two three, two, 'one ', two",
    "one two three, two|one, '', one",
    "aXYb, XY|Y, a, XY",
    "abcd, bcd|c, ab, c",
    "ababac, abac, ab, abac",
    "nothing here, END, nothing here,",
    "almost EN, END, almost EN,"
  })
  void cutsAtTheTextThatIsCompleteFirstHoweverItComes(
      String answer, String stops, String kept, String stop) {
    for (int piece = 1; piece <= answer.length(); piece++) {
      told.clear();
      Consumer<ChatEvent> cut = cut(stops.split("\\|"));
      for (int at = 0; at < answer.length(); at += piece) {
        cut.accept(text(answer.substring(at, Math.min(answer.length(), at + piece))));
      }
      cut.accept(new ChatEvent.PartEnd(0, 0));
      cut.accept(end());
      assertEquals(kept == null ? "" : kept, text(), "in pieces of " + piece);
      assertEquals(stop, finish().stopSequence());
      assertEquals(stop == null ? StopReason.END : StopReason.STOP_SEQUENCE, finish().reason());
    }
  }

  @Test
  void holdsBackNoMoreThanMayBeginAStopText() {
    Consumer<ChatEvent> cut = cut("END");
    cut.accept(text("to the E"));
    assertEquals("to the ", text());
    cut.accept(text("ast"));
    assertEquals("to the East", text());
  }

  @Test
  void tellsAHeldTextBeforeAnotherPartSpeaks() {
    Consumer<ChatEvent> cut = cut("END");
    cut.accept(text("E"));
    ChatEvent call =
        new ChatEvent.ToolCallStart(0, 1, "c", "f", Part.ToolCall.Kind.FUNCTION, PartInfo.NONE);
    cut.accept(call);
    assertEquals(List.of(text("E"), call), told);
  }

  @Test
  void saysNothingOfWhatFollowsTheCutButUsage() {
    Consumer<ChatEvent> cut = cut("END");
    cut.accept(text("a END b"));
    cut.accept(
        new ChatEvent.ToolCallStart(0, 1, "c", "f", Part.ToolCall.Kind.FUNCTION, PartInfo.NONE));
    cut.accept(new ChatEvent.ToolCallDelta(0, 1, "{}"));
    cut.accept(new ChatEvent.PartEnd(0, 0));
    cut.accept(new ChatEvent.PartEnd(0, 1));
    cut.accept(end());
    ChatEvent usage = new ChatEvent.UsageReport(dev.patchbay.chat.Usage.of(1, 9));
    cut.accept(usage);
    assertEquals(
        List.of(
            text("a "),
            new ChatEvent.PartEnd(0, 0),
            new ChatEvent.Finish(0, StopReason.STOP_SEQUENCE, "END", JsonFields.NONE),
            usage),
        told);
  }

  @Test
  void leavesThoughtsAndArgumentsAlone() {
    Consumer<ChatEvent> cut = cut("END");
    ChatEvent thought = new ChatEvent.ThinkingDelta(0, 0, "END");
    ChatEvent arguments = new ChatEvent.ToolCallDelta(0, 1, "{\"a\":\"END\"}");
    cut.accept(thought);
    cut.accept(arguments);
    assertEquals(List.of(thought, arguments), told);
  }

  @Test
  void cutsEachAnswerForItself() {
    Consumer<ChatEvent> cut = cut("END");
    cut.accept(new ChatEvent.TextDelta(0, 0, "a END"));
    cut.accept(new ChatEvent.TextDelta(1, 0, "b"));
    assertEquals(List.of(text("a "), new ChatEvent.TextDelta(1, 0, "b")), told);
  }

  @Test
  void cutsASignedTextThatCameWhole() {
    Opaque signature = new Opaque("s", Issuer.of("p", "m"));
    Part.Text signed = new Part.Text("a END b", List.of(), PartInfo.NONE.withSignature(signature));
    ChatFold fold = new ChatFold();
    fold.add(new ChatEvent.Start("i", "m", null, null));
    fold.add(new ChatEvent.PartAdded(0, 0, signed));
    fold.add(new ChatEvent.PartEnd(0, 0));
    fold.add(end());
    ChatResponse answer = Undoing.in(fold.response(), new Undo(Map.of(), List.of("END"), null));
    assertEquals(
        List.of(new Part.Text("a ", List.of(), PartInfo.NONE.withSignature(signature))),
        answer.message().parts());
    assertEquals("END", answer.choices().get(0).stopSequence());
  }
}
