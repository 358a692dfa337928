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

/** The order of turns, of calls and of their results. */
final class TurnOrderTest {
  private static final String RUNS =
      chat(user("a"), user("b"), assistant("c"), assistant("d"), user("e"));

  private static String chat(String... messages) {
    return "{'model':'m','messages':[" + String.join(",", messages) + "]}";
  }

  private static String user(String text) {
    return "{'role':'user','content':'" + text + "'}";
  }

  private static String assistant(String text) {
    return "{'role':'assistant','content':'" + text + "'}";
  }

  private static String calls(String... ids) {
    StringBuilder calls = new StringBuilder();
    for (String id : ids) {
      calls
          .append(calls.length() == 0 ? "" : ",")
          .append("{'id':'" + id + "','type':'function',")
          .append("'function':{'name':'get_" + id + "','arguments':'{}'}}");
    }
    return "{'role':'assistant','content':null,'tool_calls':[" + calls + "]}";
  }

  private static String result(String id, String text) {
    return "{'role':'tool','tool_call_id':'" + id + "','content':'" + text + "'}";
  }

  @Test
  @HardCase(5)
  void turnsOfOneRoleAreMergedBlockByBlockWhereRolesAlternate() {
    Sent anthropic = Hop.ANTHROPIC.sent(Hop.CHAT.request(RUNS));
    Sent gemini = Hop.GEMINI.sent(Hop.CHAT.request(RUNS));
    Sent strict = Hop.CHAT.sent(Hop.CHAT.request(RUNS), Quirk.ALTERNATING_ROLES);

    assertEquals(List.of("user", "assistant", "user"), anthropic.each("role", "messages"));
    assertEquals(List.of("a", "b"), anthropic.each("text", "messages", 0, "content"));
    assertEquals(List.of("user", "model", "user"), gemini.each("role", "contents"));
    assertEquals(List.of("c", "d"), gemini.each("text", "contents", 1, "parts"));
    assertEquals(List.of("user", "assistant", "user"), strict.each("role", "messages"));
    assertEquals(List.of("a", "b"), strict.each("text", "messages", 0, "content"));
  }

  @ParameterizedTest
  @HardCase(5)
  @EnumSource(names = {"CHAT", "RESPONSES"})
  void turnsOfOneRoleStayApartWhereTheyMay(Hop target) {
    Sent sent = target.sent(Hop.CHAT.request(RUNS));

    assertEquals(5, sent.count(target == Hop.CHAT ? "messages" : "input"));
  }

  @Test
  @HardCase(6)
  void resultsOfOneTurnStandTogetherInTheOrderOfTheCallsAndBeforeText() {
    String conversation =
        chat(user("q"), calls("a", "b"), result("b", "2"), result("a", "1"), user("and?"));
    Sent anthropic = Hop.ANTHROPIC.sent(Hop.CHAT.request(conversation));
    Sent gemini = Hop.GEMINI.sent(Hop.CHAT.request(conversation));

    assertEquals(3, anthropic.count("messages"));
    assertEquals(
        List.of("tool_result", "tool_result", "text"),
        anthropic.each("type", "messages", 2, "content"));
    assertEquals("a", anthropic.text("messages", 2, "content", 0, "tool_use_id"));
    assertEquals("b", anthropic.text("messages", 2, "content", 1, "tool_use_id"));
    assertEquals(3, gemini.count("contents"));
    assertEquals("get_a", gemini.text("contents", 2, "parts", 0, "functionResponse", "name"));
    assertEquals("get_b", gemini.text("contents", 2, "parts", 1, "functionResponse", "name"));
    assertEquals("and?", gemini.text("contents", 2, "parts", 2, "text"));
  }

  @Test
  @HardCase(6)
  void textBeforeResultsInAClientsTurnIsPutAfterThem() {
    String conversation =
        "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'q'},"
            + "{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'get','input':{}}]},"
            + "{'role':'user','content':[{'type':'text','text':'see'},"
            + "{'type':'tool_result','tool_use_id':'a','content':'1'}]}]}";

    Sent chat = Hop.CHAT.sent(Hop.ANTHROPIC.request(conversation));
    Sent anthropic = Hop.ANTHROPIC.sent(Hop.ANTHROPIC.request(conversation));

    assertEquals(List.of("user", "assistant", "tool", "user"), chat.each("role", "messages"));
    assertEquals(List.of("tool_result", "text"), anthropic.each("type", "messages", 2, "content"));
  }

