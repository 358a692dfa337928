package dev.patchbay.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.UntranslatableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolsTest {
  private static final String TOOLS =
      "'tools':[{'name':'f','description':'d','input_schema':{'type':'object'},'strict':true,"
          + "'cache_control':{'type':'ephemeral'}},"
          + "{'type':'web_search_20260209','name':'web_search','max_uses':3}]";
  private static final Tool F = new Tool.Function("f", null, null);

  @Test
  void keepsDeclarationsAndHostedTools() {
    String json =
        "{'model':'claude','max_tokens':9,"
            + TOOLS
            + ",'tool_choice':{'type':'any','disable_parallel_tool_use':true},"
            + "'messages':[{'role':'user','content':'Hi'}]}";
    Wire.assertSame(json, Wire.encode(Wire.decode(json)).body());
  }

  @Test
  void refusesAHostedToolOfAnotherProtocolByName() {
    Tool hosted = new Tool.Hosted("gemini", "googleSearch", "google", RawJson.EMPTY_OBJECT);
    UntranslatableException refused =
        assertThrows(
            UntranslatableException.class, () -> Wire.encode(Wire.request().tool(hosted).build()));
    assertTrue(refused.getMessage().contains("google"));
  }

  @Test
  void groupsAllResultsOfATurnInOneUserTurnBeforeItsText() {
    Encoded encoded =
        Wire.encode(
            Wire.request()
                .tool(F)
                .message(calls("a", "b"))
                .message(Message.toolResult("b", "2"))
                .message(Message.user("Go on."))
                .message(Message.toolResult("a", "1"))
                .build());
    assertEquals("a", Wire.at(encoded.body(), "messages", 2, "content", 0, "tool_use_id"));
    assertEquals("b", Wire.at(encoded.body(), "messages", 2, "content", 1, "tool_use_id"));
    assertEquals("Go on.", Wire.at(encoded.body(), "messages", 2, "content", 2, "text"));
    assertNull(Wire.at(encoded.body(), "messages", 3));
  }

  @Test
  void decodesEachResultToAMessageThenTheRest() {
    ChatRequest request =
        Wire.decode(
            "{'messages':[{'role':'user','content':[{'type':'text','text':'x'},"
                + "{'type':'tool_result','tool_use_id':'a','content':'1','is_error':true},"
                + "{'type':'tool_result','tool_use_id':'b'}]}]}");
    assertTrue(assertInstanceOf(Message.Tool.class, request.messages().get(0)).error());
    assertEquals(List.of(), request.messages().get(1).parts());
    assertEquals("x", assertInstanceOf(Message.User.class, request.messages().get(2)).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|{}",
        "{\"n\":12345678901234567890.10}|{\"n\":12345678901234567890.10}",
        "[1]|{\"_raw\":\"[1]\"}",
        "{\"cut|{\"_raw\":\"{\\\"cut\"}"
      })
  void sendsArgumentsAsAnObject(String arguments, String input) {
    Message call = new Message.Assistant(List.of(new Part.ToolCall("a", "f", arguments)));
    ChatRequest request =
        Wire.request().tool(F).message(call).message(Message.toolResult("a", "1")).build();
    String body = new String(Wire.encode(request).body(), StandardCharsets.UTF_8);
    assertTrue(body.contains("\"input\":" + input), body);
  }

  @Test
  void rewritesIdsTheSameWayForCallAndResult() {
    Encoded encoded =
        Wire.encode(
            Wire.request()
                .tool(F)
                .message(calls("call:1"))
                .message(Message.toolResult("call:1", "1"))
                .build());
    String id = Wire.text(encoded.body(), "messages", 1, "content", 0, "id");
    assertTrue(id.matches("[a-zA-Z0-9_-]+"), id);
    assertEquals(id, Wire.at(encoded.body(), "messages", 2, "content", 0, "tool_use_id"));
  }

  @Test
  void declaresTheToolsOfTheHistoryWhenTheRequestHasNone() {
    Encoded encoded =
        Wire.encode(
            Wire.request().message(calls("a")).message(Message.toolResult("a", "1")).build());
    assertEquals("f", Wire.at(encoded.body(), "tools", 0, "name"));
    assertEquals("none", Wire.at(encoded.body(), "tool_choice", "type"));
    assertEquals(List.of("tools"), Wire.features(encoded));
  }

  @Test
  void turnsAFreeTextToolIntoAFunctionOfOneText() {
    Tool custom = new Tool.Custom("sh", null, null, PartInfo.NONE);
    Encoded encoded = Wire.encode(Wire.request().tool(custom).build());
    assertEquals(
        "string",
        Wire.at(encoded.body(), "tools", 0, "input_schema", "properties", "input", "type"));
    assertEquals(List.of("custom-tool"), Wire.features(encoded));
  }

  @Test
  void declaresOnlyTheAllowedTools() {
    ChatRequest request =
        Wire.request()
            .tool(F)
            .tool(new Tool.Function("g", null, null))
            .toolChoice(new ToolChoice.Allowed(List.of("g"), true))
            .build();
    Encoded encoded = Wire.encode(request);
    assertEquals("g", Wire.at(encoded.body(), "tools", 0, "name"));
    assertNull(Wire.at(encoded.body(), "tools", 1));
    assertEquals("any", Wire.at(encoded.body(), "tool_choice", "type"));
  }

  @Test
  void makesUpAChoiceToCarryOneCallAtATime() {
    Encoded encoded = Wire.encode(Wire.request().tool(F).parallelToolCalls(false).build());
    assertEquals("auto", Wire.at(encoded.body(), "tool_choice", "type"));
    assertEquals(true, Wire.at(encoded.body(), "tool_choice", "disable_parallel_tool_use"));
  }

  @Test
  void asksInWordsWhereAChoiceMayNotBeForced() {
    ChatRequest request = Wire.request().tool(F).toolChoice(new ToolChoice.Named("f")).build();
    Encoded encoded = Wire.encode(request, Quirk.NO_FORCED_TOOL_CHOICE);
    assertEquals("auto", Wire.at(encoded.body(), "tool_choice", "type"));
    assertEquals("Answer by calling the tool f.", Wire.at(encoded.body(), "system"));
    assertEquals(List.of("forced-tool-choice"), Wire.features(encoded));
  }

  @Test
  void keepsFourCacheMarksAndPutsTheLongerFirst() {
    dev.patchbay.wire.Scope scope =
        new dev.patchbay.wire.Scope(
            Words.SPEAKS, dev.patchbay.wire.TargetProfile.plain("anthropic", "m"));
    CacheMarks.Plan plan =
        CacheMarks.plan(List.of("1h"), List.of("5m"), List.of("5m", "1h", "1h", ""), 0, scope);
    PartInfo marked = PartInfo.of("", dev.patchbay.json.JsonFields.NONE);
    assertEquals("1h", plan.tools().next(marked));
    assertEquals("5m", plan.system().next(marked));
    assertNull(plan.messages().next(marked));
    assertNull(plan.messages().next(marked));
    assertEquals("5m", plan.messages().next(marked));
    assertEquals("", plan.messages().next(marked));
    assertEquals(3, scope.losses().size());
  }

  private static Message.Assistant calls(String... ids) {
    return new Message.Assistant(
        java.util.Arrays.stream(ids).map(id -> (Part) new Part.ToolCall(id, "f", "{}")).toList());
  }
}
