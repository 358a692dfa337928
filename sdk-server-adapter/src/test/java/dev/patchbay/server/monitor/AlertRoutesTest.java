package dev.patchbay.server.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.server.RunningAdapter;
import dev.patchbay.server.setup.AlertConfig;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlertRoutesTest {
  private static List<Map<String, Object>> alerts(Watched watched, String query) {
    return Watched.rows(watched.tree("/monitor/alerts" + query).get("data"));
  }

  private static String kinds(Watched watched, String query) {
    return alerts(watched, query).stream()
        .map(alert -> alert.get("kind") + " " + alert.get("subject"))
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static Watched refusing() {
    return Watched.of(Map.of(), ScriptedProvider.openai("lab").reply(Reply.status(401)));
  }

  @Test
  void aRefusedCredentialIsListedOnceHoweverOftenItIsFound() {
    try (Watched watched = refusing()) {
      assertEquals("", kinds(watched, ""));
      for (int i = 0; i < 3; i++) {
        watched.ask("m");
        watched.look();
      }

      assertEquals("account_refused lab/main,provider_out lab", kinds(watched, "?state=open"));
      Map<String, Object> alert = alerts(watched, "").get(1);
      assertEquals("critical", alert.get("severity"));
      assertEquals("The credential of lab/main is refused", alert.get("message"));
      assertTrue(String.valueOf(alert.get("cure")).contains("accounts reset"));
      assertEquals("open", alert.get("state"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "QUOTA_EXHAUSTED, account_quota lab/main",
    "RATE_LIMITED, account_cooling lab/main",
  })
  void anAccountThatIsOutForLongIsToldWithItsEnd(FailureKind kind, String expected) {
    ScriptedProvider lab =
        ScriptedProvider.openai("lab")
            .reply(Reply.error(kind).withRetryAfter(Duration.ofMinutes(30)));
    try (Watched watched = Watched.of(Map.of(), lab)) {
      watched.ask("m");
      watched.look();

      assertEquals(expected + ",provider_out lab", kinds(watched, "?state=open"));
      Instant until = Instant.parse(String.valueOf(alerts(watched, "").get(0).get("until")));
      assertTrue(until.isAfter(Instant.now().plus(Duration.ofMinutes(25))), until::toString);
    }
  }

  @Test
  void failuresAndUnknownCostsAreToldByTheirNumbers() {
    ScriptedProvider lab = ScriptedProvider.openai("lab").reply(Reply.text("Hello"));
    ScriptedProvider down =
        ScriptedProvider.openai("down").reply(Reply.error(FailureKind.OVERLOADED));
    try (Watched watched = Watched.of(Map.of(), lab, down)) {
      for (int i = 0; i < 20; i++) {
        watched.ask("m");
      }
      watched.look();

      assertEquals("unknown_cost lab/m", kinds(watched, ""));
      assertTrue(
          String.valueOf(alerts(watched, "").get(0).get("message")).contains(" times lately"));
    }
  }

  @Test
  void oneIsAcknowledgedAndThenAllAre() {
    try (Watched watched = refusing()) {
      watched.ask("m");
      watched.look();
      Object id = alerts(watched, "?limit=1").get(0).get("id");
      String path = "/monitor/alerts/" + id + "/acknowledge";
      assertTrue(watched.adapter.post(path, "").body().contains("\"state\":\"acknowledged\""));
      assertEquals(1, alerts(watched, "?state=open").size());
      assertEquals(id, alerts(watched, "?state=acknowledged").get(0).get("id"));

      assertEquals(
          "{\"acknowledged\":1}",
          watched.adapter.post("/monitor/alerts/acknowledge-all", "").body());
      assertEquals(
          "{\"acknowledged\":0}",
          watched.adapter.post("/monitor/alerts/acknowledge-all", "").body());
      assertEquals(List.of(), alerts(watched, "?state=open"));
      assertEquals(2, alerts(watched, "?state=acknowledged").size());
    }
  }

  @Test
  void pagesAreFollowedByTheirCursor() {
    try (Watched watched = refusing()) {
      watched.ask("m");
      watched.look();
      Map<String, Object> first = watched.tree("/monitor/alerts?limit=1");
      Map<String, Object> second =
          watched.tree("/monitor/alerts?limit=1&cursor=" + first.get("next"));

      assertEquals(1, Watched.rows(second.get("data")).size());
      assertFalse(first.get("data").equals(second.get("data")));
      assertTrue(second.containsKey("next") && second.get("next") == null);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /monitor/alerts?state=lost, 400, state must be one of open",
    "GET, /monitor/alerts?sate=open, 400, There is no parameter 'sate'",
    "GET, /monitor/alerts?cursor=x, 400, cursor must be",
    "GET, /monitor/alerts?limit=0, 400, limit must be",
    "POST, /monitor/alerts/none/acknowledge, 404, There is no such alert"
  })
  void whatCannotBeAskedIsRefused(String method, String path, int status, String expected) {
    try (Watched watched = Watched.greeting()) {
      var answer = watched.adapter.send(method, path, "");

      assertEquals(status, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains(expected), answer.body());
    }
  }

  @Test
  void theWebhookIsToldAndShownNowhere() throws Exception {
    try (MockWebServer receiver = new MockWebServer()) {
      receiver.start();
      receiver.enqueue(new MockResponse.Builder().code(204).build());
      String url = receiver.url("/canary-path").toString();
      Setup setup =
          Setup.of(ServerConfig.DEFAULT.withPort(0), Map.of())
              .withAlerts(AlertConfig.DEFAULT.withWebhook(url));
      try (RunningAdapter adapter = RunningAdapter.of(setup)) {
        adapter.post(
            "/admin/api-keys",
            "{\"name\":\"app\",\"expires_at\":\"" + Instant.now().plusSeconds(60) + "\"}");
        adapter.server().adapter().alerts().look(adapter.server().adapter().router());
        RecordedRequest told = receiver.takeRequest(30, TimeUnit.SECONDS);

        assertTrue(told != null && told.getBody().utf8().contains("\"kind\":\"key_expiring\""));
        String config = adapter.get("/config").body();
        assertTrue(config.contains("\"webhook\":\"http://") && config.contains("/***\""), config);
        assertFalse(config.contains("canary"), config);
      }
    }
  }

  @Test
  @Tag("slow") // it looks every 5 s
  void theServerLooksByItself() throws IOException, InterruptedException {
    try (Watched watched = refusing()) {
      watched.ask("m");
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (alerts(watched, "").isEmpty()) {
        assertTrue(System.nanoTime() < end, "nothing was found");
        Thread.sleep(100);
      }
    }
  }
}
