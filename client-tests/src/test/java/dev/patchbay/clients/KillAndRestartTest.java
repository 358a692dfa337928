package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server was told and learned is there again after it was killed without a warning. */
final class KillAndRestartTest {
  private static final String YAML =
      """
      database: {url: 'jdbc:sqlite:patchbay.db'}
      prices: [{provider: '*', model: '*', input: '1.00', output: '2.00'}]
      """;

  /** All that is managed, counted and kept, by the routes that show it. */
  private static final String[] SHOWN = {
    "/accounts",
    "/admin/providers",
    "/admin/api-keys",
    "/v1/conversations",
    "/v1/conversations/trip",
    "/usage?group=provider,model,account,key",
    "/monitor/requests"
  };

  @Test
  void isAsItWasAfterItWasKilled(@TempDir Path folder) {
    try (ModelUpstream upstream = new ModelUpstream()) {
      String key;
      Map<String, JsonNode> before;
      ServerProcess first = ServerProcess.start(folder, YAML, Management.ENVIRONMENT);
      try {
        Management management = new Management(first.url());
        key = setUp(management, upstream.url());
        before = shown(management, key);
      } finally {
        first.kill();
      }
      try (ServerProcess second = ServerProcess.start(folder, YAML, Management.ENVIRONMENT)) {
        Management management = new Management(second.url());
        Map<String, JsonNode> after = shown(management, key);
        for (String path : SHOWN) {
          assertEquals(before.get(path), after.get(path), path);
        }
        checkCooling(management, key);
        checkPaused(management, key);
        checkKeys(management, key);
        checkGoesOn(management, key);
      }
    }
  }

  private static String setUp(Management management, String upstream) {
    for (String id : new String[] {"lab", "busy"}) {
      management.post(
          "/admin/providers",
          "{'id': '"
              + id
              + "', 'protocol': 'openai-chat', 'base_url': '"
              + upstream
              + "',"
              + " 'models': ['model-x'], 'api_key': 'upstream-secret'}");
    }
    management.post(
        "/accounts",
        "{'provider': 'lab', 'name': 'resting', 'api_key': 'other-secret', 'priority': 3,"
            + " 'max_concurrency': 2}");
    management.post("/accounts/lab/resting/pause", "{}");
    String made =
        management.post(
            "/admin/api-keys",
            "{'name': 'client', 'description': 'of a test', 'allowed_models': ['model-*'],"
                + " 'requests_per_minute': 50, 'budget': {'limit': '5.00', 'per': 'day'},"
                + " 'expires_at': '2100-01-01T00:00:00Z'}");
    String key = Seen.parsed(made).get("key").asText();
    assertEquals(200, say(management, key, "lab", "Hello", "trip").status());
    assertEquals(200, say(management, key, "lab", "And again", "trip").status());
    Management.Told refused = say(management, key, "busy", "fail RATE_LIMITED 3600", "");
    assertEquals(429, refused.status(), refused::body);
    return key;
  }

  private static Management.Told say(
      Management management, String key, String provider, String text, String conversation) {
    Map<String, String> headers = new LinkedHashMap<>(Patchbay.pin(provider));
    if (!conversation.isEmpty()) {
      headers.put("X-Conversation-Id", conversation);
    }
    String json =
        "{\"model\":\"model-x\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    return management.ask("POST", "/v1/chat/completions", json, key, headers);
  }

  /** Conversations as the key sees them, the rest as who manages does. */
  private static Map<String, JsonNode> shown(Management management, String key) {
    Map<String, JsonNode> shown = new LinkedHashMap<>();
    for (String path : SHOWN) {
      String who = path.startsWith("/v1/") ? key : Management.TOKEN;
      Management.Told told = management.ask("GET", path, "", who, Map.of());
      assertEquals(200, told.status(), () -> path + told.body());
      shown.put(path, Seen.parsed(told.body()));
    }
    // How often an account was used is written from time to time, not by each request.
    for (JsonNode account : shown.get("/accounts").get("data")) {
      ((ObjectNode) account).remove(List.of("requests", "last_used_at"));
    }
    return shown;
  }

  private static void checkCooling(Management management, String key) {
    JsonNode busy = Seen.parsed(management.get("/accounts/busy/main"));
    Instant until = Instant.parse(busy.get("cooling_until").asText());
    assertTrue(until.isAfter(Instant.now().plus(Duration.ofMinutes(30))), busy::toString);
    Management.Told refused = say(management, key, "busy", "Hello", "");
    assertEquals(429, refused.status(), refused::body);
  }

  private static void checkPaused(Management management, String key) {
    JsonNode resting = Seen.parsed(management.get("/accounts/lab/resting"));
    assertTrue(resting.get("paused").asBoolean(), resting::toString);
    management.post("/accounts/lab/main/pause", "{}");
    assertFalse(say(management, key, "lab", "Hello", "").status() == 200, "nobody is left");
    management.post("/accounts/lab/main/resume", "{}");
  }

  private static void checkKeys(Management management, String key) {
    assertEquals(401, say(management, key + "x", "lab", "Hello", "").status());
    String other = "{\"model\":\"other\",\"messages\":[]}";
    Map<String, String> pin = Patchbay.pin("lab");
    assertEquals(403, management.ask("POST", "/v1/chat/completions", other, key, pin).status());
  }

  /** With the conversation, and with the ledger. */
  private static void checkGoesOn(Management management, String key) {
    Management.Told told = say(management, key, "lab", "Third", "trip");
    assertEquals(200, told.status(), told::body);
    assertTrue(told.body().contains("You said: Third"), told::body);
    String log = management.ask("GET", "/v1/conversations/trip", "", key, Map.of()).body();
    assertTrue(log.contains("Hello") && log.contains("And again") && log.contains("Third"), log);
    JsonNode total = Seen.parsed(management.get("/usage")).get("total");
    assertEquals(3 * 1200, total.get("input_tokens").asLong(), total::toString);
  }
}
