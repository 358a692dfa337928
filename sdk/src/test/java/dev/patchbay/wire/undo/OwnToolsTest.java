package dev.patchbay.wire.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of functions that stand for other tools of the caller's. */
final class OwnToolsTest {
  private static final JsonFields MARK = JsonFields.of("p", "item", RawJson.of("{\"n\":1}"));

  private static Undo undo(Set<String> freeText) {
    return new Undo(Map.of("ns__f", "f"), List.of(), null, freeText, Map.of("ns__f", MARK));
  }

  private static List<ChatEvent> told(Undo undo, String name, String... pieces) {
    List<ChatEvent> told = new ArrayList<>();
    var out = Undoing.in(told::add, undo);
    out.accept(
        new ChatEvent.ToolCallStart(0, 0, "c1", name, Part.ToolCall.Kind.FUNCTION, PartInfo.NONE));
    for (String piece : pieces) {
      out.accept(new ChatEvent.ToolCallDelta(0, 0, piece));
    }
    out.accept(new ChatEvent.PartEnd(0, 0));
    return told;
  }

  @Test
  void aCallHasTheCallersNameAndItsMarks() {
    ChatEvent.ToolCallStart call =
        (ChatEvent.ToolCallStart) told(undo(Set.of()), "ns__f", "{}").get(0);
    assertEquals("f", call.name());
    assertEquals(MARK, call.info().extras());
  }

  static Stream<Arguments> freeTexts() {
    return Stream.of(
        Arguments.of(List.of("{\"input\":", "\"a\\nb\"}"), "a\nb"),
        Arguments.of(List.of("{\"input\"", ":\"\"}"), ""),
        Arguments.of(List.of("{\"code\":1}"), "{\"code\":1}"),
        Arguments.of(List.of("not ", "json"), "not json"));
  }

  @ParameterizedTest
  @MethodSource("freeTexts")
  void freeTextIsTakenOutOfItsArgument(List<String> pieces, String text) {
    List<ChatEvent> told = told(undo(Set.of("exec")), "exec", pieces.toArray(String[]::new));
    assertEquals(Part.ToolCall.Kind.CUSTOM, ((ChatEvent.ToolCallStart) told.get(0)).kind());
    assertEquals(text, ((ChatEvent.ToolCallDelta) told.get(1)).arguments());
    assertEquals(3, told.size());
  }

  @Test
  void aNameThatWasChangedTwiceIsTheFirstOneAgain() {
    Undo last = new Undo(Map.of("fitted", "ns__f"), List.of(), null);
    Undo both = last.after(undo(Set.of("ns__f")));
    ChatEvent.ToolCallStart call = (ChatEvent.ToolCallStart) told(both, "fitted", "{}").get(0);
    assertEquals("f", call.name());
    assertEquals(MARK, call.info().extras());
    assertEquals(Part.ToolCall.Kind.CUSTOM, call.kind());
  }
}
