package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code previous_response_id}, whoever answered before and whoever answers now. */
@Timeout(30)
class PreviousResponseTest {
  private static final String TOOL =
      "'tools':[{'type':'function','name':'sum','parameters':{'type':'object','properties':{}},"
          + "'strict':false}]";

  static Stream<Arguments> targets() {
    return Stream.of(Protocol.values())
        .flatMap(target -> Stream.of(Arguments.of(target, false), Arguments.of(target, true)));
  }

  private static WireTape ask(Gateway gateway, String fields, boolean stream) {
    return ask(gateway, fields, stream, CallOptions.DEFAULT);
  }

  private static WireTape ask(Gateway gateway, String fields, boolean stream, CallOptions options) {
    String body = "{'model':'m','stream':" + stream + "," + fields + "}";
    return gateway.ask(
        WireRequest.builder(Protocol.OPENAI_RESPONSES, Json.utf8(body.replace('\'', '"')))
            .options(options)
            .build());
  }

  /** The id as the client sees it. */
  private static String id(WireTape tape) {
    return Gateway.read(Protocol.OPENAI_RESPONSES, tape).id();
  }

  private static List<String> texts(ScriptedProvider provider) {
    return provider.lastRequest().messages().stream().map(Message::text).toList();
  }

  private static Reply whole(String json) {
    return Gateway.whole(json.replace('\'', '"'));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void whatWasSaidComesInFrontOfTheInput(Protocol target, boolean stream) {
    ScriptedProvider one =
        Gateway.provider("one", target)
            .reply(Reply.text("Hello Ann"), Reply.text("Ann"), Reply.text("Yes"));
    try (Gateway gateway = new Gateway(one)) {
      String first = id(ask(gateway, "'instructions':'Be kind','input':'I am Ann'", stream));
      assertTrue(first.startsWith("resp_") || target == Protocol.OPENAI_RESPONSES, first);
      WireTape second =
          ask(
              gateway,
              "'instructions':'Be brief','previous_response_id':'" + first + "','input':'Who?'",
              stream);
      assertEquals(200, second.status(), second::text);
      assertEquals("Ann", Gateway.read(Protocol.OPENAI_RESPONSES, second).text());
      assertEquals(List.of("Be brief", "I am Ann", "Hello Ann", "Who?"), texts(one));
      ask(gateway, "'previous_response_id':'" + id(second) + "','input':'Sure?'", stream);
      assertEquals(List.of("I am Ann", "Hello Ann", "Who?", "Ann", "Sure?"), texts(one));
      assertFalse(one.calls().get(2).body().contains("previous_response_id"));
      ask(gateway, "'previous_response_id':'" + first + "','input':'Other'", stream);
      assertEquals(List.of("I am Ann", "Hello Ann", "Other"), texts(one));
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void theResultOfACallAloneIsEnough(Protocol target, boolean stream) {
    ChatResponse calls =
        new ChatResponse(
            "id_1",
            "m",
            null,
            List.of(
                new Choice(
                    0,
                    new Message.Assistant(
                        List.of(
                            new Part.ToolCall("call_1", "sum", "{\"a\":1}"),
                            new Part.ToolCall("call_2", "sum", "{\"a\":2}"))),
                    StopReason.TOOL_CALLS,
                    null,
                    JsonFields.NONE)),
            null,
            null,
            JsonFields.NONE);
    ScriptedProvider one =
        Gateway.provider("one", target).reply(Reply.response(calls), Reply.text("done"));
    try (Gateway gateway = new Gateway(one)) {
      WireTape called = ask(gateway, "'input':'Add'," + TOOL, stream);
      List<Part.ToolCall> seen = Gateway.read(Protocol.OPENAI_RESPONSES, called).toolCalls();
      WireTape tape =
          ask(
              gateway,
              "'previous_response_id':'"
                  + id(called)
                  + "','input':[{'type':'function_call_output','call_id':'"
                  + seen.get(0).id()
                  + "','output':'41'},{'type':'function_call_output','call_id':'"
                  + seen.get(1).id()
                  + "','output':'42'}],"
                  + TOOL,
              stream);
      assertEquals("done", Gateway.read(Protocol.OPENAI_RESPONSES, tape).text());
      List<Message> sent = one.lastRequest().messages();
      assertEquals(4, sent.size(), sent::toString);
      List<Part.ToolCall> asked = ((Message.Assistant) sent.get(1)).toolCalls();
      assertEquals(asked.get(0).id(), ((Message.Tool) sent.get(2)).callId());
      assertEquals(asked.get(1).id(), ((Message.Tool) sent.get(3)).callId());
      assertEquals("42", sent.get(3).text());
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void anAnswerThatIsNotToBeStoredIsNot(Protocol target, boolean stream) {
    ScriptedProvider one = Gateway.provider("one", target).reply(Reply.text("A"));
    try (Gateway gateway = new Gateway(one)) {
      String id = id(ask(gateway, "'store':false,'input':'1'", stream));
      WireTape tape = ask(gateway, "'previous_response_id':'" + id + "','input':'2'", stream);
      assertEquals(404, tape.status());
      assertEquals(1, one.calls().size());
    }
  }

  @Test
  void anUnknownIdIsToldAsOpenAiTellsIt() {
    ScriptedProvider one = ScriptedProvider.responses("one");
    try (Gateway gateway = new Gateway(one)) {
      for (boolean stream : new boolean[] {false, true}) {
        WireTape tape = ask(gateway, "'previous_response_id':'resp_none','input':'1'", stream);
        assertEquals(404, tape.status());
        assertEquals(
            "{\"error\":{\"message\":\"Previous response with id 'resp_none' not found.\","
                + "\"type\":\"invalid_request_error\",\"param\":\"previous_response_id\","
                + "\"code\":\"previous_response_not_found\"}}",
            tape.text());
      }
      assertEquals(0, one.calls().size());
    }
  }

  @Test
  void anotherTenantsAnswerIsUnknown() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    CallOptions ann = CallOptions.builder().tenant("ann").build();
    CallOptions bob = CallOptions.builder().tenant("bob").build();
    try (Gateway gateway = new Gateway(one)) {
      String id = id(ask(gateway, "'input':'1'", false, ann));
      String next = "'previous_response_id':'" + id + "','input':'2'";
      assertEquals(404, ask(gateway, next, false, bob).status());
      assertEquals(200, ask(gateway, next, false, ann).status());
    }
  }

  @Test
  void ourIdsAreNeverTheSame() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    try (Gateway gateway = new Gateway(one)) {
      String first = id(ask(gateway, "'input':'1'", false));
      String second = id(ask(gateway, "'input':'2'", true));
      assertNotEquals(first, second);
      ask(gateway, "'previous_response_id':'" + first + "','input':'3'", false);
      assertEquals(List.of("1", "A", "3"), texts(one));
    }
  }

  @Test
  void systemItemsOfTheInputStayAndInstructionsDoNot() {
    ScriptedProvider one = ScriptedProvider.responses("one").reply(Reply.text("A"));
    try (Gateway gateway = new Gateway(one)) {
      String first =
          id(
              ask(
                  gateway,
                  "'instructions':'gone','input':[{'role':'developer','content':'stays'},"
                      + "{'role':'user','content':'1'}]",
                  false));
      ask(gateway, "'previous_response_id':'" + first + "','input':'2'", false);
      String sent = one.calls().get(1).body();
      assertTrue(sent.contains("stays") && !sent.contains("gone"), sent);
      assertEquals(4, one.lastRequest().messages().size(), sent);
    }
  }

  @Test
  void sealedReasoningGoesBackToItsIssuerAndToNobodyElse() {
    String seal = "gAAAA-sealed==";
    String answer =
        "{'id':'resp_up1','object':'response','created_at':1,'model':'m','status':'completed',"
            + "'output':[{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'"
            + seal
            + "'},{'type':'message','id':'msg_1','role':'assistant','status':'completed',"
            + "'content':[{'type':'output_text','text':'First','annotations':[]}]}],"
            + "'usage':{'input_tokens':1,'output_tokens':1,'total_tokens':2}}";
    ScriptedProvider one =
        ScriptedProvider.responses("one").reply(whole(answer), Reply.text("Third"));
    ScriptedProvider two = ScriptedProvider.anthropic("two").reply(Reply.text("Second"));
    CallOptions first = CallOptions.builder().providerPin("one").build();
    CallOptions second = CallOptions.builder().providerPin("two").build();
    try (Gateway gateway = new Gateway(one, two)) {
      String id = id(ask(gateway, "'input':'1'", false, first));
      assertEquals("resp_up1", id);
      String next = "'previous_response_id':'" + id + "','input':'2'";
      String other = id(ask(gateway, next, false, second));
      assertTrue(two.calls().get(0).body().contains("First"));
      assertFalse(two.calls().get(0).body().contains(seal));
      ask(gateway, "'previous_response_id':'" + other + "','input':'3'", true, first);
      String sent = one.calls().get(1).body();
      assertTrue(sent.contains("\"encrypted_content\":\"" + seal + "\""), sent);
      assertTrue(sent.contains("Second"), sent);
    }
  }

  @Test
  void inAConversationTheExpandedRequestIsComparedWithIt() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    CallOptions talk = CallOptions.builder().conversation("talk").build();
    try (Gateway gateway = new Gateway(one)) {
      String first = id(ask(gateway, "'input':'1'", false, talk));
      ask(gateway, "'input':'2'", false, talk);
      assertEquals(List.of("1", "A", "2"), texts(one));
      ask(gateway, "'previous_response_id':'" + first + "','input':'3'", false, talk);
      assertEquals(List.of("1", "A", "3"), texts(one));
      assertEquals(
          List.of("1", "A", "3", "A"),
          gateway.kit.router().conversation("talk").messages().stream()
              .map(Message::text)
              .toList());
    }
  }

  @Test
  void anAnswerInAConversationHoldsAllOfIt() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    CallOptions talk = CallOptions.builder().conversation("talk").build();
    try (Gateway gateway = new Gateway(one)) {
      ask(gateway, "'input':'1'", false, talk);
      String second = id(ask(gateway, "'input':'2'", true, talk));
      ask(gateway, "'previous_response_id':'" + second + "','input':'3'", false);
      assertEquals(List.of("1", "A", "2", "A", "3"), texts(one));
    }
  }

  @Test
  void aContinuedAnswerIsKeptUnderTheIdThatWasShown() {
    ScriptedProvider one =
        ScriptedProvider.responses("one").reply(Reply.text("Once upon a time").cutAfter(2));
    ScriptedProvider two = ScriptedProvider.openai("two").reply(Reply.text("a time"));
    CallOptions goesOn = CallOptions.builder().resume(ResumePolicy.CONTINUE).build();
    try (Gateway gateway = new Gateway(one, two)) {
      WireTape tape = ask(gateway, "'input':'Tell'", true, goesOn);
      assertEquals("Once upon a time", Gateway.read(Protocol.OPENAI_RESPONSES, tape).text());
      CallOptions elsewhere = CallOptions.builder().providerPin("two").build();
      ask(gateway, "'previous_response_id':'" + id(tape) + "','input':'More'", false, elsewhere);
      assertEquals(List.of("Tell", "Once upon a time", "More"), texts(two));
    }
  }

  /** All that the client was told, be it a stream. */
  private static String told(WireTape tape) {
    return tape.text()
        + tape.frames().stream().map(SseFrame::data).collect(Collectors.joining("\n"));
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void tellsWhichAnswerItGoesOnFrom(Protocol target, boolean stream) {
    ScriptedProvider one =
        Gateway.provider("one", target).reply(Reply.text("Hello Ann"), Reply.text("Ann"));
    try (Gateway gateway = new Gateway(one)) {
      String first = id(ask(gateway, "'input':'I am Ann'", stream));

      WireTape second =
          ask(gateway, "'previous_response_id':'" + first + "','input':'Who?'", stream);

      String told = "\"previous_response_id\":\"" + first + "\"";
      assertEquals(stream ? 3 : 1, count(told(second), told), told(second));
      assertEquals(0, count(told(second), "\"previous_response_id\":null"), told(second));
    }
  }

  static Stream<Arguments> others() {
    return targets().filter(row -> row.get()[0] != Protocol.OPENAI_RESPONSES);
  }

  @ParameterizedTest
  @MethodSource("others")
  void repeatsTheSettingsOfItsRequest(Protocol target, boolean stream) {
    ScriptedProvider one = Gateway.provider("one", target).reply(Reply.text("Hello"));
    try (Gateway gateway = new Gateway(one)) {
      String settings =
          "'max_output_tokens':20,'metadata':{'a':'b'},'store':false,'temperature':0.50";

      String text = told(ask(gateway, settings + ",'top_p':null,'input':'Hi'", stream));

      for (String setting : settings.replace('\'', '"').split(",")) {
        assertEquals(stream ? 3 : 1, count(text, setting), setting + " in " + text);
      }
      assertEquals(stream ? 3 : 1, count(text, "\"previous_response_id\":null"), text);
      assertEquals(stream ? 3 : 1, count(text, "\"top_p\":null"), text);
      assertEquals(stream ? 3 : 1, count(text, "\"tool_choice\":\"auto\""), text);
    }
  }
}
