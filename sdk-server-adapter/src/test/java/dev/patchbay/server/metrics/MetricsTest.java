package dev.patchbay.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.server.monitor.Watched;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final Path GUIDE = Path.of("../docs/MONITORING.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `((?:patchbay|jvm|process)_[a-z_]+)` \\|");

  private static String scrape(Watched watched) {
    HttpResponse<String> answer = watched.adapter.get("/metrics");
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  /** The value of a series; all labels in the order of their names. */
  private static double value(String text, String series) {
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(series + " is not in\n" + text));
  }

  @Test
  void countsARequestWithItsTokensAndCost() {
    Map<String, Object> prices =
        Map.of(
            "prices",
            List.of(Map.of("provider", "lab", "model", "*", "input", "1", "output", "2")));
    ScriptedProvider lab =
        ScriptedProvider.openai("lab")
            .reply(Reply.text("Hello you").withUsage(dev.patchbay.chat.Usage.of(1000, 500)));
    try (Watched watched = Watched.of(prices, lab)) {
      watched.ask("m");
      String text = scrape(watched);
      String who = "account=\"lab/main\"";

      assertEquals(
          1,
          value(
              text,
              "patchbay_requests_total{"
                  + who
                  + ",model=\"m\",outcome=\"served\",protocol=\"openai-chat\",provider=\"lab\"}"),
          text);
      assertEquals(
          1000,
          value(
              text,
              "patchbay_tokens_total{" + who + ",class=\"input\",model=\"m\",provider=\"lab\"}"));
      assertEquals(
          0.002,
          value(text, "patchbay_cost_usd_total{" + who + ",model=\"m\",provider=\"lab\"}"),
          1e-12);
      assertEquals(1, value(text, "patchbay_overhead_seconds_count{protocol=\"openai-chat\"}"));
    }
  }

  @Test
  void tellsOurOwnTimeApartFromTheProviders() {
    ScriptedProvider slow =
        ScriptedProvider.openai("lab")
            .reply(Reply.text("Hello").withFirstTokenAfter(java.time.Duration.ofMillis(300)));
    try (Watched watched = Watched.of(Map.of(), slow)) {
      watched.ask("m");
      String text = scrape(watched);

      assertTrue(
          value(
                  text,
                  "patchbay_upstream_duration_seconds_sum{model=\"m\",outcome=\"served\","
                      + "provider=\"lab\"}")
              >= 0.3,
          text);
      assertTrue(
          value(text, "patchbay_overhead_seconds_sum{protocol=\"openai-chat\"}") < 0.3, text);
    }
  }

  @Test
  void countsFailoversAndCoolings() {
    ScriptedProvider busy =
        ScriptedProvider.openai("busy").reply(Reply.error(FailureKind.RATE_LIMITED));
    ScriptedProvider spare = ScriptedProvider.openai("spare").reply(Reply.text("Hello"));
    try (Watched watched = Watched.of(Map.of(), busy, spare)) {
      watched.ask("m");
      String text = scrape(watched);

      assertEquals(1, value(text, "patchbay_failovers_total{reason=\"rate_limited\"}"));
      assertEquals(
          1,
          value(
              text,
              "patchbay_attempts_total{account=\"busy/main\",model=\"m\","
                  + "outcome=\"rate_limited\",provider=\"busy\"}"));
      assertEquals(
          1, value(text, "patchbay_account_coolings{account=\"busy/main\",provider=\"busy\"}"));
      assertEquals(1, value(text, "patchbay_accounts{provider=\"spare\",state=\"available\"}"));
    }
  }

  @Test
  void inventedModelsDoNotMakeItGrow() {
    try (Watched watched = Watched.greeting()) {
      RequestNames.invented(600).forEach(watched::ask);
      List<String> models =
          scrape(watched)
              .lines()
              .filter(line -> line.startsWith("patchbay_requests_total{"))
              .toList();

      assertTrue(models.size() <= 401, () -> models.size() + " series");
      assertTrue(models.stream().anyMatch(line -> line.contains("model=\"other\"")));
    }
  }

  @Test
  void speaksOpenMetricsToWhoAsksForIt() {
    try (Watched watched = Watched.greeting()) {
      HttpResponse<String> answer =
          watched.adapter.get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");

      assertTrue(
          answer.headers().firstValue("content-type").orElse("").startsWith("application/openm"));
      assertTrue(answer.body().endsWith("# EOF\n"), answer.body());
    }
  }

  @Test
  void theGuideNamesEveryMetricAndNoOther() throws IOException {
    Map<String, Object> more =
        Map.of(
            "prices",
            List.of(Map.of("provider", "spare", "model", "m", "input", "1", "output", "2")),
            "budgets",
            List.of(Map.of("key", "*", "limit", "5.00", "per", "day")),
            "unknown-price",
            "allow");
    ScriptedProvider broken = ScriptedProvider.openai("broken").reply(Reply.status(500));
    ScriptedProvider busy = ScriptedProvider.openai("busy").reply(Reply.status(429));
    ScriptedProvider spare = ScriptedProvider.openai("spare").reply(Reply.text("Hello"));
    try (Watched watched = Watched.of(more, broken, busy, spare)) {
      for (int i = 0; i < 6; i++) {
        watched.ask("m");
      }
      watched.ask("of-unknown-price");
      TreeSet<String> told =
          scrape(watched)
              .lines()
              .filter(line -> line.startsWith("# TYPE "))
              .map(line -> line.split(" ")[2])
              .collect(Collectors.toCollection(TreeSet::new));
      TreeSet<String> written =
          ROW.matcher(Files.readString(GUIDE))
              .results()
              .map(row -> row.group(1))
              .collect(Collectors.toCollection(TreeSet::new));

      assertEquals(written, told);
    }
  }

  @Test
  void holdsNoCredential() {
    try (Watched watched = Watched.greeting()) {
      watched.adapter.post(
          "/v1/chat/completions",
          "{\"model\":\"sk-canary-0123456789abcdef\",\"messages\":[]}",
          "Authorization",
          "Bearer sk-canary-0123456789abcdef");

      assertFalse(scrape(watched).contains("sk-canary"), "a key is in the metrics");
    }
  }
}
