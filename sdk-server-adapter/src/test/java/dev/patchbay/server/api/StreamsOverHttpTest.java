package dev.patchbay.server.api;

import static dev.patchbay.server.api.ExchangeOverHttpTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.Json;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to ask and to be answered that differ from what most clients do. */
final class StreamsOverHttpTest {
  private static final String ARRAY = "/v1beta/models/some-model:streamGenerateContent";

  private final ScriptedProvider lab = ScriptedProvider.openai("lab");

  private static String gemini() {
    return Client.GEMINI.body(ChatRequest.of("some-model", "Hi"), true);
  }

  @Test
  void aStreamOfGeminisWithoutEventsIsAnArray() {
    lab.reply(Reply.text("one two three"));
    try (Played played = Played.of(lab)) {
      HttpResponse<String> answer = played.adapter.post(ARRAY, gemini());

      assertEquals("application/json", header(answer, "content-type"));
      List<?> chunks = (List<?>) Json.read(answer.body(), JsonReader::readJsonValue);
      assertTrue(chunks.size() > 1, answer.body());
      assertTrue(chunks.get(chunks.size() - 1).toString().contains("finishReason=STOP"));
      assertEquals("lab", header(answer, "x-patchbay-provider"));
    }
  }

  @Test
  void anErrorStandsInTheArrayBeforeAndAfterOutput() {
    lab.reply(
        Reply.error(FailureKind.CONTEXT_TOO_LONG),
        Reply.text("one two three").withErrorAfter(1, FailureKind.OVERLOADED));
    try (Played played = Played.of(lab)) {
      HttpResponse<String> before = played.adapter.post(ARRAY, gemini());
      HttpResponse<String> after = played.adapter.post(ARRAY, gemini());

      assertEquals(400, before.statusCode());
      for (HttpResponse<String> answer : List.of(before, after)) {
        List<?> chunks = (List<?>) Json.read(answer.body(), JsonReader::readJsonValue);
        Map<?, ?> last = (Map<?, ?>) chunks.get(chunks.size() - 1);
        assertTrue(last.containsKey("error"), answer.body());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, /chat/completions",
    "CLAUDE, /anthropic/v1/messages",
    "CLAUDE, /api/anthropic/v1/messages",
    "GEMINI, /v1/models/some-model:generateContent",
    "GEMINI, /v1beta/models/some-model:generateContent"
  })
  void answersAtEveryPathClientsArePointedTo(Client client, String path) {
    try (Played played = Played.of(lab)) {
      String body = client.body(ChatRequest.of("some-model", "Hi"), false);
      HttpResponse<String> answer = played.adapter.post(path, body);

      assertEquals(200, answer.statusCode(), answer.body());
      assertFalse(client.read(answer.body(), false).text().isEmpty());
      HttpResponse<String> bad = played.adapter.post(path, "{no json");
      assertEquals(400, bad.statusCode());
      assertEquals(client == Client.CLAUDE, bad.body().contains("\"type\":\"error\""), bad.body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab:vendor/some:model", "vendor/some:model:free", "lab%3Avendor%2Fx"})
  void namesOfModelsInPathsMayHoldColonsAndSlashes(String model) {
    String named = java.net.URLDecoder.decode(model, java.nio.charset.StandardCharsets.UTF_8);
    try (Played played = Played.of(lab)) {
      for (String base : List.of("/v1beta/models/", "/v1/models/")) {
        for (String method : List.of(":generateContent", ":streamGenerateContent?alt=sse")) {
          HttpResponse<String> answer = played.adapter.post(base + model + method, gemini());

          assertEquals(200, answer.statusCode(), answer.body());
          String asked = named.startsWith("lab:") ? named.substring(4) : named;
          assertEquals(asked, lab.lastRequest().model());
        }
      }
    }
  }

  @Test
  void knowsNoMethodThatGeminiHasNot() {
    try (Played played = Played.of(lab)) {
      HttpResponse<String> answer = played.adapter.post("/v1beta/models/m:embedContent", gemini());

      assertTrue(List.of(404, 405).contains(answer.statusCode()), answer.body());
      assertEquals(List.of(), lab.calls());
    }
  }

  @Test
  void headHasNoBodyAndOptionsNoLeave() {
    try (Played played = Played.of(lab)) {
      HttpResponse<String> head = played.adapter.send("HEAD", "/v1/models", "");
      assertEquals(200, head.statusCode());
      assertEquals("", head.body());
      HttpResponse<String> options = played.adapter.send("OPTIONS", "/v1/chat/completions", "");
      assertEquals(405, options.statusCode(), options.body());
      assertEquals("POST", header(options, "allow"));
      HttpResponse<String> page =
          played.adapter.send(
              "OPTIONS",
              "/v1/chat/completions",
              "",
              "Origin",
              "https://elsewhere.example",
              "Access-Control-Request-Method",
              "POST");
      assertEquals(403, page.statusCode(), page.body());
      assertEquals("", header(page, "access-control-allow-origin"));
      HttpResponse<String> asked =
          played.ask(Client.CHAT, false, "Origin", "https://elsewhere.example");
      assertEquals(403, asked.statusCode(), asked.body());
      assertEquals(List.of(), lab.calls());
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void whatALeavingClientSawIsBilled(Client client) throws Exception {
    lab.reply(Reply.text("one two three four").stalledAfter(2));
    Map<String, Object> priced =
        Map.of(
            "prices",
            List.of(Map.of("provider", "lab", "model", "*", "input", "1", "output", "1")));
    try (Played played = Played.of(priced, Pulse.Timing.DEFAULT, lab)) {
      URI url = played.adapter.url(client.path("some-model", true));
      String body = client.body(ChatRequest.of("some-model", "Hi"), true);
      HttpRequest request =
          HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofString(body)).build();
      HttpClient leaving = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      try (InputStream in =
          leaving.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().contains("two")) {
          int next = in.read();
          assertTrue(next >= 0, seen.toString());
          seen.append((char) next);
        }
      }
      String usage = "";
      Instant end = Instant.now().plus(Duration.ofSeconds(20));
      while (!usage.contains("\"state\":\"CANCELLED\"") && Instant.now().isBefore(end)) {
        usage = played.adapter.get("/usage?group=state").body();
      }
      assertTrue(usage.contains("\"state\":\"CANCELLED\""), usage);
      assertFalse(usage.contains("\"output_tokens\":0,"), usage);
      assertFalse(usage.contains("\"cost_usd\":\"0\""), usage);
    }
  }
}
