package dev.patchbay.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools, calls and results. */
final class ToolsTest {
  private static final String F =
      "{\"type\":\"function\",\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"n\":1.0}}";
  private static final String TOOLS = "\"tools\":[" + F + ",{\"type\":\"custom\",\"name\":\"p\"}]";
  private static final String CALL =
      "{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"f\",\"arguments\":\"{}\"}";

  private static ChatRequest tools(String more) {
    return Wire.asking(TOOLS + more);
  }

  @Test
  void aFunctionStandsFlatWithItsSchemaAsWritten() {
    String body = Wire.text(Wire.encode(tools("")).body());
    assertTrue(body.contains("\"parameters\":{\"type\":\"object\",\"n\":1.0}"), body);
    assertEquals("f", Wire.at(body, "tools", 0, "name"));
  }

  @Test
  void strictnessLeftToTheServerStaysSoAndElsewhereMeansNo() {
    String left = Wire.text(Wire.encode(tools("")).body());
    assertTrue(left.contains("\"strict\":null"), left);
    ChatRequest foreign =
        ChatRequest.builder().user("x").tool(new Tool.Function("f", null, null)).build();
    assertEquals(false, Wire.at(Wire.encode(foreign).body(), "tools", 0, "strict"));
  }

  @Test
  void aGrammarIsNestedInTheCanonicalFormAndFlatOnTheWire() {
    ChatRequest request =
        Wire.asking(
            "\"tools\":[{\"type\":\"custom\",\"name\":\"p\",\"format\":{\"type\":\"grammar\","
                + "\"syntax\":\"lark\",\"definition\":\"d\"}}]");
    Tool.Custom custom = (Tool.Custom) request.tools().get(0);
    assertEquals("lark", Wire.at(String.valueOf(custom.format()), "grammar", "syntax"));
    byte[] body = Wire.encode(request).body();
    assertEquals("lark", Wire.at(body, "tools", 0, "format", "syntax"));
    assertEquals("grammar", Wire.at(body, "tools", 0, "format", "type"));
    assertNull(Wire.at(body, "tools", 0, "format", "grammar"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"auto\"",
        "\"none\"",
        "\"required\"",
        "{\"type\":\"function\",\"name\":\"f\"}",
        "{\"type\":\"custom\",\"name\":\"p\"}",
        "{\"type\":\"allowed_tools\",\"mode\":\"required\",\"tools\":"
            + "[{\"type\":\"function\",\"name\":\"f\"},{\"type\":\"custom\",\"name\":\"p\"}]}",
        "{\"type\":\"allowed_tools\",\"mode\":\"auto\",\"tools\":[{\"type\":\"web_search\"}]}",
        "{\"type\":\"mcp\",\"server_label\":\"s\",\"name\":\"f\"}",
        "{\"type\":\"web_search_preview\"}"
      })
  void everyToolChoiceComesBack(String choice) {
    ChatRequest request = tools(",\"tool_choice\":" + choice + ",\"parallel_tool_calls\":false");
    byte[] body = Wire.encode(request).body();
    assertEquals(Wire.at("{\"c\":" + choice + "}", "c"), Wire.at(body, "tool_choice"));
    assertEquals(false, Wire.at(body, "parallel_tool_calls"));
  }

  @Test
  void aHostedToolIsPassedOrRefusedByName() {
    String hosted = "{\"type\":\"web_search\",\"filters\":{\"a\":[1]}}";
    ChatRequest request = Wire.asking("\"tools\":[" + hosted + "]");
    assertTrue(Wire.text(Wire.encode(request).body()).contains(hosted));
    ChatRequest foreign =
        ChatRequest.builder()
            .user("x")
            .tool(
                new Tool.Hosted(
                    "anthropic-messages", "web_search_20260209", "ws", RawJson.EMPTY_OBJECT))
            .build();
    UntranslatableException refused =
        assertThrows(UntranslatableException.class, () -> Wire.encode(foreign));
    assertTrue(refused.getMessage().contains("web_search_20260209"), refused.getMessage());
  }

  @Test
  void aCallWithoutAResultIsAnswered() {
    Encoded encoded = Wire.encode(Wire.items(CALL + ",{\"role\":\"user\",\"content\":\"stop\"}"));
    assertEquals(List.of("unanswered-tool-call", "tool-error-flag"), Wire.lost(encoded));
    assertEquals("function_call_output", Wire.at(encoded.body(), "input", 1, "type"));
    assertEquals("c1", Wire.at(encoded.body(), "input", 1, "call_id"));
  }

  @Test
  void aResultWhoseCallTheServerKeepsStaysAResult() {
    String output = "{\"type\":\"function_call_output\",\"call_id\":\"c9\",\"output\":\"1\"}";
    ChatRequest request =
        Wire.request("\"previous_response_id\":\"resp_0\",\"input\":[" + output + "]");
    Encoded encoded = Wire.encode(request);
    assertEquals(List.of(), encoded.losses());
    assertEquals("c9", Wire.at(encoded.body(), "input", 0, "call_id"));
    assertEquals(List.of("orphan-tool-result"), Wire.lost(Wire.encode(Wire.items(output))));
  }

  @Test
  void resultsKeepTheirImages() {
    String output =
        "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":["
            + "{\"type\":\"input_text\",\"text\":\"see\"},"
            + "{\"type\":\"input_image\",\"image_url\":\"https://x.test/a.png\"}]}";
    byte[] body = Wire.encode(Wire.items(CALL + "," + output)).body();
    assertEquals("input_image", Wire.at(body, "input", 1, "output", 1, "type"));
  }

  @Test
  void aFailedResultIsToldByItsText() {
    ChatRequest request =
        ChatRequest.builder()
            .user("x")
            .message(new Message.Assistant(List.of(new Part.ToolCall("c1", "f", ""))))
            .message(new Message.Tool("c1", "f", List.of(new Part.Text("no")), true, PartInfo.NONE))
            .build();
    Encoded encoded = Wire.encode(request);
    assertEquals("Error: no", Wire.at(encoded.body(), "input", 2, "output"));
    assertEquals("{}", Wire.at(encoded.body(), "input", 1, "arguments"));
    assertEquals(List.of("tool-error-flag"), Wire.lost(encoded));
  }

  @Test
  void customCallsAndTheirResultsKeepTheirType() {
    String items =
        "{\"type\":\"custom_tool_call\",\"call_id\":\"c1\",\"name\":\"p\",\"input\":\"a\\nb\"},"
            + "{\"type\":\"custom_tool_call_output\",\"call_id\":\"c1\",\"output\":\"ok\"}";
    byte[] body = Wire.encode(Wire.items(items)).body();
    assertEquals("custom_tool_call", Wire.at(body, "input", 0, "type"));
    assertEquals("a\nb", Wire.at(body, "input", 0, "input"));
    assertEquals("custom_tool_call_output", Wire.at(body, "input", 1, "type"));
  }

  @Test
  void theResultOfACustomCallOfAnotherProtocolIsACustomResult() {
    Part call = new Part.ToolCall("c1", "p", "x", Part.ToolCall.Kind.CUSTOM, PartInfo.NONE);
    ChatRequest request =
        ChatRequest.builder()
            .user("x")
            .message(new Message.Assistant(List.of(call)))
            .message(Message.toolResult("c1", "ok"))
            .build();
    byte[] body = Wire.encode(request).body();
    assertEquals("custom_tool_call_output", Wire.at(body, "input", 2, "type"));
  }

  @Test
  void idsAndNamesFitAndAgree() {
    String id = "call with spaces " + "x".repeat(80);
    ChatRequest request =
        ChatRequest.builder()
            .user("x")
            .message(new Message.Assistant(List.of(new Part.ToolCall(id, "a.b", "{}"))))
            .message(Message.toolResult(id, "1"))
            .build();
    Encoded encoded = Wire.encode(request);
    Object sent = Wire.at(encoded.body(), "input", 1, "call_id");
    assertEquals(sent, Wire.at(encoded.body(), "input", 2, "call_id"));
    assertTrue(String.valueOf(sent).matches("[A-Za-z0-9_-]{1,64}"), String.valueOf(sent));
    assertEquals(List.of("a.b"), List.copyOf(encoded.undo().renamed().values()));
  }

  @Test
  void anAnswersCallsKeepBothIdsAndMakeItWaitForTools() {
    ChatResponse answer =
        Wire.answer(
            "{\"type\":\"function_call\",\"id\":\"fc_1\",\"status\":\"completed\","
                + "\"call_id\":\"c1\",\"name\":\"f\",\"arguments\":\"{\\\"n\\\":1.0}\"}");
    assertEquals(StopReason.TOOL_CALLS, answer.stopReason());
    assertEquals("c1", answer.toolCalls().get(0).id());
    assertEquals("{\"n\":1.0}", answer.toolCalls().get(0).arguments());
    byte[] body = Wire.CODEC.encodeResponse(answer, Wire.CLIENT).body();
    assertEquals("fc_1", Wire.at(body, "output", 0, "id"));
    assertEquals("c1", Wire.at(body, "output", 0, "call_id"));
  }

  @Test
  void itemsOfOtherProtocolsGetTheSameIdsEachTime() {
    ChatResponse foreign =
        Wire.answer("")
            .withChoices(
                List.of(
                    new Choice(
                        0,
                        new Message.Assistant(
                            List.of(new Part.Text("a"), new Part.ToolCall("t1", "f", "{}"))),
                        StopReason.TOOL_CALLS,
                        null,
                        JsonFields.NONE)));
    byte[] one = Wire.CODEC.encodeResponse(foreign, Wire.CLIENT).body();
    byte[] other = Wire.CODEC.encodeResponse(foreign, Wire.CLIENT).body();
    assertEquals(Wire.text(one), Wire.text(other));
    assertTrue(String.valueOf(Wire.at(one, "output", 0, "id")).startsWith("msg_"));
    assertTrue(String.valueOf(Wire.at(one, "output", 1, "id")).startsWith("fc_"));
    List<String> last = List.of(TextTest.datas(Wire.frames(foreign)));
    assertEquals(Wire.at(one, "output"), Wire.at(last.get(last.size() - 1), "response", "output"));
  }
}
