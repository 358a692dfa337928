package dev.patchbay.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ChatFoldTest {
  private final ChatFold fold = new ChatFold();

  private void add(ChatEvent... events) {
    Arrays.stream(events).forEach(fold::add);
  }

  private static ChatEvent.Finish finish(int choice) {
    return new ChatEvent.Finish(choice, StopReason.END, null, JsonFields.NONE);
  }

  static Stream<Part> parts() {
    return Samples.parts().stream();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void foldsTheUnfoldedAnswerToAnEqualOne(Part part) {
    ChatResponse answer =
        new ChatResponse(
            "i",
            "m",
            null,
            List.of(
                new Choice(
                    0,
                    new Message.Assistant(List.of(part)),
                    StopReason.END,
                    null,
                    JsonFields.NONE)),
            null,
            null,
            JsonFields.NONE);
    ChatUnfold.events(answer).forEach(fold::add);
    assertEquals(answer, fold.response());
  }

  @Test
  void foldsAnUnfoldedAnswerOfSeveralChoicesToAnEqualOne() {
    ChatUnfold.events(Samples.response()).forEach(fold::add);
    assertEquals(Samples.response(), fold.response());
  }

  @Test
  void unfoldsByTheGrammarOfEvents() {
    List<ChatEvent> events = ChatUnfold.events(Samples.response());
    assertTrue(events.get(0) instanceof ChatEvent.Start);
    Set<String> ended = new HashSet<>();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.PartEnd end) {
        assertTrue(ended.add(end.choice() + "/" + end.part()));
      } else if (event instanceof ChatEvent.ToolCallDelta delta) {
        assertFalse(ended.contains(delta.choice() + "/" + delta.part()));
      }
    }
    assertEquals(Samples.parts().size() + 1, ended.size());
  }

  @Test
  void unfoldsTheFinishesOfAllChoicesAfterAllParts() {
    List<ChatEvent> events = ChatUnfold.events(Samples.response());
    assertTrue(events.stream().filter(ChatEvent.Finish.class::isInstance).count() > 1);
    assertTrue(
        events.stream()
            .dropWhile(event -> !(event instanceof ChatEvent.Finish))
            .noneMatch(ChatEvent.PartEnd.class::isInstance));
  }

  @Test
  void keepsInterleavedToolCallsApart() {
    add(
        call(0, "a", "f"),
        call(1, "b", "g"),
        new ChatEvent.ToolCallDelta(0, 1, "{\"y\":"),
        new ChatEvent.ToolCallDelta(0, 0, "{\"x\":1"),
        new ChatEvent.ToolCallDelta(0, 1, "2}"),
        new ChatEvent.ToolCallDelta(0, 0, "}"),
        finish(0));
    assertEquals(
        List.of(new Part.ToolCall("a", "f", "{\"x\":1}"), new Part.ToolCall("b", "g", "{\"y\":2}")),
        fold.response().toolCalls());
  }

  private static ChatEvent.ToolCallStart call(int part, String id, String name) {
    return new ChatEvent.ToolCallStart(
        0, part, id, name, Part.ToolCall.Kind.FUNCTION, PartInfo.NONE);
  }

  @Test
  void makesAnEmptyObjectOfACallWithoutArguments() {
    add(call(0, "a", "f"), finish(0));
    assertEquals("{}", fold.response().toolCalls().get(0).arguments());
  }

  @Test
  void ordersPartsAndChoicesByIndexNotByArrival() {
    add(
        new ChatEvent.TextDelta(1, 0, "second"),
        new ChatEvent.TextDelta(0, 1, "world"),
        new ChatEvent.ThinkingDelta(0, 0, "hm"));
    ChatResponse answer = fold.response();
    assertEquals("world", answer.text());
    assertEquals(List.of(0, 1), answer.choices().stream().map(Choice::index).toList());
    assertEquals(new Part.Thinking("hm", null), answer.message().parts().get(0));
  }

  @Test
  void isTheAnswerSoFarAtAnyMoment() {
    add(new ChatEvent.Start("i", "m", null, null), new ChatEvent.TextDelta(0, 0, "Hel"));
    assertEquals("Hel", fold.response().text());
    assertEquals(StopReason.OTHER, fold.response().stopReason());
    add(new ChatEvent.TextDelta(0, 0, "lo"));
    assertEquals("Hello", fold.response().text());
    assertFalse(fold.finished());
  }

  @Test
  void isFinishedOnceEveryChoiceSeenIs() {
    assertFalse(fold.finished());
    add(new ChatEvent.TextDelta(0, 0, "a"), new ChatEvent.TextDelta(1, 0, "b"), finish(0));
    assertFalse(fold.finished());
    add(finish(1));
    assertTrue(fold.finished());
  }

  @Test
  void mergesUsageReportsInsteadOfAddingThem() {
    assertNull(fold.usage());
    add(
        new ChatEvent.UsageReport(Usage.of(10, 1)),
        new ChatEvent.UsageReport(Usage.of(10, 5)),
        new ChatEvent.UsageReport(Usage.of(0, 0)));
    assertEquals(Usage.of(10, 5), fold.usage());
  }

  @Test
  void keepsTheFirstStart() {
    add(new ChatEvent.Start("i", "m", null, null), new ChatEvent.Start("j", "n", null, null));
    assertEquals("i", fold.response().id());
  }

  @Test
  void addsPartExtrasThatComeBeforeTheirPart() {
    JsonFields extras = JsonFields.NONE.with("k", RawJson.of("1"));
    add(new ChatEvent.PartExtras(0, 0, extras), new ChatEvent.TextDelta(0, 0, "a"));
    assertEquals(
        new Part.Text("a", List.of(), PartInfo.of(null, extras)),
        fold.response().message().parts().get(0));
  }

  @Test
  void addsPartExtrasToAPartThatCameWhole() {
    JsonFields extras = JsonFields.NONE.with("k", RawJson.of("1"));
    Part image = new Part.Image(new MediaSource.Url("u"));
    add(new ChatEvent.PartAdded(0, 0, image), new ChatEvent.PartExtras(0, 0, extras));
    assertEquals(
        new Part.Image(new MediaSource.Url("u"), null, PartInfo.of(null, extras)),
        fold.response().message().parts().get(0));
  }

  @Test
  void leavesUnknownEventsOutOfTheAnswer() {
    ChatResponse before = fold.response();
    add(new ChatEvent.Unknown("p", "new_thing", RawJson.EMPTY_OBJECT));
    assertEquals(before, fold.response());
  }

  @Test
  void foldsALongAnswerWithoutCopyingItOverAndOver() {
    String piece = "x".repeat(100);
    for (int i = 0; i < 100_000; i++) {
      add(new ChatEvent.TextDelta(0, 0, piece));
    }
    assertEquals(10_000_000, fold.response().text().length());
  }
}
