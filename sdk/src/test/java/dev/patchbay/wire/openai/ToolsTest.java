package dev.patchbay.wire.openai;

import static dev.patchbay.wire.openai.Wire.answer;
import static dev.patchbay.wire.openai.Wire.asking;
import static dev.patchbay.wire.openai.Wire.at;
import static dev.patchbay.wire.openai.Wire.encode;
import static dev.patchbay.wire.openai.Wire.lost;
import static dev.patchbay.wire.openai.Wire.messages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolsTest {
  private static final String TOOLS =
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}},"
          + "{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]";

  private static ChatRequest.Builder withTool() {
    return ChatRequest.builder().model("m").user("x").tool(new Tool.Function("f", null, null));
  }

  /** Each kind of choice, plain and as a target of the quirk gets it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"auto\" | TOOL_CHOICE_ANY_WORD | \"auto\"",
        "\"none\" | NO_FORCED_TOOL_CHOICE | \"none\"",
        "\"required\" | TOOL_CHOICE_ANY_WORD | \"any\"",
        "\"required\" | NO_FORCED_TOOL_CHOICE | \"auto\"",
        "{\"type\":\"function\",\"function\":{\"name\":\"f\"}} | NO_FORCED_TOOL_CHOICE | \"auto\"",
        "{\"type\":\"newly_invented\"} | TOOL_CHOICE_ANY_WORD | {\"type\":\"newly_invented\"}",
      })
  void sendsAToolChoiceAsTheTargetKnowsIt(String choice, Quirk quirk, String expected) {
    ChatRequest request = asking(TOOLS + ",\"tool_choice\":" + choice);
    assertEquals(value(choice), at(encode(request).body(), "tool_choice"));
    assertEquals(value(expected), at(encode(request, quirk).body(), "tool_choice"));
  }

  private static Object value(String json) {
    return dev.patchbay.json.JsonTree.of(RawJson.of(json)).value();
  }

  @Test
  void readsMistralsWordForRequired() {
    assertEquals(new ToolChoice.Required(), asking("\"tool_choice\":\"any\"").toolChoice());
  }

  @Test
  void offersOnlyTheAllowedToolsWhereASubsetHasNoWord() {
    ChatRequest request =
        asking(
            TOOLS
                + ",\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":"
                + "\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]}}");
    Encoded encoded = encode(request, Quirk.TOOL_CHOICE_ANY_WORD);
    assertEquals("any", at(encoded.body(), "tool_choice"));
    assertEquals("g", at(encoded.body(), "tools", 0, "function", "name"));
    assertNull(at(encoded.body(), "tools", 1));
    assertEquals(List.of("allowed-tools"), lost(encoded));
  }

  @Test
  void declaresParallelCallsTheTargetCannotBeToldOf() {
    ChatRequest request = asking(TOOLS + ",\"parallel_tool_calls\":false");
    assertEquals(false, at(encode(request).body(), "parallel_tool_calls"));
    assertEquals(
        List.of("parallel-tool-calls"), lost(encode(request, Quirk.NO_PARALLEL_TOOL_CALLS)));
  }

  @Test
  void refusesToolsWhereThereAreNone() {
    assertThrows(UntranslatableException.class, () -> encode(withTool().build(), Quirk.NO_TOOLS));
  }

  @Test
  void refusesAHostedToolOfAnotherProtocolByName() {
    ChatRequest request =
        withTool()
            .tool(
                new Tool.Hosted(
                    "anthropic-messages", "web_search_20260209", "web_search", RawJson.of("{}")))
            .build();
    UntranslatableException refused =
        assertThrows(UntranslatableException.class, () -> encode(request));
    assertTrue(refused.getMessage().contains("web_search_20260209"));
  }

  @Test
  void passesAToolItDoesNotKnowThrough() {
    String tool = "{\"type\":\"newly_invented\",\"x\":[1]}";
    byte[] body = encode(asking("\"tools\":[" + tool + "]")).body();
    assertEquals(value(tool), at(body, "tools", 0));
  }

  @Test
  void neverSendsAnInvalidName() {
    ChatRequest request =
        ChatRequest.builder()
            .model("m")
            .user("x")
            .tool(new Tool.Function("mcp.read file", null, null))
            .toolChoice(new ToolChoice.Named("mcp.read file"))
            .build();
    byte[] body = encode(request).body();
    Object name = at(body, "tools", 0, "function", "name");
    assertTrue(name.toString().matches("[A-Za-z0-9_-]{1,64}"));
    assertEquals(name, at(body, "tool_choice", "function", "name"));
  }

  @Test
  void mapsTheIdsOfACallAndItsResultAlike() {
    ChatRequest request =
        ChatRequest.builder()
            .model("m")
            .message(new Message.Assistant(List.of(new Part.ToolCall("call_aaa111", "f", "{}"))))
            .message(Message.toolResult("call_aaa111", "ok"))
            .build();
    byte[] nine = encode(request, Quirk.TOOL_ID_NINE_ALNUM).body();
    Object id = at(nine, "messages", 0, "tool_calls", 0, "id");
    assertTrue(id.toString().matches("[A-Za-z0-9]{9}"));
    assertEquals(id, at(nine, "messages", 1, "tool_call_id"));
    assertEquals("call_aaa111", at(encode(request).body(), "messages", 1, "tool_call_id"));
  }

  @Test
  void writesEmptyArgumentsAsAnEmptyObject() {
    ChatRequest request =
        messages(
            "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}");
    assertEquals(
        "{}", ((Message.Assistant) request.messages().get(0)).toolCalls().get(0).arguments());
    byte[] body = encode(request).body();
    assertEquals("{}", at(body, "messages", 0, "tool_calls", 0, "function", "arguments"));
    assertTrue(Wire.text(body).contains("\"content\":null"));
  }

  @Test
  void keepsTheDigitsOfArguments() {
    String arguments = "{\\\"n\\\":12345678901234567890.10}";
    var answer =
        answer(
            "{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\""
                + arguments
                + "\"}}]}",
            "stop");
    assertEquals("{\"n\":12345678901234567890.10}", answer.toolCalls().get(0).arguments());
    assertEquals(StopReason.TOOL_CALLS, answer.stopReason());
  }

  @Test
  void takesArgumentsGivenAsAnObject() {
    var answer =
        answer(
            "{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}}]}", "stop");
    assertEquals("{\"a\":1}", answer.toolCalls().get(0).arguments());
    assertTrue(answer.toolCalls().get(0).id().startsWith("call_"));
  }

  @Test
  void tellsWholeCallsWithoutIdsApart() {
    var answer =
        answer(
            "{\"tool_calls\":[{\"function\":{\"name\":\"f\"}},{\"function\":{\"name\":\"f\"}}]}",
            "tool_calls");
    assertEquals(2, answer.toolCalls().stream().map(Part.ToolCall::id).distinct().count());
  }

  @Test
  void movesAnImageOfAResultIntoAUsersMessageAfterTheLastResult() {
    ChatRequest request =
        ChatRequest.builder()
            .model("m")
            .message(
                new Message.Assistant(
                    List.of(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "f", "{}"))))
            .message(
                new Message.Tool(
                    "a",
                    null,
                    List.of(new Part.Image(new MediaSource.Base64("image/png", "QQ=="))),
                    false,
                    PartInfo.NONE))
            .message(Message.toolResult("b", "ok"))
            .build();
    Encoded encoded = encode(request);
    assertEquals("tool", at(encoded.body(), "messages", 2, "role"));
    assertEquals("user", at(encoded.body(), "messages", 3, "role"));
    assertEquals(
        "data:image/png;base64,QQ==",
        at(encoded.body(), "messages", 3, "content", 1, "image_url", "url"));
    assertEquals(List.of("tool-result-media"), lost(encoded));
  }

  @Test
  void tellsAFailedResultByItsText() {
    ChatRequest request =
        ChatRequest.builder()
            .model("m")
            .message(new Message.Assistant(List.of(new Part.ToolCall("a", "f", "{}"))))
            .message(new Message.Tool("a", null, List.of(new Part.Text("no")), true, PartInfo.NONE))
            .build();
    Encoded encoded = encode(request);
    assertEquals("Error: no", at(encoded.body(), "messages", 1, "content"));
    assertEquals(List.of("tool-error-flag"), lost(encoded));
  }

  @Test
  void answersEveryCallOnceAndQuotesResultsWithoutACall() {
    ChatRequest request =
        ChatRequest.builder()
            .model("m")
            .message(new Message.Assistant(List.of(new Part.ToolCall("a", "f", "{}"))))
            .message(Message.user("never mind"))
            .message(Message.toolResult("b", "late"))
            .build();
    Encoded encoded = encode(request);
    assertEquals("tool", at(encoded.body(), "messages", 1, "role"));
    assertEquals("Error: cancelled", at(encoded.body(), "messages", 1, "content"));
    assertEquals("user", at(encoded.body(), "messages", 3, "role"));
    assertEquals(
        List.of("orphan-tool-result", "unanswered-tool-call", "tool-error-flag"), lost(encoded));
  }

  @Test
  void leavesPairedResultsInTheOrderTheyCame() {
    ChatRequest request =
        ChatRequest.builder()
            .model("m")
            .message(
                new Message.Assistant(
                    List.of(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "f", "{}"))))
            .message(Message.toolResult("b", "2"))
            .message(Message.toolResult("a", "1"))
            .build();
    Encoded encoded = encode(request);
    assertEquals("b", at(encoded.body(), "messages", 1, "tool_call_id"));
    assertEquals(List.of(), lost(encoded));
  }

  @Test
  void knowsTheCallersOwnNameOfARewrittenTool() {
    ChatRequest request =
        ChatRequest.builder()
            .model("m")
            .message(Message.user("a"))
            .tools(List.of(new Tool.Function("files.read", null, null)))
            .build();
    Encoded encoded = encode(request);
    Object sent = at(encoded.body(), "tools", 0, "function", "name");
    assertEquals(Map.of(sent, "files.read"), encoded.undo().renamed());
    assertEquals(List.of("tool-name"), lost(encoded));
  }

  @Test
  void saysWhatAStrictTargetDoesNotGet() {
    JsonFields novel = JsonFields.of("openai-chat", "novel", RawJson.of("1"));
    Part call =
        new Part.ToolCall("a", "f", "{}", Part.ToolCall.Kind.FUNCTION, PartInfo.of(null, novel));
    ChatRequest request =
        ChatRequest.builder()
            .model("m")
            .message(new Message.Assistant(List.of(new Part.Refusal("No."), call)))
            .message(Message.toolResult("a", "1"))
            .build();
    assertEquals(List.of("refusal", "novel"), lost(encode(request, Quirk.STRICT_FIELDS)));
  }

  @Test
  void readsFunctionsOfOldAndTheirResults() {
    ChatRequest request =
        Wire.request(
            "\"functions\":[{\"name\":\"f\",\"parameters\":{}}],\"function_call\":\"auto\","
                + "\"messages\":[{\"role\":\"assistant\",\"content\":null,\"function_call\":"
                + "{\"name\":\"f\",\"arguments\":\"{}\"}},"
                + "{\"role\":\"function\",\"name\":\"f\",\"content\":\"ok\"}]");
    String id = ((Message.Assistant) request.messages().get(0)).toolCalls().get(0).id();
    assertEquals(id, ((Message.Tool) request.messages().get(1)).callId());
    assertEquals("f", request.tools().get(0).name());
  }
}
