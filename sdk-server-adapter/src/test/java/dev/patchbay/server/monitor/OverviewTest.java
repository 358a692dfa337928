package dev.patchbay.server.monitor;

import static dev.patchbay.server.monitor.Watched.rows;
import static dev.patchbay.server.monitor.Watched.tree;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OverviewTest {
  @Test
  void sumsUpTheLastDayByWhoServed() {
    ScriptedProvider down = ScriptedProvider.openai("down").reply(Reply.status(429));
    ScriptedProvider up = ScriptedProvider.openai("up").reply(Reply.text("Hello you"));
    try (Watched watched = Watched.of(Map.of(), down, up)) {
      watched.ask("m");
      watched.ask("m");
      Map<String, Object> seen = watched.tree("/monitor");

      assertEquals(2.0, tree(seen.get("total")).get("requests"));
      assertEquals(1.0, tree(seen.get("total")).get("success_rate"));
      Map<String, Object> group = rows(seen.get("groups")).get(0);
      assertEquals("up", group.get("provider"));
      assertEquals("up/main", group.get("account"));
      assertEquals("m", group.get("model"));
      assertEquals(2.0, group.get("requests"));
    }
  }

  @Test
  void tellsTheStateOfThisMoment() {
    ScriptedProvider down = ScriptedProvider.openai("down").reply(Reply.status(429));
    ScriptedProvider up = ScriptedProvider.openai("up").reply(Reply.text("Hello you"));
    Map<String, Object> budgets =
        Map.of(
            "budgets",
            List.of(Map.of("key", "*", "limit", "5.00", "per", "day")),
            "unknown-price",
            "allow");
    try (Watched watched = Watched.of(budgets, down, up)) {
      watched.ask("m");
      Map<String, Object> live = tree(watched.tree("/monitor").get("live"));

      assertEquals("ok", live.get("status"));
      assertEquals(0.0, live.get("requests_in_flight"));
      assertEquals(1.0, live.get("accounts_cooling"));
      assertEquals(
          List.of("down/main", "up/main"),
          rows(live.get("accounts")).stream().map(one -> one.get("account")).toList());
      assertEquals("5", rows(live.get("budgets")).get(0).get("limit_usd"));
    }
  }

  @Test
  void groupsAsItIsAsked() {
    try (Watched watched = Watched.greeting()) {
      watched.ask("m");
      Map<String, Object> group =
          rows(watched.tree("/monitor?group=model,day").get("groups")).get(0);

      assertEquals("m", group.get("model"));
      assertTrue(group.containsKey("day"), group::toString);
    }
  }

  @Test
  void anEarlierTimeHoldsNothing() {
    try (Watched watched = Watched.greeting()) {
      watched.ask("m");
      Map<String, Object> seen = watched.tree("/monitor?from=2020-01-01&to=2020-01-02T00:00:00Z");

      assertEquals(0.0, tree(seen.get("total")).get("requests"));
      assertEquals(List.of(), seen.get("groups"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"from=yesterday", "to=2020-01-01&from=2021-01-01", "group=color", "frm=1"})
  void namesTheParameterThatIsWrong(String query) {
    try (Watched watched = Watched.greeting()) {
      HttpResponse<String> answer = watched.adapter.get("/monitor?" + query);

      assertEquals(400, answer.statusCode());
      assertTrue(
          answer.body().contains("\"field\":\"" + query.substring(0, query.indexOf('=')) + "\""),
          answer.body());
    }
  }
}
