package dev.patchbay.server.monitor;

import static dev.patchbay.server.monitor.Watched.rows;
import static dev.patchbay.server.monitor.Watched.tree;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestRoutesTest {
  @Test
  void pagesThroughAllRequestsTheNewestFirst() {
    try (Watched watched = Watched.greeting()) {
      List.of("a", "b", "c", "d", "e").forEach(watched::ask);
      List<Object> seen = new ArrayList<>();
      Object next = "";
      while (next != null) {
        String cursor = next.equals("") ? "" : "&cursor=" + next;
        Map<String, Object> page = watched.tree("/monitor/requests?limit=2" + cursor);
        rows(page.get("data")).forEach(row -> seen.add(row.get("asked_model")));
        next = page.get("next");
      }

      assertEquals(List.of("a", "b", "c", "d", "e"), seen.stream().sorted().toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "outcome=served, 1",
    "outcome=failed, 1",
    "outcome=invalid_request, 1",
    "outcome=overloaded, 0",
    "model=good, 1",
    "provider=lab, 2",
    "account=lab/main, 2",
    "conversation=none, 0",
    "key=none, 0",
    "to=2020-01-01, 0"
  })
  void filters(String query, int count) {
    ScriptedProvider lab =
        ScriptedProvider.openai("lab").reply(Reply.text("Hello"), Reply.status(400));
    try (Watched watched = Watched.of(Map.of(), lab)) {
      watched.ask("good");
      watched.ask("bad");

      assertEquals(
          count, rows(watched.tree("/monitor/requests?" + query).get("data")).size(), query);
    }
  }

  @Test
  void oneRequestComesWithItsAttemptsAndWhatWasSaid() {
    ScriptedProvider down = ScriptedProvider.openai("down").reply(Reply.status(429));
    ScriptedProvider up = ScriptedProvider.openai("up").reply(Reply.text("Hello you"));
    Map<String, Object> kept = Map.of("log", Map.of("payloads", true));
    try (Watched watched = Watched.of(kept, down, up)) {
      String id = watched.ask("m").headers().firstValue("x-patchbay-request-id").orElseThrow();
      Map<String, Object> one = watched.tree("/monitor/requests/" + id);

      assertEquals(id, one.get("id"));
      assertEquals("served", one.get("outcome"));
      assertEquals(true, one.get("failed_over"));
      List<Map<String, Object>> attempts = rows(one.get("attempts"));
      assertEquals("rate_limited", tree(attempts.get(0).get("failure")).get("kind"));
      assertNull(attempts.get(1).get("failure"));
      Map<String, Object> said = tree(one.get("payload"));
      assertTrue(tree(said.get("response")).get("text").toString().contains("Hello you"));
    }
  }

  @Test
  void whatWasSaidIsMissingUnlessItIsKept() {
    try (Watched watched = Watched.greeting()) {
      String id = watched.ask("m").headers().firstValue("x-patchbay-request-id").orElseThrow();

      assertNull(watched.tree("/monitor/requests/" + id).get("payload"));
    }
  }

  @Test
  void aRequestNobodyKnowsIsNotFound() {
    try (Watched watched = Watched.greeting()) {
      assertEquals(404, watched.adapter.get("/monitor/requests/none").statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=many", "limit=1001", "cursor=no", "outcome=bad", "x=1"})
  void namesTheParameterThatIsWrong(String query) {
    try (Watched watched = Watched.greeting()) {
      HttpResponse<String> answer = watched.adapter.get("/monitor/requests?" + query);

      assertEquals(400, answer.statusCode(), answer.body());
      assertTrue(
          answer.body().contains("\"field\":\"" + query.substring(0, query.indexOf('=')) + "\""),
          answer.body());
    }
  }
}