  @ParameterizedTest
  @HardCase(7)
  @EnumSource
  void aCallTheUserInterruptedIsAnsweredAsCancelledBeforeTheUsersText(Hop target) {
    Sent sent = target.sent(Hop.CHAT.request(chat(user("q"), calls("a"), user("no, stop"))));

    assertTrue(sent.json().contains("cancelled"));
    assertTrue(sent.json().indexOf("cancelled") < sent.json().indexOf("no, stop"));
    assertTrue(sent.losses().contains("unanswered-tool-call"));
  }

  @Test
  @HardCase(7)
  void aCancelledCallCountsAsFailed() {
    Sent sent = Hop.ANTHROPIC.sent(Hop.CHAT.request(chat(user("q"), calls("a"), user("stop"))));

    assertEquals("true", sent.text("messages", 2, "content", 0, "is_error"));
  }

  @ParameterizedTest
  @HardCase(8)
  @EnumSource
  void aResultWithoutACallIsQuotedByTheUser(Hop target) {
    Sent sent = target.sent(Hop.CHAT.request(chat(user("q"), result("gone", "42 degrees"))));

    assertTrue(sent.json().contains("42 degrees"));
    assertFalse(sent.json().contains("tool_result"));
    assertFalse(sent.json().contains("'tool'".replace('\'', '"')));
    assertFalse(sent.json().contains("function_call_output"));
    assertFalse(sent.json().contains("functionResponse"));
    assertEquals(List.of("orphan-tool-result"), sent.losses());
  }

  @ParameterizedTest
  @HardCase(9)
  @EnumSource
  void aCallAtTheEndIsNeverSentUnanswered(Hop target) {
    Sent sent = target.sent(Hop.CHAT.request(chat(user("q"), calls("a", "b"), result("a", "1"))));

    assertTrue(sent.json().contains("cancelled"));
    assertTrue(sent.losses().contains("unanswered-tool-call"));
  }

  @ParameterizedTest
  @HardCase(10)
  @EnumSource
  void ofTwoResultsOfOneCallTheLastIsSent(Hop target) {
    Sent sent =
        target.sent(
            Hop.CHAT.request(
                chat(user("q"), calls("a"), result("a", "early"), result("a", "late"))));

    assertTrue(sent.json().contains("late"));
    assertFalse(sent.json().contains("early"));
    assertTrue(sent.losses().contains("duplicate-tool-result"));
  }

  @ParameterizedTest
  @HardCase(11)
  @EnumSource
  void idsAreUniqueThoughTheClientNumbersTheCallsOfEachTurnAnew(Hop target) {
    String conversation =
        chat(
            user("q"),
            calls("a"),
            result("a", "first"),
            calls("a"),
            result("a", "second"),
            user("now?"));
    Sent sent = target.sent(Hop.CHAT.request(conversation));

    assertTrue(sent.losses().contains("tool-call-id"));
    assertEquals(2, occurrences(sent.json(), "\"a\""));
    assertTrue(sent.json().indexOf("first") < sent.json().indexOf("second"));
  }

  private static int occurrences(String text, String word) {
    return text.split(java.util.regex.Pattern.quote(word), -1).length - 1;
  }

  @ParameterizedTest
  @HardCase(19)
  @EnumSource(names = {"ANTHROPIC", "GEMINI"})
  void emptyTextIsLeftOutAndTheTurnsAroundItAreMerged(Hop target) {
    String conversation = chat(user("a"), assistant(" "), user("b"), assistant(""));
    Sent sent = target.sent(Hop.CHAT.request(conversation));
    String turns = target == Hop.GEMINI ? "contents" : "messages";

    assertEquals(List.of("user"), sent.each("role", turns));
    assertEquals(
        List.of("a", "b"), sent.each("text", turns, 0, target == Hop.GEMINI ? "parts" : "content"));
    assertTrue(sent.losses().contains("empty-turn"));
  }

  @Test
  @HardCase(19)
  void anEmptyTextBesideACallIsLeftOut() {
    String conversation =
        chat(
            user("q"),
            calls("a").replace("'content':null", "'content':''"),
            result("a", ""),
            user("b"));
    Sent sent = Hop.ANTHROPIC.sent(Hop.CHAT.request(conversation));

    assertEquals(List.of("tool_use"), sent.each("type", "messages", 1, "content"));
    assertFalse(sent.json().contains("\"text\":\"\""));
  }
}
