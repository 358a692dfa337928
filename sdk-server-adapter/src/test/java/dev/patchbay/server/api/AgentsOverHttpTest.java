package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.JsonFields;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.wire.Protocol;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests as coding agents send them, shortened, in front of other protocols' providers. */
final class AgentsOverHttpTest {
  /** Codex 0.169 with its own model. */
  private static final String CODEX =
      """
      {"model":"some-model","stream":true,"store":false,"tool_choice":"auto",
       "parallel_tool_calls":false,"reasoning":{"effort":"low","context":"all_turns"},
       "include":["reasoning.encrypted_content"],"prompt_cache_key":"k","text":{"verbosity":"low"},
       "client_metadata":{"session_id":"s"},
       "input":[
        {"type":"additional_tools","id":"at_1","role":"developer","tools":[
          {"type":"namespace","name":"functions","description":"","tools":[
            {"type":"custom","name":"exec","description":"Run JavaScript",
             "format":{"type":"grammar","syntax":"lark","definition":"start: /.+/"}}]},
          {"type":"namespace","name":"clock","description":"Time","tools":[
            {"type":"function","name":"sleep","description":"Pause","strict":false,
             "parameters":{"type":"object","properties":{"ms":{"type":"integer"}}}}]}]},
        {"type":"message","role":"developer","content":[{"type":"input_text","text":"Code."}]},
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Go"}]}]}""";

  /** What Gemini CLI 0.61 cuts streams into events by; the text before the first is its buffer. */
  private static final Pattern GEMINI_CLI =
      Pattern.compile("^\\s*data: (.*)(?:\n\n|\r\r|\r\n\r\n)");

  private static Reply calls(Part.ToolCall... calls) {
    Choice choice =
        new Choice(
            0, new Message.Assistant(List.of(calls)), StopReason.TOOL_CALLS, null, JsonFields.NONE);
    return Reply.response(
        new ChatResponse("", "", null, List.of(choice), null, null, JsonFields.NONE));
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"OPENAI_CHAT", "ANTHROPIC_MESSAGES", "GEMINI"})
  void codexCallsItsToolsThroughEveryProtocol(Protocol upstream) {
    ScriptedProvider lab =
        ExchangeOverHttpTest.provider(upstream)
            .reply(
                calls(
                    new Part.ToolCall("call_1", "exec", "{\"input\":\"text(1)\"}"),
                    new Part.ToolCall("call_2", "clock__sleep", "{\"ms\":1}")));
    try (Played played = Played.of(lab)) {
      HttpResponse<String> answer = played.adapter.post("/v1/responses", CODEX);

      assertEquals(200, answer.statusCode(), answer.body());
      List<String> offered = lab.lastRequest().tools().stream().map(Tool::name).toList();
      assertEquals(List.of("exec", "clock__sleep"), offered);
      List<Part.ToolCall> calls = Client.RESPONSES.read(answer.body(), true).toolCalls();
      assertEquals(Part.ToolCall.Kind.CUSTOM, calls.get(0).kind());
      assertEquals("exec", calls.get(0).name());
      assertEquals("text(1)", calls.get(0).arguments());
      assertEquals("sleep", calls.get(1).name());
      assertTrue(answer.body().contains("\"namespace\":\"clock\""), answer.body());
    }
  }

  @Test
  void geminiCliReadsEveryEventOfAStream() {
    ScriptedProvider lab = ExchangeOverHttpTest.provider(Protocol.OPENAI_CHAT);
    try (Played played = Played.of(lab.reply(Reply.text("one two three")))) {
      String rest = played.ask(Client.GEMINI, true).body();

      assertTrue(GEMINI_CLI.matcher(rest).find(), rest);
      while (GEMINI_CLI.matcher(rest).find()) {
        rest = GEMINI_CLI.matcher(rest).replaceFirst("");
      }
      assertTrue(rest.isBlank(), rest);
    }
  }

  @Test
  void aGeminiStreamHasNoComments() {
    ScriptedProvider lab = ExchangeOverHttpTest.provider(Protocol.GEMINI);
    try (Played played = Played.of(lab.reply(Reply.text("one")))) {
      assertFalse(played.ask(Client.GEMINI, true).body().contains("\n:"));
    }
  }
}
