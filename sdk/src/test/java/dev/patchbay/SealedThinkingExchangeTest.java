package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.RawJson;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.hard.HardCase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only its issuer can read, on its way through a client and back, with switches between. */
@Timeout(30)
class SealedThinkingExchangeTest {
  private static final String SEAL = "gAAAA-sealed==";
  private static final String SIGNATURE = "c2lnbmVk";
  private static final String REASONED =
      "{'id':'resp_1','object':'response','created_at':1,'model':'m','status':'completed',"
          + "'output':[{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text',"
          + "'text':'Weather first'}],'encrypted_content':'"
          + SEAL
          + "'},"
          + "{'type':'function_call','id':'fc_1','call_id':'c1','name':'get','arguments':'{}',"
          + "'status':'completed'}],'usage':{'input_tokens':1,'output_tokens':1,'total_tokens':2}}";
  private static final String SIGNED =
      "{'responseId':'r1','modelVersion':'m','candidates':[{'index':0,'finishReason':'STOP',"
          + "'content':{'role':'model','parts':[{'functionCall':{'name':'get','args':{}},"
          + "'thoughtSignature':'"
          + SIGNATURE
          + "'}]}}],"
          + "'usageMetadata':{'promptTokenCount':1,'candidatesTokenCount':1,'totalTokenCount':2}}";

  private static Reply whole(String json) {
    return Gateway.whole(json.replace('\'', '"'));
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  /** A conversation of an Anthropic client that sends back what it was shown, byte for byte. */
  private static final class Client {
    private final Gateway gateway;
    private final StringBuilder turns = new StringBuilder(quoted("{'role':'user','content':'q'}"));

    Client(Gateway gateway) {
      this.gateway = gateway;
    }

    String ask(boolean stream) {
      String body =
          quoted("{'model':'m','max_tokens':99,'stream':" + stream + ",'tools':[{'name':'get',")
              + quoted("'input_schema':{'type':'object'}}],'messages':[")
              + turns
              + "]}";
      WireTape tape =
          gateway.ask(
              WireRequest.builder(
                      Protocol.ANTHROPIC_MESSAGES, body.getBytes(StandardCharsets.UTF_8))
                  .build());
      assertEquals(200, tape.status(), tape::text);
      ChatResponse seen = Gateway.read(Protocol.ANTHROPIC_MESSAGES, tape);
      List<Part> said = seen.message().parts();
      String content = content(said);
      turns.append(quoted(",{'role':'assistant','content':")).append(content).append('}');
      for (Part.ToolCall call : seen.message().toolCalls()) {
        turns.append(
            quoted(
                ",{'role':'user','content':[{'type':'tool_result','tool_use_id':'"
                    + call.id()
                    + "','content':'1'}]}"));
      }
      return content;
    }

    private static String content(List<Part> parts) {
      StringBuilder json = new StringBuilder("[");
      for (Part part : parts) {
        json.append(json.length() == 1 ? "" : ",");
        if (part instanceof Part.Thinking thought) {
          String signature = thought.signature() == null ? "" : thought.signature().value();
          json.append(quoted("{'type':'thinking','thinking':"))
              .append(RawJson.string(thought.text()).text())
              .append(quoted(",'signature':'" + signature + "'}"));
        } else if (part instanceof Part.ToolCall call) {
          json.append(
              quoted("{'type':'tool_use','id':'" + call.id() + "','name':'get','input':{}}"));
        } else if (part instanceof Part.Text text) {
          json.append(quoted("{'type':'text','text':'" + text.text() + "'}"));
        }
      }
      return json.append(']').toString();
    }
  }

  private static String sent(ScriptedProvider provider, int call) {
    return provider.calls().get(call).body();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @HardCase(27)
  void sealedReasoningReturnsToItsIssuerAndNotToWhoTakesOver(boolean stream) {
    ScriptedProvider one =
        ScriptedProvider.responses("one")
            .reply(whole(REASONED), whole(REASONED.replace("c1", "c2")), Reply.status(400));
    ScriptedProvider two = ScriptedProvider.gemini("two").reply(Reply.text("Sunny"));
    try (Gateway gateway = new Gateway(one, two)) {
      Client client = new Client(gateway);
      String shown = client.ask(stream);
      client.ask(stream);
      client.ask(stream);

      assertFalse(shown.contains(SEAL));
      assertTrue(shown.contains("Weather first"));
      assertTrue(sent(one, 1).contains(SEAL), () -> sent(one, 1));
      assertEquals(1, two.calls().size());
      assertFalse(sent(two, 0).contains(SEAL));
      assertFalse(sent(two, 0).contains("Weather first"));
      assertTrue(sent(two, 0).contains("skip_thought_signature_validator"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @HardCase(25)
  void aSignedCallIsSignedAgainThoughTheClientCannotCarryTheSignature(boolean stream) {
    ScriptedProvider one = ScriptedProvider.gemini("one").reply(whole(SIGNED), Reply.text("Sunny"));
    try (Gateway gateway = new Gateway(one)) {
      Client client = new Client(gateway);
      String shown = client.ask(stream);
      client.ask(stream);

      assertFalse(shown.contains(SIGNATURE));
      assertTrue(sent(one, 1).contains(SIGNATURE), () -> sent(one, 1));
      assertFalse(sent(one, 1).contains("skip_thought_signature_validator"));
    }
  }

  private static final String REFUSAL =
      "{'type':'error','error':{'type':'invalid_request_error',"
          + "'message':'messages.1.content.0: Invalid `signature` in `thinking` block'}}";

  @Test
  @HardCase(22)
  void refusedThinkingIsLeftOutAndTheSameAccountAskedOnceMore() {
    ScriptedProvider one =
        ScriptedProvider.anthropic("one")
            .reply(Reply.raw(400, "application/json", quoted(REFUSAL)), Reply.text("Sunny"));
    try (Gateway gateway = new Gateway(one)) {
      String body =
          quoted(
              "{'model':'m','max_tokens':99,'messages':[{'role':'user','content':'q'},"
                  + "{'role':'assistant','content':[{'type':'thinking','thinking':'hm',"
                  + "'signature':'old'},{'type':'text','text':'so'}]},"
                  + "{'role':'user','content':'on'}]}");
      WireTape tape =
          gateway.ask(
              WireRequest.builder(
                      Protocol.ANTHROPIC_MESSAGES, body.getBytes(StandardCharsets.UTF_8))
                  .build());

      assertEquals("Sunny", Gateway.read(Protocol.ANTHROPIC_MESSAGES, tape).text());
      assertEquals(2, one.calls().size());
      assertTrue(sent(one, 0).contains("\"old\""));
      assertFalse(sent(one, 1).contains("thinking"));
      assertTrue(sent(one, 1).contains("\"so\""));
    }
  }

  @Test
  @HardCase(22)
  void thinkingThatIsRefusedAgainIsNotTakenOutTwice() {
    ScriptedProvider one =
        ScriptedProvider.anthropic("one")
            .reply(Reply.raw(400, "application/json", quoted(REFUSAL)));
    try (Gateway gateway = new Gateway(one)) {
      ChatRequest request =
          ChatRequest.builder()
              .model("m")
              .user("q")
              .message(
                  new Message.Assistant(
                      List.of(
                          new Part.Thinking("hm", new Opaque("s", Issuer.of("one", "m"))),
                          new Part.Text("so"))))
              .user("on")
              .build();

      assertThrows(RuntimeException.class, () -> gateway.kit.router().chat(request));
      assertEquals(2, one.calls().size());
    }
  }
}
