package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.hard.Hop.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where system text stands. */
final class SystemPromptsTest {
  private static final String MIDDLE =
      "{'model':'m','messages':[{'role':'system','content':'first'},"
          + "{'role':'user','content':'a'},{'role':'system','content':'now in French'},"
          + "{'role':'assistant','content':'b'},{'role':'user','content':'c'}]}";
  private static final String TWO_LEADING =
      "{'model':'m','max_tokens':9,'system':[{'type':'text','text':'one'},"
          + "{'type':'text','text':'two','cache_control':{'type':'ephemeral'}}],"
          + "'messages':[{'role':'user','content':'a'}]}";
  private static final String ONLY_SYSTEM =
      "{'model':'m','messages':[{'role':'system','content':'Tell a joke'}]}";
  private static final String ASSISTANT_FIRST =
      "{'model':'m','messages':[{'role':'assistant','content':'Hello, I am B'},"
          + "{'role':'user','content':'a'}]}";
  private static final String REMINDER = "<system-reminder>\nnow in French\n</system-reminder>";

  @Test
  @HardCase(1)
  void systemTextInTheMiddleStaysInPlaceWhereTheProtocolHasAPlaceForIt() {
    Sent chat = Hop.CHAT.sent(Hop.CHAT.request(MIDDLE));
    Sent responses = Hop.RESPONSES.sent(Hop.CHAT.request(MIDDLE));
    Sent anthropic = Hop.ANTHROPIC.sent(Hop.CHAT.request(MIDDLE), Quirk.MID_SYSTEM);

    assertEquals(
        List.of("system", "user", "system", "assistant", "user"), chat.each("role", "messages"));
    assertEquals("first", responses.text("instructions"));
    assertEquals(List.of("user", "system", "assistant", "user"), responses.each("role", "input"));
    assertEquals(
        List.of("user", "system", "assistant", "user"), anthropic.each("role", "messages"));
    assertTrue(anthropic.losses().isEmpty());
  }

  @Test
  @HardCase(1)
  void systemTextInTheMiddleIsAReminderInTheUsersTurnWhereThereIsNoPlaceForIt() {
    Sent anthropic = Hop.ANTHROPIC.sent(Hop.CHAT.request(MIDDLE));
    Sent gemini = Hop.GEMINI.sent(Hop.CHAT.request(MIDDLE));

    assertEquals("first", anthropic.text("system"));
    assertEquals(List.of("a", REMINDER), anthropic.each("text", "messages", 0, "content"));
    assertEquals("first", gemini.text("systemInstruction", "parts", 0, "text"));
    assertEquals(List.of("a", REMINDER), gemini.each("text", "contents", 0, "parts"));
    assertEquals(List.of("mid-system"), anthropic.losses());
    assertEquals(List.of("mid-system"), gemini.losses());
  }

  @Test
  @HardCase(1)
  void systemTextAfterTheModelIsToldInTheNextTurnOfTheUserThoughTheTargetTakesItAfterUsers() {
    String afterModel =
        "{'model':'m','messages':[{'role':'user','content':'a'},"
            + "{'role':'assistant','content':'b'},{'role':'system','content':'now in French'},"
            + "{'role':'user','content':'c'}]}";
    Sent sent = Hop.ANTHROPIC.sent(Hop.CHAT.request(afterModel), Quirk.MID_SYSTEM);

    assertEquals(List.of("user", "assistant", "user"), sent.each("role", "messages"));
    assertEquals(List.of(REMINDER, "c"), sent.each("text", "messages", 2, "content"));
    assertEquals(List.of("mid-system"), sent.losses());
  }

  @Test
  @HardCase(2)
  void severalLeadingSystemTextsStayApartWithTheirCacheMarks() {
    Sent anthropic = Hop.ANTHROPIC.sent(Hop.ANTHROPIC.request(TWO_LEADING));
    Sent gemini = Hop.GEMINI.sent(Hop.ANTHROPIC.request(TWO_LEADING));

    assertEquals(List.of("one", "two"), anthropic.each("text", "system"));
    assertEquals("ephemeral", anthropic.text("system", 1, "cache_control", "type"));
    assertEquals(List.of("one", "two"), gemini.each("text", "systemInstruction", "parts"));
  }

  @Test
  @HardCase(2)
  void leadingSystemMessagesOfChatBecomeBlocksOfOneSystemText() {
    String two =
        "{'model':'m','messages':[{'role':'system','content':'one'},"
            + "{'role':'developer','content':'two'},{'role':'user','content':'a'}]}";

    assertEquals(
        List.of("one", "two"), Hop.ANTHROPIC.sent(Hop.CHAT.request(two)).each("text", "system"));
    assertEquals(
        List.of("one", "two"),
        Hop.GEMINI.sent(Hop.CHAT.request(two)).each("text", "systemInstruction", "parts"));
  }

  @Test
  @HardCase(3)
  void aSystemTextAloneGetsAUsersTurnWhereOneIsDemanded() {
    Sent anthropic = Hop.ANTHROPIC.sent(Hop.CHAT.request(ONLY_SYSTEM));
    Sent gemini = Hop.GEMINI.sent(Hop.CHAT.request(ONLY_SYSTEM));

    assertEquals("Tell a joke", anthropic.text("system"));
    assertEquals(List.of("user"), anthropic.each("role", "messages"));
    assertEquals("Tell a joke", gemini.text("systemInstruction", "parts", 0, "text"));
    assertEquals(List.of("user"), gemini.each("role", "contents"));
    assertEquals(List.of("opening"), anthropic.losses());
    assertEquals(List.of("opening"), gemini.losses());
  }

  @Test
  @HardCase(3)
  void aSystemTextAloneIsEnoughForOpenAi() {
    Sent sent = Hop.CHAT.sent(Hop.CHAT.request(ONLY_SYSTEM));

    assertEquals(List.of("system"), sent.each("role", "messages"));
    assertTrue(sent.losses().isEmpty());
  }

  @ParameterizedTest
  @HardCase(4)
  @EnumSource(names = {"ANTHROPIC", "GEMINI"})
  void aConversationTheModelBeginsIsOpenedByTheUser(Hop target) {
    Sent sent = target.sent(Hop.CHAT.request(ASSISTANT_FIRST));
    String turns = target == Hop.GEMINI ? "contents" : "messages";

    assertEquals("user", sent.text(turns, 0, "role"));
    assertFalse(sent.text(turns, 1, "role").equals("user"));
    assertEquals(3, sent.count(turns));
    assertEquals(List.of("opening"), sent.losses());
  }

  @ParameterizedTest
  @HardCase(4)
  @EnumSource(names = {"CHAT", "RESPONSES"})
  void openAiTakesAConversationTheModelBegins(Hop target) {
    Sent sent = target.sent(Hop.CHAT.request(ASSISTANT_FIRST));
    String turns = target == Hop.CHAT ? "messages" : "input";

    assertEquals(List.of("assistant", "user"), sent.each("role", turns));
    assertTrue(sent.losses().isEmpty());
  }
}
