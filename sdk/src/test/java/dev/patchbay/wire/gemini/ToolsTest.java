package dev.patchbay.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolsTest {
  private static final Tool F = new Tool.Function("f", null, null);
  private static final Tool G = new Tool.Function("g", null, null);

  private static Tool.Function function(String schema) {
    return new Tool.Function("f", null, RawJson.of(schema.replace('\'', '"')));
  }

  private static Message calls(String... ids) {
    return new Message.Assistant(
        List.of(ids).stream().map(id -> (Part) new Part.ToolCall(id, "f", "{}")).toList());
  }

  @Test
  void refusesAHostedToolOfAnotherProtocolByName() {
    Tool hosted = new Tool.Hosted("openai-responses", "web_search", "search", RawJson.EMPTY_OBJECT);
    UntranslatableException refused =
        assertThrows(
            UntranslatableException.class, () -> Wire.encode(Wire.request().tool(hosted).build()));
    assertTrue(refused.getMessage().contains("web_search"));
  }

  @Test
  void keepsItsOwnHostedTools() {
    ChatRequest request =
        Wire.decode("{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'googleSearch':{}}]}");
    assertInstanceOf(Tool.Hosted.class, request.tools().get(0));
    assertEquals("{}", Wire.text(Wire.encode(request).body(), "tools", 0, "googleSearch"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "auto, AUTO, -",
        "none, NONE, -",
        "required, ANY, -",
        "named, ANY, [f]",
        "allowed, VALIDATED, '[f, g]'",
        "must, ANY, '[f, g]'"
      })
  void sendsEachChoiceByItsMode(String asked, String mode, String names) {
    ToolChoice choice =
        switch (asked) {
          case "auto" -> new ToolChoice.Auto();
          case "none" -> new ToolChoice.None();
          case "required" -> new ToolChoice.Required();
          case "named" -> new ToolChoice.Named("f");
          default -> new ToolChoice.Allowed(List.of("f", "g"), asked.equals("must"));
        };
    ChatRequest request = Wire.request().tool(F).tool(G).toolChoice(choice).build();
    byte[] body = Wire.encode(request).body();
    String at = "functionCallingConfig";
    assertEquals(mode, Wire.at(body, "toolConfig", at, "mode"));
    Object sent = Wire.at(body, "toolConfig", at, "allowedFunctionNames");
    assertEquals(names, sent == null ? null : sent.toString());
    ChatRequest again = Wire.decode(new String(body, java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(choice, again.toolChoice());
  }

  @Test
  void groupsAllResultsOfATurnInTheOrderOfTheCallsBeforeItsText() {
    byte[] body =
        Wire.encode(
                Wire.request()
                    .tool(F)
                    .message(calls("a", "b"))
                    .message(Message.toolResult("b", "2"))
                    .message(Message.user("Go on."))
                    .message(Message.toolResult("a", "1"))
                    .build())
            .body();
    assertEquals("a", Wire.at(body, "contents", 2, "parts", 0, "functionResponse", "id"));
    assertEquals("f", Wire.at(body, "contents", 2, "parts", 0, "functionResponse", "name"));
    assertEquals("b", Wire.at(body, "contents", 2, "parts", 1, "functionResponse", "id"));
    assertEquals("Go on.", Wire.at(body, "contents", 2, "parts", 2, "text"));
    assertNull(Wire.at(body, "contents", 3));
  }

  @Test
  void pairsResultsWithoutIdsByNameAndOrder() {
    String json =
        "{'contents':[{'role':'user','parts':[{'text':'x'}]},{'role':'model','parts':["
            + "{'functionCall':{'name':'f','args':{'n':1}}},{'functionCall':{'name':'g'}},"
            + "{'functionCall':{'name':'f','args':{'n':2}}}]},{'role':'user','parts':["
            + "{'functionResponse':{'name':'f','response':{'output':'one'}}},"
            + "{'functionResponse':{'name':'f','response':{'output':'two'}}},"
            + "{'functionResponse':{'name':'g','response':{'error':'no'}}}]}]}";
    ChatRequest request = Wire.decode(json);
    List<Part.ToolCall> calls =
        assertInstanceOf(Message.Assistant.class, request.messages().get(1)).toolCalls();
    List<Message.Tool> results =
        request.messages().subList(2, 5).stream().map(Message.Tool.class::cast).toList();
    assertEquals(calls.get(0).id(), results.get(0).callId());
    assertEquals(calls.get(2).id(), results.get(1).callId());
    assertEquals(calls.get(1).id(), results.get(2).callId());
    assertTrue(results.get(2).error());
    assertNotEquals(calls.get(0).id(), calls.get(2).id());
    assertEquals(request, Wire.decode(json), "the same ids each time");
  }

  @Test
  void wrapsArgumentsThatAreNoObject() {
    Message odd =
        new Message.Assistant(
            List.of(
                new Part.ToolCall("a", "f", "[1]"),
                new Part.ToolCall("b", "f", ""),
                new Part.ToolCall("c", "f", "{\"n\":12345678901234567890.10}")));
    Encoded encoded = Wire.encode(Wire.request().tool(F).message(odd).build());
    assertEquals("{_raw=[1]}", call(encoded, 0));
    assertEquals("{}", call(encoded, 1));
    assertTrue(
        new String(encoded.body(), java.nio.charset.StandardCharsets.UTF_8)
            .contains("12345678901234567890.10"));
    assertTrue(Wire.features(encoded).contains("tool-arguments"));
  }

  private static String call(Encoded encoded, int part) {
    return Wire.text(encoded.body(), "contents", 1, "parts", part, "functionCall", "args");
  }

  @Test
  void sendsWhatAResultShowsInsideItOrAfterItWhereThatIsRefused() {
    Message.Tool result =
        new Message.Tool(
            "a",
            null,
            List.of(
                new Part.Text("{\"ok\":1}"),
                new Part.Image(new MediaSource.Base64("image/png", "iVBORw0KGgo"))),
            false,
            PartInfo.NONE);
    ChatRequest request = Wire.request().tool(F).message(calls("a")).message(result).build();
    byte[] inside = Wire.encode(request).body();
    Object[] at = {"contents", 2, "parts", 0, "functionResponse"};
    assertEquals(
        "1",
        Wire.text(
            inside, "contents", 2, "parts", 0, "functionResponse", "response", "output", "ok"));
    assertTrue(String.valueOf(Wire.at(inside, at)).contains("image/png"));
    Encoded after = Wire.encode(request, Quirk.RESULT_TEXT_ONLY);
    assertFalse(String.valueOf(Wire.at(after.body(), at)).contains("image/png"));
    assertEquals(
        "image/png", Wire.at(after.body(), "contents", 2, "parts", 1, "inlineData", "mimeType"));
    assertTrue(Wire.features(after).contains("tool-result-media"));
  }

  @Test
  void rewritesNamesTheVendorRefusesAndSaysWhatTheyWere() {
    Tool odd = new Tool.Function("1 é", null, null);
    Encoded encoded = Wire.encode(Wire.request().tool(odd).build());
    String sent = Wire.text(encoded.body(), "tools", 0, "functionDeclarations", 0, "name");
    assertTrue(sent.matches("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}"), sent);
    assertEquals("1 é", encoded.undo().renamed().get(sent));
    Tool dotted = new Tool.Function("mcp.server:tool", null, null);
    assertEquals(
        "mcp.server:tool",
        Wire.at(
            Wire.encode(Wire.request().tool(dotted).build()).body(),
            "tools",
            0,
            "functionDeclarations",
            0,
            "name"));
  }

  @Test
  void declaresThatCallsCannotBeLimitedToOne() {
    assertEquals(
        List.of("parallel-tool-calls"),
        Wire.features(Wire.encode(Wire.request().tool(F).parallelToolCalls(false).build())));
  }

  @Test
  void sendsASchemaAsItIs() {
    String schema = "{\"type\":\"object\",\"$defs\":{},\"additionalProperties\":false}";
    assertTrue(
        new String(
                Wire.encode(Wire.request().tool(function(schema)).build()).body(),
                java.nio.charset.StandardCharsets.UTF_8)
            .contains("\"parametersJsonSchema\":" + schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'string','const':'a'}|{'type':'STRING','enum':['a']}",
        "{'type':['string','null'],'minLength':1}|{'nullable':true,'type':'STRING','minLength':1}",
        "{'oneOf':[{'type':'string'},{'type':'null'}]}|{'nullable':true,'type':'STRING'}",
        "{'anyOf':[{'type':'string'},{'type':'integer'}]}|{'anyOf':[{'type':'STRING'},{'type':'INTEGER'}]}",
        "{'type':'integer','exclusiveMinimum':1,'multipleOf':2,'$comment':'x'}|{'type':'INTEGER'}",
        "{'type':'string','format':'uri'}|{'type':'STRING'}",
        "{'enum':[1,2]}|{'type':'STRING','enum':['1','2']}",
        "{'type':'object','required':['a','a'],'properties':{'a':{'$ref':'#/$defs/x'}},'$defs':{'x':{'type':'number'}}}|{'type':'OBJECT','required':['a'],'properties':{'a':{'type':'NUMBER'}}}",
        "{'$ref':'#/$defs/n','$defs':{'n':{'type':'object','properties':{'next':{'$ref':'#/$defs/n'}}}}}|{'type':'OBJECT','properties':{'next':{}}}",
        "{'allOf':[{'properties':{'a':{'type':'string'}}},{'properties':{'b':{'type':'string'}}}]}|{'type':'OBJECT','properties':{'a':{'type':'STRING'},'b':{'type':'STRING'}}}",
        "{'type':'array','items':{'type':'string'},'prefixItems':[{}]}|{'type':'ARRAY','items':{'type':'STRING'}}",
      })
  void cleansASchemaForTargetsThatKnowTheirOwnFormOnly(String schema, String expected) {
    byte[] body =
        Wire.encode(Wire.request().tool(function(schema)).build(), Quirk.OPENAPI_SCHEMA).body();
    Object sent = Wire.at(body, "tools", 0, "functionDeclarations", 0, "parameters");
    assertEquals(
        dev.patchbay.json.JsonTree.of(RawJson.of(expected.replace('\'', '"'))).value(), sent);
    assertNull(Wire.at(body, "tools", 0, "functionDeclarations", 0, "parametersJsonSchema"));
  }

  @Test
  void survivesASchemaWhoseReferencesMultiply() {
    StringBuilder defs = new StringBuilder("{'$ref':'#/$defs/a0','$defs':{");
    for (int i = 0; i < 30; i++) {
      String next = "{'$ref':'#/$defs/a" + (i + 1) + "'}";
      defs.append(
          "'a" + i + "':{'type':'object','properties':{'l':" + next + ",'r':" + next + "}},");
    }
    String schema = defs.append("'a30':{'type':'string'}}}").toString();
    Encoded encoded =
        Wire.encode(Wire.request().tool(function(schema)).build(), Quirk.OPENAPI_SCHEMA);
    assertTrue(encoded.body().length < 2_000_000, encoded.body().length + " bytes");
  }
}
