package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.hard.Hop.Sent;
import dev.patchbay.wire.undo.Undoing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Schemas of answers and of arguments. */
final class SchemasTest {
  private static final String OPEN =
      "{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}";
  private static final String CLOSED =
      "{'type':'object','properties':{'city':{'type':'string'}},'required':['city'],"
          + "'additionalProperties':false}";

  private static String asking(String fields) {
    return "{'model':'m','messages':[{'role':'user','content':'Where?'}]," + fields + "}";
  }

  /** A client's request for an answer by a schema. */
  private static ChatRequest formed(String schema, boolean strict) {
    return Hop.CHAT.request(
        asking(
            "'response_format':{'type':'json_schema','json_schema':{'name':'place','schema':"
                + schema
                + ",'strict':"
                + strict
                + "}}"));
  }

  private static ChatRequest tool(String schema, boolean strict) {
    return Hop.CHAT.request(
        asking(
            "'tools':[{'type':'function','function':{'name':'f','strict':"
                + strict
                + ",'parameters':"
                + schema
                + "}}]"));
  }

  @Test
  @HardCase(29)
  void geminiGetsASchemaAsItIsWhereItKnowsJsonSchema() {
    String schema =
        "{'type':'object','properties':{'a':{'$ref':'#/$defs/x'}},'$defs':{'x':{'type':'string'}}}";
    Sent format = Hop.GEMINI.sent(formed(schema, false));
    Sent arguments = Hop.GEMINI.sent(tool(schema, false));

    assertEquals(
        "#/$defs/x",
        format.at("generationConfig", "responseJsonSchema", "properties", "a", "$ref"));
    assertEquals(
        "#/$defs/x",
        arguments.at(
            "tools",
            0,
            "functionDeclarations",
            0,
            "parametersJsonSchema",
            "properties",
            "a",
            "$ref"));
  }

  @ParameterizedTest
  @HardCase(29)
  @EnumSource(names = {"CHAT", "ANTHROPIC"})
  void anOlderGeminiGetsASchemaWithoutWhatItRefuses(Hop client) {
    String schema =
        "{'type':'object','properties':{'a':{'$ref':'#/$defs/x'},'b':{'type':['string','null']}},"
            + "'additionalProperties':false,'$defs':{'x':{'type':'string','const':'one'}}}";
    ChatRequest request =
        client == Hop.CHAT
            ? tool(schema, false)
            : client.request(asking("'tools':[{'name':'f','input_schema':" + schema + "}]"));
    Sent sent = Hop.GEMINI.sent(request, Quirk.OPENAPI_SCHEMA);

    assertEquals(
        "STRING",
        sent.at("tools", 0, "functionDeclarations", 0, "parameters", "properties", "a", "type"));
    assertEquals(
        true,
        sent.at(
            "tools", 0, "functionDeclarations", 0, "parameters", "properties", "b", "nullable"));
    assertFalse(sent.json().contains("$ref"));
    assertFalse(sent.json().contains("additionalProperties"));
    assertFalse(sent.json().contains("const"));
  }

  @ParameterizedTest
  @HardCase(30)
  @EnumSource(names = {"CHAT", "RESPONSES"})
  void aSchemaThatCannotBeStrictIsSentAsItIsAndNotStrict(Hop target) {
    Sent format = target.sent(formed(OPEN, true));
    Sent arguments = target.sent(tool(OPEN, true));

    assertTrue(format.json().contains("\"strict\":false"));
    assertTrue(format.json().contains(OPEN.replace('\'', '"')));
    assertEquals(List.of("strict-schema"), format.losses());
    assertTrue(arguments.json().contains("\"strict\":false"));
    assertEquals(List.of("strict-schema"), arguments.losses());
  }

  @ParameterizedTest
  @HardCase(30)
  @EnumSource(names = {"CHAT", "RESPONSES"})
  void aSchemaThatCanBeStrictIs(Hop target) {
    Sent format = target.sent(formed(CLOSED, true));
    Sent arguments = target.sent(tool(CLOSED, true));

    assertTrue(format.json().contains("\"strict\":true"));
    assertEquals(List.of(), format.losses());
    assertTrue(arguments.json().contains("\"strict\":true"));
    assertEquals(List.of(), arguments.losses());
  }

