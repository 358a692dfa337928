package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.Json;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was used, by what, and whose. */
final class UsageOverHttpTest {
  private static final Map<String, Object> PRICED =
      Map.of(
          "prices", List.of(Map.of("provider", "lab", "model", "*", "input", "1", "output", "10")));

  private final ScriptedProvider lab =
      ScriptedProvider.openai("lab").reply(Reply.text("Hello!").withUsage(Usage.of(100, 20)));

  private static Map<?, ?> usage(Played played, String query, String... headers) {
    HttpResponse<String> answer = played.adapter.get("/usage" + query, headers);
    assertEquals(200, answer.statusCode(), answer.body());
    return (Map<?, ?>) Json.read(answer.body(), JsonReader::readJsonValue);
  }

  private static Object total(Map<?, ?> usage, String field) {
    return ((Map<?, ?>) usage.get("total")).get(field);
  }

  private static List<Map<?, ?>> groups(Map<?, ?> usage) {
    List<Map<?, ?>> groups = new ArrayList<>();
    ((List<?>) usage.get("groups")).forEach(group -> groups.add((Map<?, ?>) group));
    return groups;
  }

  @Test
  void aKeySeesItsOwnAndWhoManagesSeesAll() {
    try (Played played = Played.of(PRICED, Pulse.Timing.DEFAULT, lab)) {
      String one = played.key("{\"name\": \"one\"}");
      String other = played.key("{\"name\": \"other\"}");
      played.ask(Client.CHAT, false, "x-api-key", one);
      played.ask(Client.CLAUDE, true, "x-api-key", one);
      played.ask(Client.GEMINI, false, "x-api-key", other);

      Map<?, ?> own = usage(played, "?group=key", "x-api-key", one);
      assertEquals(2.0, total(own, "requests"));
      assertEquals(200.0, total(own, "input_tokens"));
      assertEquals(40.0, total(own, "output_tokens"));
      assertEquals("0.0006", total(own, "cost_usd"));
      assertEquals(0.0, total(own, "unknown_cost_requests"));
      assertEquals(1, groups(own).size());
      assertEquals(1.0, total(usage(played, "", "x-api-key", other), "requests"));
      Map<?, ?> all = usage(played, "?group=key");
      assertEquals(3.0, total(all, "requests"));
      assertEquals(2, groups(all).size());
    }
  }

  @Test
  void groupsByTagsAndByDays() {
    try (Played played = Played.of(PRICED, Pulse.Timing.DEFAULT, lab)) {
      played.ask(Client.CHAT, false, "X-Patchbay-Tag", "batch, night");
      played.ask(Client.RESPONSES, true, "X-Patchbay-Tag", "batch");

      List<Map<?, ?>> tags = groups(usage(played, "?group=tag"));
      assertEquals(2, tags.size());
      for (Map<?, ?> tag : tags) {
        assertEquals(
            tag.get("tag").equals("batch") ? 2.0 : 1.0, tag.get("requests"), tags::toString);
      }
      Map<?, ?> days = usage(played, "?group=day,model");
      assertEquals("some-model", groups(days).get(0).get("model"));
      assertTrue(groups(days).get(0).containsKey("day"));
    }
  }

  @Test
  void looksAtATime() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    try (Played played = Played.of(PRICED, Pulse.Timing.DEFAULT, lab)) {
      played.ask(Client.CHAT, false);

      assertEquals(1.0, total(usage(played, "?from=" + today.minusDays(1)), "requests"));
      assertEquals(0.0, total(usage(played, "?from=" + today.plusDays(2)), "requests"));
      assertEquals(0.0, total(usage(played, "?to=" + today.minusDays(1)), "requests"));
      String both = "?from=" + today + "&to=" + today.minusDays(3);
      assertEquals(400, played.adapter.get("/usage" + both).statusCode());
    }
  }

  @Test
  void countsTheRequestsOfWhichNobodyKnowsTheCost() {
    try (Played played = Played.of(lab)) {
      played.ask(Client.CHAT, false);
      played.ask(Client.CHAT, true);

      Map<?, ?> usage = usage(played, "");
      assertEquals(2.0, total(usage, "unknown_cost_requests"));
      assertEquals("0", total(usage, "cost_usd"));
    }
  }

  @Test
  void countsARequestOnceHoweverManyOfItsAttemptsHaveNoPrice() {
    ScriptedProvider cut =
        ScriptedProvider.openai("lab")
            .accounts("one", "two")
            .reply(Reply.text("one two three").cutAfter(1), Reply.text("two three"));
    try (Played played = Played.of(cut)) {
      HttpResponse<String> answer = played.ask(Client.CHAT, true, "X-Patchbay-Resume", "continue");

      assertEquals(2, cut.calls().size(), answer.body());
      Map<?, ?> usage = usage(played, "");
      assertEquals(1.0, total(usage, "requests"));
      assertEquals(1.0, total(usage, "unknown_cost_requests"), usage::toString);
      assertFalse(Client.CHAT.failed(answer.body()), answer.body());
    }
  }
}
