package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.Part;
import dev.patchbay.wire.hard.Hop.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Arguments of calls, whatever the model wrote. */
final class ToolArgumentsTest {
  private static final String BIG = "{\"n\":12345678901234567890123,\"d\":0.10000000000000000001}";

  private static String escaped(String arguments) {
    return arguments.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static ChatRequest history(String arguments) {
    return Hop.CHAT.request(
        "{'model':'m','messages':[{'role':'user','content':'q'},"
            + "{'role':'assistant','content':null,'tool_calls':[{'id':'a','type':'function',"
            + "'function':{'name':'get','arguments':'"
            + escaped(arguments)
            + "'}}]},"
            + "{'role':'tool','tool_call_id':'a','content':'1'}]}");
  }

  private static ChatResponse answer(String arguments) {
    return Hop.CHAT.answer(
        "{'id':'c','object':'chat.completion','created':1,'model':'m','choices':[{'index':0,"
            + "'message':{'role':'assistant','content':null,'tool_calls':[{'id':'a',"
            + "'type':'function','function':{'name':'get','arguments':'"
            + escaped(arguments)
            + "'}}]},'finish_reason':'tool_calls'}]}");
  }

  private static Object input(Hop hop, Sent sent, boolean asked) {
    Object[] path =
        switch (hop) {
          case ANTHROPIC ->
              asked
                  ? new Object[] {"messages", 1, "content", 0, "input"}
                  : new Object[] {"content", 0, "input"};
          case GEMINI ->
              asked
                  ? new Object[] {"contents", 1, "parts", 0, "functionCall", "args"}
                  : new Object[] {"candidates", 0, "content", "parts", 0, "functionCall", "args"};
          case CHAT ->
              asked
                  ? new Object[] {"messages", 1, "tool_calls", 0, "function", "arguments"}
                  : new Object[] {
                    "choices", 0, "message", "tool_calls", 0, "function", "arguments"
                  };
          case RESPONSES ->
              asked
                  ? new Object[] {"input", 1, "arguments"}
                  : new Object[] {"output", 0, "arguments"};
        };
    return sent.text(path);
  }

  /** What a client of a stream makes of the call. */
  private static Part.ToolCall streamed(Hop client, String arguments) {
    List<ChatEvent> events = ChatUnfold.events(answer(arguments));
    ChatResponse seen = client.folded(client.frames(events), client.issuer());
    return seen.message().toolCalls().get(0);
  }

  @ParameterizedTest
  @HardCase(15)
  @EnumSource
  void noArgumentsAreAnEmptyObject(Hop hop) {
    assertEquals("{}", input(hop, hop.sent(history("")), true));
    assertEquals("{}", input(hop, hop.told(answer("")), false));
    assertEquals("{}", streamed(hop, "").arguments());
  }

  @ParameterizedTest
  @HardCase(16)
  @CsvSource(
      quoteCharacter = '`',
      value = {"ANTHROPIC,{`a`:", "GEMINI,{`a`:", "GEMINI,[1", "ANTHROPIC,}"})
  void argumentsThatAreNoJsonAreWrappedWhereAnObjectIsDemanded(Hop hop, String text) {
    String broken = text.replace('`', '"');
    Sent sent = hop.sent(history(broken));
    Sent told = hop.told(answer(broken));

    assertEquals("{_raw=" + broken + "}", input(hop, sent, true));
    assertEquals("{_raw=" + broken + "}", input(hop, told, false));
    assertTrue(sent.losses().contains("tool-arguments"));
    assertTrue(told.losses().contains("tool-arguments"));
  }

  @ParameterizedTest
  @HardCase(16)
  @EnumSource(names = {"ANTHROPIC", "GEMINI"})
  void aStreamGoesOnThoughItsArgumentsAreNoJson(Hop client) {
    Part.ToolCall call = streamed(client, "{\"a\":}");

    assertTrue(call.argumentsJson().isPresent(), call::arguments);
    assertTrue(call.arguments().contains("_raw"));
  }

  @ParameterizedTest
  @HardCase(16)
  @EnumSource(names = {"CHAT", "RESPONSES"})
  void argumentsThatAreNoJsonStayAsTheyAreWhereTheyAreText(Hop hop) {
    assertEquals("{\"a\":", input(hop, hop.sent(history("{\"a\":")), true));
    assertEquals("{\"a\":", input(hop, hop.told(answer("{\"a\":")), false));
    assertEquals("{\"a\":", streamed(hop, "{\"a\":").arguments());
  }

  @ParameterizedTest
  @HardCase(17)
  @CsvSource(
      delimiter = '|',
      value = {"ANTHROPIC|[1,2]", "ANTHROPIC|7", "ANTHROPIC|null", "GEMINI|[1,2]", "GEMINI|true"})
  void argumentsThatAreNoObjectAreWrappedWhereOneIsDemanded(Hop hop, String arguments) {
    Sent sent = hop.sent(history(arguments));

    assertEquals("{_raw=" + arguments + "}", input(hop, sent, true));
    assertEquals("{_raw=" + arguments + "}", input(hop, hop.told(answer(arguments)), false));
    assertTrue(sent.losses().contains("tool-arguments"));
  }

  @ParameterizedTest
  @HardCase(18)
  @EnumSource
  void numbersInArgumentsKeepEveryDigit(Hop hop) {
    String text = "12345678901234567890123";
    String decimal = "0.10000000000000000001";

    assertTrue(hop.sent(history(BIG)).json().contains(text));
    assertTrue(hop.sent(history(BIG)).json().contains(decimal));
    assertTrue(hop.told(answer(BIG)).json().contains(decimal));
    assertEquals(BIG, streamed(hop, BIG).arguments());
  }

  @Test
  @HardCase(20)
  void aCallWithoutTextHasNoTextBlock() {
    Sent anthropic = Hop.ANTHROPIC.sent(history("{}"));
    Sent gemini = Hop.GEMINI.sent(history("{}"));

    assertEquals(List.of("tool_use"), anthropic.each("type", "messages", 1, "content"));
    assertEquals(1, gemini.count("contents", 1, "parts"));
  }

  private static ChatRequest spoken(String content) {
    return Hop.ANTHROPIC.request(
        "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'q'},"
            + "{'role':'assistant','content':["
            + content
            + "]},"
            + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a'}]}]}");
  }

  private static final String CALL = "{'type':'tool_use','id':'a','name':'get','input':{}}";
  private static final String TEXT = "{'type':'text','text':'Looking'}";

  @Test
  @HardCase(20)
  void textBeforeACallIsTheMessagesContent() {
    Sent sent = Hop.CHAT.sent(spoken(TEXT + "," + CALL));

    assertEquals("Looking", sent.text("messages", 1, "content"));
    assertEquals("get", sent.text("messages", 1, "tool_calls", 0, "function", "name"));
    assertTrue(sent.losses().isEmpty());
  }

  @Test
  @HardCase(20)
  void theOrderOfTextAfterACallIsDeclaredLostInChatAloneAndKeptElsewhere() {
    ChatRequest request = spoken(CALL + "," + TEXT);

    assertEquals(List.of("part-order"), Hop.CHAT.sent(request).losses());
    assertEquals(
        List.of("tool_use", "text"),
        Hop.ANTHROPIC.sent(request).each("type", "messages", 1, "content"));
    assertEquals("function_call", Hop.RESPONSES.sent(request).text("input", 1, "type"));
    assertEquals("Looking", Hop.GEMINI.sent(request).text("contents", 1, "parts", 1, "text"));
  }

  @Test
  @HardCase(20)
  void anAnswersTextAfterACallIsDeclaredForAClientOfChat() {
    ChatResponse answer =
        Hop.ANTHROPIC.answer(
            "{'id':'msg_1','type':'message','role':'assistant','model':'m','content':["
                + CALL
                + ","
                + TEXT
                + "],'stop_reason':'tool_use','usage':{'input_tokens':1,'output_tokens':1}}");
    Sent told = Hop.CHAT.told(answer);

    assertEquals(List.of("part-order"), told.losses());
    assertEquals("Looking", told.text("choices", 0, "message", "content"));
    assertNull(Hop.CHAT.told(answer("{}")).at("choices", 0, "message", "content"));
  }
}
