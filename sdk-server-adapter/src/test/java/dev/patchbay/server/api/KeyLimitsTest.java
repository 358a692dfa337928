package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.ScriptedProvider;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client's key may and may not, over HTTP and in the client's own protocol. */
final class KeyLimitsTest {
  private static final String MODEL = "some-model";

  private final ScriptedProvider lab = ScriptedProvider.openai("lab");
  private final Played played =
      Played.of(
          Map.of(
              "prices",
              List.of(Map.of("provider", "lab", "model", "*", "input", "1000", "output", "1000"))),
          Pulse.Timing.DEFAULT,
          lab);

  @AfterEach
  void close() {
    played.close();
  }

  private String key(String more) {
    HttpResponse<String> made =
        played.adapter.post("/admin/api-keys", "{\"name\": \"client\"" + more + "}");
    assertEquals(201, made.statusCode(), made.body());
    Map<?, ?> key = (Map<?, ?>) Json.read(made.body(), JsonReader::readJsonValue);
    return String.valueOf(key.get("key"));
  }

  private HttpResponse<String> ask(Client client, boolean stream, String key) {
    return played.ask(client, ChatRequest.of(MODEL, "Hi"), stream, "x-api-key", key);
  }

  private void assertRefused(int status, Client client, boolean stream, String key) {
    HttpResponse<String> answer = ask(client, stream, key);

    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals("application/json", answer.headers().firstValue("content-type").orElse(""));
    assertFalse(client.error(status, answer.body()).isEmpty(), answer.body());
    assertFalse(answer.body().contains(key), answer.body());
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void refusesAKeyItDoesNotKnow(Client client) {
    key("");
    for (boolean stream : Played.both()) {
      assertRefused(401, client, stream, "pb-somebody-else");
    }
    assertEquals(List.of(), lab.calls());
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void refusesAModelThatTheKeyMayNotAskFor(Client client) {
    String key = key(", \"allowed_models\": [\"gpt-*\"]");
    for (boolean stream : Played.both()) {
      assertRefused(403, client, stream, key);
    }
    assertEquals(List.of(), lab.calls());
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void refusesWhatTheBudgetOfTheKeyDoesNotCover(Client client) {
    String key = key(", \"budget\": {\"limit\": \"0.000001\", \"per\": \"day\"}");
    for (boolean stream : Played.both()) {
      assertRefused(402, client, stream, key);
    }
    assertEquals(List.of(), lab.calls());
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void asksToWaitAfterTooManyRequestsInAMinute(Client client) {
    String key = key(", \"requests_per_minute\": 1");
    assertEquals(200, ask(client, false, key).statusCode());

    for (boolean stream : Played.both()) {
      assertRefused(429, client, stream, key);
      String wait = ask(client, stream, key).headers().firstValue("retry-after").orElse("");
      assertTrue(wait.matches("[1-9]\\d?"), wait);
    }
    assertEquals(1, lab.calls().size());
  }

  @Test
  void showsNoConversationAndNoUsageOfAnotherTenant() {
    String ours = key("");
    String theirs = key("");
    HttpResponse<String> answer =
        played.ask(
            Client.CHAT,
            ChatRequest.of(MODEL, "Hi"),
            false,
            "x-api-key",
            ours,
            "X-Conversation-Id",
            "trip");
    assertEquals(200, answer.statusCode(), answer.body());

    assertTrue(get("/v1/conversations", ours).body().contains("trip"));
    assertFalse(get("/v1/conversations", theirs).body().contains("trip"));
    assertEquals(404, get("/v1/conversations/trip", theirs).statusCode());
    played.adapter.send("DELETE", "/v1/conversations/trip", "", "x-api-key", theirs);
    assertEquals(200, get("/v1/conversations/trip", ours).statusCode());
    assertTrue(get("/usage", ours).body().contains("\"requests\":1"));
    assertTrue(get("/usage", theirs).body().contains("\"requests\":0"));
  }

  private HttpResponse<String> get(String path, String key) {
    return played.adapter.get(path, "x-api-key", key);
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void asksNobodyWhomAClientNames(Client client) {
    ScriptedProvider trap = ScriptedProvider.openai("trap");
    try (FakeUpstream elsewhere = FakeUpstream.of(trap)) {
      String url = elsewhere.baseUrl("trap");
      String body = client.body(ChatRequest.of(MODEL, "Hi"), false);
      for (String field : List.of("base_url", "api_base", "baseURL", "api_url", "endpoint")) {
        String naming = "{\"" + field + "\":\"" + url + "\"," + body.substring(1);
        played.adapter.post(client.path(MODEL, false), naming);
      }
      HttpResponse<String> answer =
          played.adapter.post(
              client.path(MODEL, false) + "?base_url=" + url + "&api_base=" + url,
              body,
              "x-base-url",
              url,
              "api-base",
              url,
              "x-portkey-custom-host",
              url,
              "x-patchbay-base-url",
              url,
              "x-upstream",
              url);

      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals(List.of(), trap.calls());
      assertFalse(lab.calls().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"})
  void takesNobodyBehindAProxyForThisMachine(String header) {
    String[] sent = {header, "for=127.0.0.1"};

    assertEquals(401, played.adapter.get("/admin/providers", sent).statusCode());
    assertEquals(401, played.adapter.get("/metrics", sent).statusCode());
    assertEquals(401, played.ask(Client.CHAT, false, sent).statusCode());
  }

  @Test
  void refusesPagesOfOtherSitesAndOtherNames() throws Exception {
    String[] page = {"Origin", "http://evil.example"};
    assertEquals(403, played.adapter.get("/admin/providers", page).statusCode());
    assertEquals(403, played.ask(Client.CHAT, false, page).statusCode());
    assertEquals(403, statusUnder("evil.example"));
    assertEquals(200, statusUnder("localhost"));
    assertEquals(List.of(), lab.calls());
  }

  private int statusUnder(String name) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", played.adapter.url("/").getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("GET /admin/providers HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
