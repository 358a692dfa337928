package dev.patchbay.server.api;

import static dev.patchbay.server.api.ExchangeOverHttpTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.server.RunningAdapter;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures as clients are told them: the same in every protocol, and no more than is theirs. */
final class FaultsOverHttpTest {
  private static final String PLACE = "(?s).*(127\\.0\\.0\\.1|localhost|://).*";

  private static RunningAdapter at(String url) {
    return RunningAdapter.of(
        Map.of(
            "retry",
            Map.of("attempts", 1),
            "providers",
            Map.of(
                "lab",
                Map.of(
                    "protocol",
                    "openai-chat",
                    "base-url",
                    url,
                    "accounts",
                    List.of(Map.of("name", "main", "api-key", "k"))))));
  }

  private static HttpResponse<String> ask(RunningAdapter adapter, Client client, boolean stream) {
    String body = client.body(dev.patchbay.chat.ChatRequest.of("some-model", "Hi"), stream);
    return adapter.post(client.path("some-model", stream), body);
  }

  private static String detail(RunningAdapter adapter, HttpResponse<String> answer) {
    String id = header(answer, "x-patchbay-request-id");
    return adapter.get("/monitor/requests/" + id).body();
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void doesNotSayWhereAProviderCannotBeReached(Client client) {
    for (String url : List.of("http://127.0.0.1:1/v1", "https://127.0.0.1:1/v1")) {
      try (RunningAdapter adapter = at(url)) {
        for (boolean stream : Played.both()) {
          HttpResponse<String> answer = ask(adapter, client, stream);

          assertEquals(500, answer.statusCode(), answer.body());
          assertFalse(answer.body().matches(PLACE), answer.body());
          assertTrue(answer.body().contains("No connection"), answer.body());
          String told = detail(adapter, answer);
          assertTrue(told.contains("127.0.0.1:1"), told);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void doesNotSayWhereABaseUrlLeads(Client client) {
    ScriptedProvider lab = ScriptedProvider.openai("lab");
    try (Played played = Played.of(lab)) {
      lab.script(
          call ->
              Reply.raw(404, "text/html", "<p>Nothing at " + played.baseUrl(lab) + "/x</p>")
                  .withHeader("Location", played.baseUrl(lab)));
      for (boolean stream : Played.both()) {
        HttpResponse<String> answer = played.ask(client, stream);

        assertEquals(500, answer.statusCode(), answer.body());
        assertFalse(answer.body().matches(PLACE), answer.body());
        assertTrue(answer.body().contains("Nothing at lab"), answer.body());
        assertTrue(answer.body().contains("base URL of provider lab"), answer.body());
        assertFalse(answer.headers().map().toString().matches(PLACE), answer.headers().toString());
        String told = detail(played.adapter, answer);
        assertTrue(told.contains("asked at " + played.baseUrl(lab)), told);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, 429, '\"code\":\"insufficient_quota\"'",
    "RESPONSES, 429, '\"code\":\"insufficient_quota\"'",
    "CLAUDE, 402, '\"type\":\"billing_error\"'",
    "GEMINI, 429, '\"quotaId\":\"RequestsPerDay\"'"
  })
  void tellsThatAQuotaIsUsedUp(Client client, int status, String words) {
    for (boolean stream : Played.both()) {
      ScriptedProvider lab =
          ScriptedProvider.openai("lab")
              .accounts("one", "two")
              .reply(Reply.error(FailureKind.QUOTA_EXHAUSTED));
      try (Played played = Played.of(lab)) {
        // The second one is refused by the plan: its accounts are parked.
        for (int i = 0; i < 2; i++) {
          HttpResponse<String> answer = played.ask(client, stream);

          assertEquals(status, answer.statusCode(), answer.body());
          assertTrue(answer.body().contains(words), answer.body());
          assertEquals("false", header(answer, "x-should-retry"));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, 429, rate_limit_exceeded",
    "RESPONSES, 429, rate_limit_exceeded",
    "CLAUDE, 429, rate_limit_error",
    "GEMINI, 429, RetryInfo"
  })
  void tellsALimitThatPassesWhereOneAccountHasQuotaLeft(Client client, int status, String words) {
    ScriptedProvider lab = ScriptedProvider.openai("lab").accounts("one", "two");
    lab.reply(
        Reply.error(FailureKind.QUOTA_EXHAUSTED),
        Reply.status(429).withRetryAfter(Duration.ofMinutes(2)));
    try (Played played = Played.of(lab)) {
      HttpResponse<String> answer = played.ask(client, false);

      assertEquals(status, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains(words), answer.body());
      assertFalse(answer.body().contains("insufficient_quota"), answer.body());
      assertEquals("120", header(answer, "retry-after"));
    }
  }

  @Test
  void namesEveryCallEvenThoseItRefuses() {
    try (Played played = Played.of(ScriptedProvider.openai("lab"))) {
      List<HttpResponse<String>> answers =
          List.of(
              played.adapter.get("/nowhere"),
              played.adapter.get("/v1/chat/completions"),
              played.adapter.post("/v1/messages", "{no json"),
              played.adapter.get("/v1/models"),
              played.adapter.get("/v1/models/none:such"),
              played.adapter.get("/usage?group=nothing"),
              played.ask(Client.CHAT, false));

      for (HttpResponse<String> answer : answers) {
        String id = header(answer, "x-patchbay-request-id");
        assertTrue(id.matches("req_[a-z0-9]{22}"), answer + " " + id);
      }
      assertEquals(
          answers.size(),
          answers.stream()
              .map(answer -> header(answer, "x-patchbay-request-id"))
              .distinct()
              .count());
    }
  }
}
