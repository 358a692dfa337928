package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients ask besides answers: counts, models, plans, usage, conversations. */
final class AskedAboutTest {
  private final ScriptedProvider lab = ScriptedProvider.openai("lab");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/messages/count_tokens | {'model':'m','max_tokens':9,'messages':[{'role':'user','content':'Hi'}]} | {'input_tokens':",
        "/anthropic/v1/messages/count_tokens | {'model':'m','messages':[{'role':'user','content':'Hi'}]} | {'input_tokens':",
        "/v1/responses/input_tokens | {'model':'m','input':'Hi'} | {'object':'response.input_tokens','input_tokens':",
        "/v1beta/models/m:countTokens | {'contents':[{'role':'user','parts':[{'text':'Hi'}]}]} | {'totalTokens':",
      })
  void countsWithoutAskingAnybody(String path, String body, String start) {
    try (Played played = Played.of(lab)) {
      HttpResponse<String> answer = played.adapter.post(path, json(body));

      assertEquals(200, answer.statusCode(), answer.body());
      assertTrue(answer.body().startsWith(json(start)), answer.body());
      assertFalse(answer.body().matches(".*:0}"), answer.body());
      assertEquals("estimate", ExchangeOverHttpTest.header(answer, "x-patchbay-count"));
      assertEquals(List.of(), lab.calls());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages/count_tokens, '\"type\":\"invalid_request_error\"'",
    "/v1/responses/input_tokens, '\"type\":\"invalid_request_error\"'",
    "/v1beta/models/m:countTokens, '\"status\":\"INVALID_ARGUMENT\"'"
  })
  void refusesToCountWhatCannotBeRead(String path, String words) {
    try (Played played = Played.of(lab)) {
      HttpResponse<String> answer = played.adapter.post(path, "{no json");

      assertEquals(400, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains(words), answer.body());
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void refusesNonsenseInItsProtocol(Client client) {
    try (Played played = Played.of(lab)) {
      HttpResponse<String> unreadable = played.adapter.post(client.path("m", false), "{no json");
      HttpResponse<String> header = played.ask(client, false, "X-Patchbay-Resume", "maybe");

      assertEquals(400, unreadable.statusCode(), unreadable.body());
      assertEquals(400, header.statusCode(), header.body());
      assertTrue(header.body().contains("x-patchbay-resume"), header.body());
      assertTrue(header.body().startsWith("{\"error\"") == (client != Client.CLAUDE));
    }
  }

  @Test
  void listsModelsInThreeShapes() {
    Map<String, Object> alias = Map.of("mappings", Map.of("fast", List.of("lab:some")));
    try (Played played = Played.of(alias, Pulse.Timing.DEFAULT, lab)) {
      String openai = played.adapter.get("/v1/models").body();
      String claude = played.adapter.get("/v1/models", "anthropic-version", "2023-06-01").body();
      String gemini = played.adapter.get("/v1beta/models").body();

      assertTrue(openai.startsWith("{\"object\":\"list\",\"data\":["), openai);
      assertTrue(openai.contains("{\"id\":\"fast\",\"object\":\"model\""), openai);
      assertTrue(claude.contains("\"type\":\"model\",\"id\":\"fast\""), claude);
      assertTrue(claude.contains("\"has_more\":false"), claude);
      assertTrue(gemini.contains("\"name\":\"models/fast\""), gemini);
      assertEquals(200, played.adapter.get("/v1/models/fast").statusCode());
      assertEquals(404, played.adapter.get("/v1/models/groq:not-enabled").statusCode());
      assertEquals(200, played.adapter.get("/v1/models/claude").statusCode());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'model':'m'} | null",
        "{'model':'m','messages':[{'role':'user','content':'Hi'}]} | 'openai-chat'",
        "{'model':'m','system':'s','messages':[{'role':'user','content':'Hi'}]} | 'anthropic-messages'",
        "{'model':'m','input':'Hi'} | 'openai-responses'",
        "{'model':'m','contents':[{'role':'user','parts':[{'text':'Hi'}]}]} | 'gemini'",
      })
  void explainsWithoutAskingAnybody(String body, String protocol) {
    try (Played played = Played.of(lab)) {
      HttpResponse<String> answer = played.adapter.post("/v1/route/explain", json(body));

      assertEquals(200, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("\"account\":\"lab/main\",\"model\":\"m\""), answer.body());
      String said = protocol.equals("null") ? "" : ",\"protocol\":\"" + protocol + "\"";
      String query = "{\"query\":{\"model\":\"m\"" + said + ",\"estimated_tokens\"";
      assertTrue(answer.body().startsWith(query), answer.body());
      assertEquals(List.of(), lab.calls());
    }
  }

  @Test
  void tellsWhatWasUsed() {
    try (Played played = Played.of(lab)) {
      played.ask(Client.CHAT, false);
      String usage = played.adapter.get("/usage?group=provider,day").body();

      assertTrue(usage.startsWith("{\"total\":{\"requests\":1,\"input_tokens\":"), usage);
      assertTrue(usage.contains("\"groups\":[{\"provider\":\"lab\",\"day\":\""), usage);
      assertTrue(usage.contains("\"cost_usd\":\""), usage);
      assertEquals(400, played.adapter.get("/usage?group=nothing").statusCode());
      assertEquals(400, played.adapter.get("/usage?from=yesterday").statusCode());
    }
  }

  @Test
  void goesOnWithAConversationInAnyProtocol() {
    String[] trip = {"X-Conversation-Id", "trip"};
    try (Played played = Played.of(lab)) {
      played.ask(Client.CLAUDE, ChatRequest.of("m", "I'm off to Oslo"), true, trip);
      played.ask(Client.GEMINI, ChatRequest.of("m", "Where to?"), false, trip);

      assertEquals(3, lab.lastRequest().messages().size());
      assertEquals("I'm off to Oslo", lab.lastRequest().messages().get(0).text());
      assertTrue(played.adapter.get("/v1/conversation", trip).body().contains("Where to?"));
      assertTrue(played.adapter.get("/v1/conversations").body().contains("\"id\":\"trip\""));
      assertEquals(200, played.adapter.send("DELETE", "/v1/conversations/trip", "").statusCode());
      assertEquals(404, played.adapter.get("/v1/conversations/trip").statusCode());
      assertEquals(400, played.adapter.get("/v1/conversation").statusCode());
    }
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
