package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Tool;
import dev.patchbay.config.ConversationConfig;
import dev.patchbay.conversation.LogEntry;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations of clients that speak their own protocols. */
@Timeout(30)
class ConversationExchangeTest {
  private static final CallOptions TALK = CallOptions.builder().conversation("talk").build();

  static Stream<Arguments> pairs() {
    return Arrays.stream(Protocol.values())
        .flatMap(
            client -> Arrays.stream(Protocol.values()).map(target -> Arguments.of(client, target)));
  }

  private static WireRequest ask(Protocol client, ChatRequest request, boolean stream) {
    return ask(client, request, stream, TALK);
  }

  private static WireRequest ask(
      Protocol client, ChatRequest request, boolean stream, CallOptions options) {
    byte[] body =
        Gateway.CODECS
            .get(client)
            .encodeRequest(request, TargetProfile.plain("client", request.model()), stream)
            .body();
    WireRequest.Builder wire = WireRequest.builder(client, body).options(options);
    return (client == Protocol.GEMINI ? wire.model(request.model()).stream(stream) : wire).build();
  }

  private static ChatRequest says(String text) {
    return ChatRequest.of("m", text).toBuilder().maxOutputTokens(64).build();
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(Message::text).toList();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aSingleMessageIsAnsweredInContext(Protocol client, Protocol target) {
    for (boolean stream : new boolean[] {false, true}) {
      ScriptedProvider one =
          Gateway.provider("one", target).reply(Reply.text("Hello Ann"), Reply.text("Ann"));
      try (Gateway gateway = new Gateway(one)) {
        gateway.ask(ask(client, says("I'm Ann"), stream));
        WireTape tape = gateway.ask(ask(client, says("Who am I?"), stream));
        assertEquals(200, tape.status(), tape::text);
        assertEquals(stream, tape.body().length == 0);
        assertEquals("Ann", Gateway.read(client, tape).text());
        assertEquals(
            List.of("I'm Ann", "Hello Ann", "Who am I?"), texts(one.lastRequest().messages()));
        assertEquals(
            List.of("I'm Ann", "Hello Ann", "Who am I?", "Ann"),
            texts(gateway.kit.router().conversation("talk").messages()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aClientsOwnHistoryIsKeptAndItsBytesPass(Protocol client) {
    ScriptedProvider one = Gateway.provider("one", client).reply(Reply.text("A"));
    try (Gateway gateway = new Gateway(one)) {
      gateway.ask(ask(client, says("1"), false));
      ChatRequest own = says("1").toBuilder().assistant("A").user("2").build();
      WireRequest request = ask(client, own, false);
      gateway.ask(request);
      assertEquals(
          List.of("1", "A", "2", "A"), texts(gateway.kit.router().conversation("talk").messages()));
      assertEquals(
          new String(request.body(), StandardCharsets.UTF_8)
              .replace("max_completion_tokens", "max_tokens"),
          one.calls().get(1).body(),
          "the bytes pass");
      gateway.ask(ask(client, says("1").toBuilder().assistant("A").user("other").build(), true));
      assertEquals(
          List.of("1", "A", "other", "A"),
          texts(gateway.kit.router().conversation("talk").messages()));
      assertEquals(6, gateway.kit.router().conversation("talk").log().entries().size());
    }
  }

  private static ChatResponse calling() {
    return new ChatResponse(
        "id",
        "m",
        null,
        List.of(
            new Choice(
                0,
                new Message.Assistant(List.of(new Part.ToolCall("call_1", "sum", "{\"a\":1}"))),
                StopReason.TOOL_CALLS,
                null,
                JsonFields.NONE)),
        null,
        null,
        JsonFields.NONE);
  }

  private static ChatRequest withTool(Message... messages) {
    return ChatRequest.builder()
        .model("m")
        .maxOutputTokens(64)
        .tool(
            new Tool.Function("sum", "Adds", RawJson.of("{\"type\":\"object\",\"properties\":{}}")))
        .messages(List.of(messages))
        .build();
  }

  /** What a client says that leaves its history to us: the result, without the call. */
  private static WireRequest resultAlone(Protocol client, String id) {
    String body =
        switch (client) {
          case OPENAI_CHAT ->
              "'messages':[{'role':'tool','tool_call_id':'" + id + "','content':'42'}]";
          case OPENAI_RESPONSES ->
              "'input':[{'type':'function_call_output','call_id':'" + id + "','output':'42'}]";
          case ANTHROPIC_MESSAGES ->
              "'max_tokens':64,'messages':[{'role':'user','content':[{'type':'tool_result',"
                  + "'tool_use_id':'"
                  + id
                  + "','content':'42'}]}]";
          case GEMINI ->
              "'contents':[{'role':'user','parts':[{'functionResponse':{'name':'sum',"
                  + "'response':{'result':'42'}}}]}]";
        };
    String model = client == Protocol.GEMINI ? "" : "'model':'m',";
    byte[] bytes = Json.utf8(("{" + model + body + "}").replace('\'', '"'));
    WireRequest.Builder wire = WireRequest.builder(client, bytes).options(TALK);
    return (client == Protocol.GEMINI ? wire.model("m").stream(false) : wire).build();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aCallThroughOneProtocolIsAnsweredThroughAnother(Protocol first, Protocol second) {
    ScriptedProvider one =
        Gateway.provider("one", second).reply(Reply.response(calling()), Reply.text("done"));
    try (Gateway gateway = new Gateway(one)) {
      WireTape called = gateway.ask(ask(first, withTool(Message.user("Add")), true));
      Part.ToolCall call = Gateway.read(first, called).toolCalls().get(0);
      WireTape tape = gateway.ask(resultAlone(second, call.id()));
      assertEquals("done", Gateway.read(second, tape).text());
      List<Message> sent = one.lastRequest().messages();
      Part.ToolCall asked = ((Message.Assistant) sent.get(1)).toolCalls().get(0);
      assertEquals("sum", asked.name());
      assertEquals(asked.id(), ((Message.Tool) sent.get(2)).callId());
      assertTrue(sent.get(2).text().contains("42"));
      assertEquals(4, gateway.kit.router().conversation("talk").messages().size());
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void whatWasShownBeforeABreakIsKeptAsPartial(Protocol client) {
    ScriptedProvider one =
        Gateway.provider("one", client).reply(Reply.text("one two three four").cutAfter(2));
    try (Gateway gateway = new Gateway(one)) {
      gateway.ask(ask(client, says("Count"), true));
      List<LogEntry> kept = gateway.kit.router().conversation("talk").log().entries();
      assertTrue(kept.get(1).partial());
      assertTrue("one two three four".startsWith(kept.get(1).message().text()));
    }
  }

  @Test
  void theDefaultConversationIsEachTenantsOwn() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    ConversationConfig config = new ConversationConfig("shared", 0, Duration.ofDays(1));
    try (Gateway gateway =
        new Gateway(kit -> kit.configure(tree -> tree.conversation(config)), one)) {
      CallOptions ann = CallOptions.builder().tenant("ann").build();
      CallOptions bob = CallOptions.builder().tenant("bob").build();
      gateway.ask(ask(Protocol.OPENAI_CHAT, says("ann 1"), false, ann));
      gateway.ask(ask(Protocol.ANTHROPIC_MESSAGES, says("bob 1"), false, bob));
      gateway.ask(ask(Protocol.GEMINI, says("ann 2"), false, ann));
      assertEquals(List.of("ann 1", "A", "ann 2"), texts(one.lastRequest().messages()));
      assertEquals(
          List.of("bob 1", "A"),
          texts(gateway.kit.router().conversations("bob").of("shared").messages()));
      assertTrue(gateway.kit.router().conversation("shared").messages().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb"})
  void anIdThatIsNoneIsRefused(String id) {
    ScriptedProvider one = ScriptedProvider.openai("one");
    CallOptions options = CallOptions.builder().conversation(id).build();
    CallOptions longer = CallOptions.builder().conversation("x".repeat(300)).build();
    try (Gateway gateway = new Gateway(one)) {
      WireRequest request = ask(Protocol.ANTHROPIC_MESSAGES, says("1"), false, options);
      assertEquals(400, gateway.ask(request).status());
      assertEquals(400, gateway.ask(ask(Protocol.GEMINI, says("1"), true, longer)).status());
      assertEquals(0, one.calls().size());
    }
  }

  @Test
  void withoutAConversationNothingIsKept() {
    ScriptedProvider one = ScriptedProvider.openai("one").reply(Reply.text("A"));
    try (Gateway gateway = new Gateway(one)) {
      gateway.ask(ask(Protocol.OPENAI_CHAT, says("1"), false, CallOptions.DEFAULT));
      gateway.ask(ask(Protocol.OPENAI_CHAT, says("2"), false, CallOptions.DEFAULT));
      assertEquals(List.of("2"), texts(one.lastRequest().messages()));
      assertFalse(
          gateway.kit.router().conversations().list(1, null).conversations().iterator().hasNext());
    }
  }
}