  @ParameterizedTest
  @HardCase(30)
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'object','properties':{'a':{'type':'object'}},'required':['a'],"
            + "'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'type':'string'},'b':{}},'required':['a'],"
            + "'additionalProperties':false}",
        "{'type':'object','properties':{},'additionalProperties':false,'allOf':[]}",
        "{'anyOf':[{'type':'object','additionalProperties':false}]}",
        "{'type':'array','items':{'type':'string'}}",
        "{'type':'object','additionalProperties':false,'properties':{'l':{'type':'array','items':"
            + "{'type':'object','properties':{'x':{}}}}},'required':['l']}",
        "{'type':'object','additionalProperties':false,'$defs':{'x':{'type':'object'}}}"
      })
  void isStrictAllTheWayDown(String schema) {
    assertEquals(
        List.of("strict-schema"), Hop.CHAT.sent(formed(schema.replace('"', '\''), true)).losses());
  }

  @Test
  @HardCase(30)
  void aPropertyMayHaveTheNameOfAWordThatIsRefused() {
    String schema =
        "{'type':'object','properties':{'not':{'type':'string','enum':['allOf']}},"
            + "'required':['not'],'additionalProperties':false}";
    assertEquals(List.of(), Hop.CHAT.sent(formed(schema, true)).losses());
  }

  @Test
  @HardCase(31)
  void aModelWithoutFormatsIsMadeToCallAToolWhoseInputIsTheAnswer() {
    Sent sent = Hop.ANTHROPIC.sent(formed(CLOSED, true), Quirk.NO_OUTPUT_FORMAT);

    assertEquals("place", sent.at("tools", 0, "name"));
    assertEquals("string", sent.at("tools", 0, "input_schema", "properties", "city", "type"));
    assertEquals("tool", sent.at("tool_choice", "type"));
    assertEquals("place", sent.at("tool_choice", "name"));
    assertEquals(true, sent.at("tool_choice", "disable_parallel_tool_use"));
    assertEquals(List.of("json-schema"), sent.losses());
  }

  @ParameterizedTest
  @HardCase(31)
  @EnumSource
  void theCallOfThatToolComesBackAsText(Hop client) {
    Sent sent = Hop.ANTHROPIC.sent(formed(CLOSED, true), Quirk.NO_OUTPUT_FORMAT);
    ChatResponse answer =
        Hop.ANTHROPIC.answer(
            "{'type':'message','role':'assistant','id':'a','model':'m','content':[{'type':"
                + "'tool_use','id':'t','name':'place','input':{'city':'Bern'}}],"
                + "'stop_reason':'tool_use'}");
    ChatResponse whole = Undoing.in(answer, sent.encoded().undo());
    ChatFold streamed = new ChatFold();
    ChatUnfold.events(answer).forEach(Undoing.in(streamed::add, sent.encoded().undo()));

    for (ChatResponse undone : List.of(whole, streamed.response())) {
      assertEquals("{\"city\":\"Bern\"}", undone.text());
      ChatResponse seen = client.answer(client.told(undone).json());
      assertEquals("{\"city\":\"Bern\"}", seen.text());
      assertEquals("END", seen.choices().get(0).stopReason().name());
      assertEquals(List.of(), seen.toolCalls());
    }
  }

  @Test
  @HardCase(31)
  void whereACallCannotBeDemandedTheSchemaIsAskedForInWords() {
    Sent sent =
        Hop.ANTHROPIC.sent(
            formed(CLOSED, true), Quirk.NO_OUTPUT_FORMAT, Quirk.NO_FORCED_TOOL_CHOICE);

    assertEquals(-1, sent.count("tools"));
    assertTrue(sent.text("system").contains("JSON Schema"));
    assertTrue(sent.encoded().undo().isNone());
  }

  @ParameterizedTest
  @HardCase(32)
  @EnumSource(names = {"CHAT", "RESPONSES"})
  void jsonModeWithoutItsWordInThePromptGetsAnInstruction(Hop target) {
    ChatRequest request = Hop.CHAT.request(asking("'response_format':{'type':'json_object'}"));
    ChatRequest gemini =
        Hop.GEMINI.request(
            "{'contents':[{'role':'user','parts':[{'text':'Where?'}]}],"
                + "'generationConfig':{'responseMimeType':'application/json'}}");

    for (ChatRequest each : List.of(request, gemini)) {
      Sent sent = target.sent(each);
      assertTrue(sent.json().contains("Answer with one JSON object"));
      assertEquals(List.of("json-mode"), sent.losses());
    }
  }

  @ParameterizedTest
  @HardCase(32)
  @EnumSource(names = {"CHAT", "RESPONSES"})
  void jsonModeWithItsWordInThePromptStaysAsItIs(Hop target) {
    Sent sent =
        target.sent(
            Hop.CHAT.request(
                "{'model':'m','messages':[{'role':'user','content':'As Json, please'}],"
                    + "'response_format':{'type':'json_object'}}"));

    assertEquals(List.of(), sent.losses());
    assertFalse(sent.json().contains("Answer with"));
  }
}
