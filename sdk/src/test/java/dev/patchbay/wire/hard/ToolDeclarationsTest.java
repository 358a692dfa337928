package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.hard.Hop.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tools that are not to be called, and histories that called tools nobody declares. */
final class ToolDeclarationsTest {
  private static final String HISTORY =
      "'messages':[{'role':'user','content':'q'},{'role':'assistant','content':null,'tool_calls':"
          + "[{'id':'c1','type':'function','function':{'name':'look','arguments':'{}'}}]},"
          + "{'role':'tool','tool_call_id':'c1','content':'r'},{'role':'user','content':'so?'}]";

  private static final String NOT_CALLED =
      ",'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object'}}}],"
          + "'tool_choice':'none'";

  private static ChatRequest history(String fields) {
    return Hop.CHAT.request("{'model':'m'," + HISTORY + fields + "}");
  }

  @ParameterizedTest
  @HardCase(42)
  @EnumSource
  void toolsNotToBeCalledStayDeclared(Hop target) {
    Sent sent = target.sent(history(NOT_CALLED));

    assertEquals(1, sent.count("tools"));
    Object choice =
        switch (target) {
          case CHAT, RESPONSES -> sent.at("tool_choice");
          case ANTHROPIC -> sent.at("tool_choice", "type");
          case GEMINI -> sent.at("toolConfig", "functionCallingConfig", "mode");
        };
    assertEquals(target == Hop.GEMINI ? "NONE" : "none", choice);
  }

  @Test
  @HardCase(42)
  void whereThereIsNoChoiceAnthropicIsToldInWordsNotToCall() {
    Sent sent = Hop.ANTHROPIC.sent(history(NOT_CALLED), Quirk.NO_TOOL_CHOICE);

    assertEquals(1, sent.count("tools"));
    assertNull(sent.at("tool_choice"));
    assertTrue(sent.text("system").contains("Do not call"));
    assertEquals(List.of("tool-choice"), sent.losses());
  }

  @ParameterizedTest
  @HardCase(42)
  @EnumSource(names = {"CHAT", "RESPONSES"})
  void whereThereIsNoChoiceToolsNotToBeCalledAreNotOffered(Hop target) {
    Sent sent = target.sent(history(NOT_CALLED), Quirk.NO_TOOL_CHOICE);

    assertEquals(-1, sent.count("tools"));
    assertNull(sent.at("tool_choice"));
    assertEquals(List.of("tool-choice"), sent.losses());
  }

  @Test
  @HardCase(43)
  void anthropicIsToldOfToolsThatOnlyTheHistoryKnows() {
    Sent sent = Hop.ANTHROPIC.sent(history(""));

    assertEquals(List.of("look"), sent.each("name", "tools"));
    assertEquals("object", sent.at("tools", 0, "input_schema", "type"));
    assertEquals("none", sent.at("tool_choice", "type"));
    assertEquals(List.of("tools"), sent.losses());
  }

  @ParameterizedTest
  @HardCase(43)
  @EnumSource(names = "ANTHROPIC", mode = EnumSource.Mode.EXCLUDE)
  void othersNeedNoDeclarationOfToolsOfTheHistory(Hop target) {
    Sent sent = target.sent(history(""));

    assertEquals(-1, sent.count("tools"));
    assertTrue(sent.json().contains("\"look\""));
  }
}
