package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses a client may be pointed to. */
final class ApiPathsTest {
  private final ScriptedProvider lab =
      ScriptedProvider.openai("lab").reply(Reply.text("Hello over there!"));

  private void assertAnswers(Client client, String path) {
    try (Played played = Played.of(lab)) {
      for (boolean stream : Played.both()) {
        String body = client.body(ChatRequest.of("m", "Hi"), stream);
        HttpResponse<String> answer = played.adapter.post(path, body);

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("Hello over there!", client.read(answer.body(), stream).text());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/anthropic", "/api/anthropic"})
  void anthropicsClientsMayBePointedToAnyOfThreeBases(String base) {
    assertAnswers(Client.CLAUDE, base + "/v1/messages");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", ""})
  void openAisClientsMayLeaveTheVersionOut(String base) {
    assertAnswers(Client.CHAT, base + "/chat/completions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1beta", "/v1"})
  void geminisClientsMaySayEitherVersion(String base) {
    try (Played played = Played.of(lab)) {
      String body = Client.GEMINI.body(ChatRequest.of("m", "Hi"), false);
      HttpResponse<String> answer =
          played.adapter.post(base + "/models/vendor/m:free:generateContent", body);

      assertEquals(200, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("Hello over there!"), answer.body());
      assertEquals("vendor/m:free", lab.lastRequest().model());
    }
  }
}
