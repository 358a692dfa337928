package dev.patchbay.wire.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.wire.Loss;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Message ASK = Message.user("Weather?");

  @Test
  void leavesAnOrderedConversationAlone() {
    List<Message> messages =
        List.of(Message.system("Brief."), ASK, calls("a", "b"), result("a"), result("b"));
    Turns.Ordered ordered = Turns.order(messages);
    assertEquals(messages, ordered.messages());
    assertEquals(List.of(), ordered.losses());
  }

  @Test
  void groupsResultsAfterTheirCallsInCallOrder() {
    Turns.Ordered ordered = order(ASK, calls("a", "b"), result("b"), result("a"));
    assertEquals(List.of(ASK, calls("a", "b"), result("a"), result("b")), ordered.messages());
  }

  @Test
  void putsResultsBeforeWhatTheUserSaidMeanwhile() {
    Turns.Ordered ordered = order(ASK, calls("a"), Message.user("Wait"), result("a"));
    assertEquals(List.of(ASK, calls("a"), result("a"), Message.user("Wait")), ordered.messages());
  }

  @Test
  void answersAnUnansweredCallAsCancelled() {
    Turns.Ordered ordered = order(ASK, calls("a"), Message.user("Never mind"));
    Message.Tool tool = assertInstanceOf(Message.Tool.class, ordered.messages().get(2));
    assertEquals("a", tool.callId());
    assertTrue(tool.error());
    assertEquals(Turns.CANCELLED, tool.text());
    assertEquals(List.of("unanswered-tool-call"), features(ordered));
  }

  @Test
  void quotesAnOrphanResultAsTheUsersText() {
    Turns.Ordered ordered = order(ASK, result("gone"));
    Message.User quoted = assertInstanceOf(Message.User.class, ordered.messages().get(1));
    assertTrue(quoted.text().contains("result of gone"));
    assertEquals(List.of("orphan-tool-result"), features(ordered));
  }

  @Test
  void keepsTheLastOfTwoResults() {
    Turns.Ordered ordered =
        order(ASK, calls("a"), Message.toolResult("a", "old"), Message.toolResult("a", "new"));
    assertEquals(3, ordered.messages().size());
    assertEquals("new", ordered.messages().get(2).text());
    assertEquals(List.of("duplicate-tool-result"), features(ordered));
  }

  @Test
  void makesAnIdUsedInTwoTurnsUniqueWithItsResult() {
    Turns.Ordered ordered =
        order(
            ASK,
            calls("a"),
            Message.toolResult("a", "first"),
            calls("a"),
            Message.toolResult("a", "second"));
    Message.Tool second = assertInstanceOf(Message.Tool.class, ordered.messages().get(4));
    Message.Assistant caller = assertInstanceOf(Message.Assistant.class, ordered.messages().get(3));
    assertEquals("second", second.text());
    assertEquals("a_2", second.callId());
    assertEquals("a_2", caller.toolCalls().get(0).id());
  }

  @Test
  void dropsEmptyTextsAndTurns() {
    Message.Assistant mixed =
        new Message.Assistant(List.of(new Part.Text(""), new Part.Text("Hi")));
    Turns.Ordered ordered = order(ASK, Message.assistant(" "), mixed);
    assertEquals(List.of(ASK, Message.assistant("Hi")), ordered.messages());
    assertEquals(List.of("empty-text", "empty-turn", "empty-text"), features(ordered));
  }

  @Test
  void letsTheUserOpenAConversationTheModelOpened() {
    Turns.Ordered ordered = order(Message.system("S"), Message.assistant("Hi"));
    assertEquals(Message.user(Turns.OPENING), ordered.messages().get(1));
  }

  @Test
  void letsTheUserOpenAConversationOfSystemTextAlone() {
    Turns.Ordered ordered = order(Message.system("S"));
    assertEquals(List.of(Message.system("S"), Message.user(Turns.OPENING)), ordered.messages());
    assertEquals(List.of("opening"), features(ordered));
  }

  private static Turns.Ordered order(Message... messages) {
    return Turns.order(List.of(messages));
  }

  private static List<String> features(Turns.Ordered ordered) {
    return ordered.losses().stream().map(Loss::feature).toList();
  }

  private static Message.Assistant calls(String... ids) {
    return new Message.Assistant(
        java.util.Arrays.stream(ids)
            .map(id -> (Part) new Part.ToolCall(id, "get_weather", "{}"))
            .toList());
  }

  private static Message.Tool result(String id) {
    return Message.toolResult(id, "result of " + id);
  }
}
