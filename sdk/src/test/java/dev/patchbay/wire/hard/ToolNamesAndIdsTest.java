package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.hard.Hop.Sent;
import dev.patchbay.wire.undo.Undoing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names of tools and ids of calls in every protocol's alphabet. */
final class ToolNamesAndIdsTest {
  private static final String LONG_ID = "toolu.bdrk/01:" + "x".repeat(80);

  private static ChatRequest called(String id) {
    return Hop.CHAT.request(
        "{'model':'m','messages':[{'role':'user','content':'q'},"
            + "{'role':'assistant','tool_calls':[{'id':'"
            + id
            + "','type':'function',"
            + "'function':{'name':'get','arguments':'{}'}}]},"
            + "{'role':'tool','tool_call_id':'"
            + id
            + "','content':'1'}]}");
  }

  @Test
  @HardCase(12)
  void idsFitAnthropicsAlphabetAndCallAndResultAgree() {
    Sent sent = Hop.ANTHROPIC.sent(called(LONG_ID));
    String id = sent.text("messages", 1, "content", 0, "id");

    assertTrue(id.matches("[a-zA-Z0-9_-]{1,64}"), id);
    assertEquals(id, sent.text("messages", 2, "content", 0, "tool_use_id"));
  }

  @Test
  @HardCase(12)
  void idsFitChatsLengthAndCallAndResultAgree() {
    Sent sent = Hop.CHAT.sent(called(LONG_ID));
    String id = sent.text("messages", 1, "tool_calls", 0, "id");

    assertTrue(id.length() <= 40, id);
    assertEquals(id, sent.text("messages", 2, "tool_call_id"));
  }

  @Test
  @HardCase(12)
  void idsFitResponsesLengthAndCallAndResultAgree() {
    Sent sent = Hop.RESPONSES.sent(called(LONG_ID));
    String id = sent.text("input", 1, "call_id");

    assertTrue(id.length() <= 64, id);
    assertEquals(id, sent.text("input", 2, "call_id"));
  }

  @Test
  @HardCase(12)
  void idsAreNineLettersAndDigitsWhereThatIsDemanded() {
    Sent sent = Hop.CHAT.sent(called("toolu_01"), Quirk.TOOL_ID_NINE_ALNUM);
    String id = sent.text("messages", 1, "tool_calls", 0, "id");

    assertTrue(id.matches("[a-zA-Z0-9]{9}"), id);
    assertEquals(id, sent.text("messages", 2, "tool_call_id"));
  }

  @ParameterizedTest
  @HardCase(12)
  @EnumSource
  void theSameIdBecomesTheSameIdInEveryRequest(Hop target) {
    assertEquals(target.sent(called(LONG_ID)).json(), target.sent(called(LONG_ID)).json());
  }

  @Test
  @HardCase(13)
  void resultsWithoutIdsAnswerTheCallsOfTheirNameInOrder() {
    String conversation =
        "{'contents':[{'role':'user','parts':[{'text':'q'}]},"
            + "{'role':'model','parts':[{'functionCall':{'name':'read','args':{'f':1}}},"
            + "{'functionCall':{'name':'list','args':{}}},"
            + "{'functionCall':{'name':'read','args':{'f':2}}}]},"
            + "{'role':'user','parts':["
            + "{'functionResponse':{'name':'list','response':{'output':'L'}}},"
            + "{'functionResponse':{'name':'read','response':{'output':'R1'}}},"
            + "{'functionResponse':{'name':'read','response':{'output':'R2'}}}]}]}";
    Sent sent = Hop.ANTHROPIC.sent(Hop.GEMINI.request(conversation));

    List<String> calls = sent.each("id", "messages", 1, "content");
    assertEquals(calls, sent.each("tool_use_id", "messages", 2, "content"));
    assertEquals(List.of("R1", "L", "R2"), sent.each("content", "messages", 2, "content"));
  }

  @Test
  @HardCase(11)
  @HardCase(13)
  void callsWithoutIdsOfDifferentTurnsGetDifferentIds() {
    String turn =
        "{'role':'model','parts':[{'functionCall':{'name':'read','args':{}}}]},"
            + "{'role':'user','parts':[{'functionResponse':{'name':'read','response':{}}}]}";
    Sent sent =
        Hop.CHAT.sent(
            Hop.GEMINI.request(
                "{'contents':[{'role':'user','parts':[{'text':'q'}]}," + turn + "," + turn + "]}"));

    assertNotEquals(
        sent.text("messages", 1, "tool_calls", 0, "id"),
        sent.text("messages", 3, "tool_calls", 0, "id"));
    assertEquals(
        sent.text("messages", 3, "tool_calls", 0, "id"), sent.text("messages", 4, "tool_call_id"));
  }

  private static final String DOTTED =
      "{'model':'m','messages':[{'role':'user','content':'q'}],'tools':["
          + "{'type':'function','function':{'name':'fs.read file'}},"
          + "{'type':'function','function':{'name':'fs/read file'}}]}";

  private static List<String> names(Hop target, Sent sent) {
    return switch (target) {
      case CHAT ->
          List.of(
              sent.text("tools", 0, "function", "name"), sent.text("tools", 1, "function", "name"));
      case RESPONSES, ANTHROPIC -> sent.each("name", "tools");
      case GEMINI -> sent.each("name", "tools", 0, "functionDeclarations");
    };
  }

  @ParameterizedTest
  @HardCase(14)
  @EnumSource
  void namesFitTheAlphabetAndStayApart(Hop target) {
    Sent sent = target.sent(Hop.CHAT.request(DOTTED));
    List<String> names = names(target, sent);

    assertEquals(2, names.stream().distinct().count());
    assertTrue(
        names.stream().allMatch(name -> name.matches("[A-Za-z0-9_.:-]{1,64}")), () -> "" + names);
    assertTrue(sent.losses().contains("tool-name"));
  }

  @Test
  @HardCase(14)
  void theAnswersCallsHaveTheCallersOwnNamesAgain() {
    Sent sent = Hop.ANTHROPIC.sent(Hop.CHAT.request(DOTTED));
    String second = sent.text("tools", 1, "name");
    ChatResponse answer =
        Hop.ANTHROPIC.answer(
            "{'id':'msg_1','type':'message','role':'assistant','model':'m','content':["
                + "{'type':'tool_use','id':'t','name':'"
                + second
                + "','input':{}}],"
                + "'stop_reason':'tool_use','usage':{'input_tokens':1,'output_tokens':1}}");

    Sent told = Hop.CHAT.told(Undoing.in(answer, sent.encoded().undo()));

    assertEquals(
        "fs/read file", told.text("choices", 0, "message", "tool_calls", 0, "function", "name"));
  }
}
