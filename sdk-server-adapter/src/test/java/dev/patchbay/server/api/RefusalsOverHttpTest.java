package dev.patchbay.server.api;

import static dev.patchbay.server.api.ExchangeOverHttpTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.server.RunningAdapter;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server refuses by itself, in each protocol's form, whole and before a stream. */
final class RefusalsOverHttpTest {
  private static final Map<String, Object> PRICED =
      Map.of(
          "prices",
          List.of(Map.of("provider", "lab", "model", "*", "input", "1000", "output", "1000")),
          "budgets",
          List.of(Map.of("key", "*", "limit", "0.000001", "per", "total")));

  private static void assertRefused(int status, String words, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals("application/json", header(answer, "content-type"));
    assertTrue(header(answer, "x-patchbay-request-id").startsWith("req_"));
    assertTrue(answer.body().contains('"' + words + '"'), answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, invalid_api_key, request_forbidden",
    "RESPONSES, invalid_api_key, request_forbidden",
    "CLAUDE, authentication_error, permission_error",
    "GEMINI, UNAUTHENTICATED, PERMISSION_DENIED"
  })
  void asksForAKeyThatMayDoIt(Client client, String unknown, String forbidden) {
    ScriptedProvider lab = ScriptedProvider.openai("lab");
    try (Played played = Played.of(lab)) {
      String key = played.key("{\"name\": \"narrow\", \"allowed_models\": [\"other-*\"]}");
      for (boolean stream : Played.both()) {
        assertRefused(401, unknown, played.ask(client, stream));
        assertRefused(401, unknown, played.ask(client, stream, "x-api-key", "patchbay-wrong"));
        assertRefused(403, forbidden, played.ask(client, stream, "x-api-key", key));
      }
      assertEquals(List.of(), lab.calls());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, rate_limit_exceeded",
    "RESPONSES, rate_limit_exceeded",
    "CLAUDE, rate_limit_error",
    "GEMINI, RESOURCE_EXHAUSTED"
  })
  void countsTheRequestsOfAMinute(Client client, String words) {
    try (Played played = Played.of(ScriptedProvider.openai("lab"))) {
      String key = played.key("{\"name\": \"slow\", \"requests_per_minute\": 1}");
      assertEquals(200, played.ask(client, false, "x-goog-api-key", key).statusCode());
      for (boolean stream : Played.both()) {
        HttpResponse<String> answer = played.ask(client, stream, "x-goog-api-key", key);

        assertRefused(429, words, answer);
        assertTrue(Integer.parseInt(header(answer, "retry-after")) <= 60);
        assertEquals("", header(answer, "x-should-retry"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, budget_exceeded",
    "RESPONSES, budget_exceeded",
    "CLAUDE, billing_error",
    "GEMINI, RESOURCE_EXHAUSTED"
  })
  void refusesWhatABudgetDoesNotAllow(Client client, String words) {
    ScriptedProvider lab = ScriptedProvider.openai("lab");
    try (Played played = Played.of(PRICED, Pulse.Timing.DEFAULT, lab)) {
      for (boolean stream : Played.both()) {
        HttpResponse<String> answer = played.ask(client, stream);

        assertRefused(402, words, answer);
        assertEquals("false", header(answer, "x-should-retry"));
      }
      assertEquals(List.of(), lab.calls());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, model_not_found, pinned_unavailable",
    "RESPONSES, model_not_found, pinned_unavailable",
    "CLAUDE, not_found_error, invalid_request_error",
    "GEMINI, NOT_FOUND, FAILED_PRECONDITION"
  })
  void tellsWhereThereIsNoWay(Client client, String missing, String pinned) {
    ScriptedProvider lab = ScriptedProvider.openai("lab");
    try (Played played = Played.of(lab)) {
      for (boolean stream : Played.both()) {
        ChatRequest elsewhere = ChatRequest.of("groq:some", "Hi");
        HttpResponse<String> nowhere = played.ask(client, elsewhere, stream);
        assertRefused(404, missing, nowhere);
        assertTrue(nowhere.body().contains("GROQ_API_KEY"), nowhere.body());
        assertRefused(409, pinned, played.ask(client, stream, "X-Patchbay-Account", "lab/nobody"));
        assertEquals(404, played.ask(client, stream, "X-Patchbay-Provider", "groq").statusCode());
      }
      assertEquals(List.of(), lab.calls());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, invalid_request_error",
    "RESPONSES, invalid_request_error",
    "CLAUDE, request_too_large",
    "GEMINI, INVALID_ARGUMENT"
  })
  void refusesABodyThatIsTooLong(Client client, String words) {
    ServerConfig small =
        new ServerConfig(
            "127.0.0.1", 0, 1000, List.of(), null, false, ServerConfig.DEFAULT.drain());
    Map<String, Object> tree =
        Map.of(
            "providers",
            Map.of("openai", Map.of("accounts", List.of(Map.of("name", "a", "api-key", "k")))));
    try (RunningAdapter adapter = RunningAdapter.of(Setup.of(small, tree))) {
      for (boolean stream : Played.both()) {
        String body = client.body(ChatRequest.of("gpt-4o", "x".repeat(2000)), stream);

        assertRefused(413, words, adapter.post(client.path("gpt-4o", stream), body));
      }
    }
  }
}
