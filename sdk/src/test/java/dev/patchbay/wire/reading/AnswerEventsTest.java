package dev.patchbay.wire.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerEventsTest {
  private final List<ChatEvent> events = new ArrayList<>();
  private final AnswerEvents answer = answer();
  private final ChoiceEvents choice = answer.choice(0);

  private AnswerEvents answer() {
    AnswerEvents made = new AnswerEvents("p");
    made.to(events::add);
    return made;
  }

  private static JsonFields field(String name, String value) {
    return JsonFields.of("p", name, RawJson.of(value));
  }

  private static ChatEvent start(String id) {
    return new ChatEvent.Start(id, "m", null, null);
  }

  private static ChatEvent text(int part, String text) {
    return new ChatEvent.TextDelta(0, part, text);
  }

  private static ChatEvent end(int part) {
    return new ChatEvent.PartEnd(0, part);
  }

  @Test
  void beginsOnceHoweverOftenItIsSaid() {
    answer.start("a", "m", null, null);
    answer.start("b", "m", null, null);
    choice.current(PartEvents.Kind.TEXT).more("x");
    answer.start("c", "m", null, null);
    assertEquals(List.of(start("a"), text(0, "x")), events);
  }

  @Test
  void waitsForTheFrameThatNamesTheAnswer() {
    answer.start("", "", null, null);
    assertEquals(List.of(), events);
    answer.start("a", "m", null, null);
    assertEquals(List.of(start("a")), events);
    assertEquals("a", answer.id());
  }

  @Test
  void beginsBeforeItsContentEvenIfNobodySaidSo() {
    answer.usage(Usage.of(1, 2));
    assertEquals(new ChatEvent.Start("", "", null, null), events.get(0));
    assertEquals(new ChatEvent.UsageReport(Usage.of(1, 2)), events.get(1));
  }

  @Test
  void anAnswerWithoutAnIdKeepsItsModel() {
    answer.start("", "m", null, null);
    answer.end();
    assertEquals(List.of(start("")), events);
  }

  @Test
  void tellsFieldsOnlyWhenTheyAreNew() {
    answer.start("a", "m", null, null);
    answer.extras(field("f", "1"));
    answer.extras(field("f", "1"));
    answer.extras(field("f", "2").and(field("g", "1")));
    answer.extras(field("g", "1"));
    assertEquals(
        List.of(
            start("a"),
            new ChatEvent.Extras(field("f", "1")),
            new ChatEvent.Extras(field("f", "2").and(field("g", "1")))),
        events);
  }

  @Test
  void tellsFieldsThatCameEarlyAfterTheStart() {
    answer.extras(field("f", "1"));
    assertEquals(List.of(), events);
    answer.start("a", "m", null, null);
    assertEquals(List.of(start("a"), new ChatEvent.Extras(field("f", "1"))), events);
  }

  @Test
  void remembersNoEndlessNumberOfFields() {
    answer.start("a", "m", null, null);
    for (int i = 0; i < 3_000; i++) {
      answer.extras(field("f" + i, "1"));
    }
    assertEquals(1 + 1_024, events.size());
  }

  @Test
  void anUnknownEventIsNoPartOfTheAnswer() {
    answer.unknown("strange", RawJson.EMPTY_OBJECT);
    assertEquals(List.of(new ChatEvent.Unknown("p", "strange", RawJson.EMPTY_OBJECT)), events);
  }

  @Test
  void numbersPartsAsTheyBeginAndEndsEachOnce() {
    answer.start("a", "m", null, null);
    choice.current(PartEvents.Kind.TEXT).more("x");
    choice.current(PartEvents.Kind.TEXT).more("y");
    choice.current(PartEvents.Kind.THINKING).more("h");
    choice.added(new Part.Text("whole"));
    choice.finish(StopReason.END, null, JsonFields.NONE);
    answer.end();
    assertEquals(
        List.of(
            start("a"),
            text(0, "x"),
            text(0, "y"),
            end(0),
            new ChatEvent.ThinkingDelta(0, 1, "h"),
            end(1),
            new ChatEvent.PartAdded(0, 2, new Part.Text("whole")),
            end(2),
            new ChatEvent.Finish(0, StopReason.END, null, JsonFields.NONE)),
        events);
  }

  @Test
  void partsBesideEachOtherStayOpenUntilTheFinish() {
    answer.start("a", "m", null, null);
    PartEvents one = choice.begin(new Part.Text("x"));
    PartEvents two = choice.begin(new Part.Text(""));
    one.more("y");
    choice.finish(StopReason.END, null, JsonFields.NONE);
    assertEquals(
        List.of(text(0, "x"), text(1, ""), text(0, "y"), end(0), end(1)), events.subList(1, 6));
    assertFalse(two.isOpen());
  }

  @Test
  void nothingComesAfterTheEndOfAPartNorAfterTheFinish() {
    PartEvents part = choice.begin(new Part.Text("x"));
    part.end();
    part.more("late");
    part.end();
    choice.finish(StopReason.END, null, JsonFields.NONE);
    int before = events.size();
    choice.current(PartEvents.Kind.TEXT).more("late");
    choice.added(new Part.Text("late"));
    choice.finish(StopReason.OTHER, null, JsonFields.NONE);
    assertEquals(before, events.size());
    assertEquals(4, before);
  }

  @Test
  void aPartOfWhichNothingWasToldHasNoEnd() {
    choice.begin(PartEvents.Kind.WHOLE);
    answer.end();
    assertEquals(List.of(), events);
  }

  @Test
  void onlyTheFirstPieceOfATextMayBeEmptyAndNoneOfACall() {
    PartEvents text = choice.begin(PartEvents.Kind.TEXT);
    text.more("");
    text.more("");
    PartEvents call = choice.begin(new Part.ToolCall("c", "f", "{}"));
    call.more("");
    assertEquals(3, events.size());
    assertEquals(text(0, ""), events.get(1));
    assertFalse(text.streamed());
  }

  @Test
  void tellsThePartsFieldsBeforeItsTextAndNotAgain() {
    PartInfo info = PartInfo.of(null, field("f", "1"));
    PartEvents part = choice.begin(new Part.Text("x", List.of(), info));
    part.extras(field("f", "1"));
    assertEquals(
        List.of(new ChatEvent.PartExtras(0, 0, field("f", "1")), text(0, "x")),
        events.subList(1, events.size()));
  }

  @Test
  void isInToolArgumentsWhileACallOrTheInputOfAWholePartComes() {
    assertFalse(answer.inToolArguments());
    PartEvents call = choice.begin(new Part.ToolCall("c", "f", "{}"));
    assertTrue(answer.inToolArguments());
    call.end();
    assertFalse(answer.inToolArguments());
    PartEvents hosted = choice.begin(PartEvents.Kind.WHOLE);
    assertTrue(answer.inToolArguments());
    hosted.added(new Part.Unknown("p", "hosted", RawJson.EMPTY_OBJECT));
    assertFalse(answer.inToolArguments());
    assertEquals(1, answer.calls(0));
    assertEquals(0, answer.calls(7));
  }

  @Test
  void isFinishedWhenEveryChoiceIs() {
    ChoiceEvents other = answer.choice(1);
    choice.finish(StopReason.END, null, JsonFields.NONE);
    assertFalse(answer.finished());
    other.finish(StopReason.END, null, JsonFields.NONE);
    assertTrue(answer.finished());
  }

  @Test
  void anAnswerThatIsCutEndsItsPartsAndHasNoFinish() {
    choice.current(PartEvents.Kind.REFUSAL).more("no");
    answer.end();
    assertEquals(end(0), events.get(events.size() - 1));
    assertFalse(answer.finished());
    assertTrue(choice.refused());
  }
}
