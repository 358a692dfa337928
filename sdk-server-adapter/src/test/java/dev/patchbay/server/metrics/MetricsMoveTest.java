package dev.patchbay.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.server.monitor.Watched;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of metric moves with what it counts. */
final class MetricsMoveTest {
  private static final String LAB = "{account=\"lab/main\",provider=\"lab\"}";
  private static final String MODEL = "{account=\"lab/main\",model=\"m\",provider=\"lab\"}";
  private static final Map<String, Object> PRICED =
      Map.of(
          "prices",
          List.of(Map.of("provider", "lab", "model", "m", "input", "1", "output", "2")),
          "budgets",
          List.of(Map.of("provider", "lab", "limit", "5.00", "per", "day")));

  @TempDir private Path folder;

  private static double value(Watched watched, String series) {
    String text = watched.adapter.get("/metrics").body();
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(series + " is not in\n" + text));
  }

  private static void await(Watched watched, String series, DoublePredicate right) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    double seen = value(watched, series);
    while (!right.test(seen)) {
      assertTrue(System.nanoTime() < end, series + " stays " + seen);
      seen = value(watched, series);
    }
  }

  @Test
  void theTimeToTheFirstTokenAndTheWholeTimeAreMeasured() {
    ScriptedProvider lab =
        ScriptedProvider.openai("lab")
            .reply(Reply.text("Hello").withFirstTokenAfter(Duration.ofMillis(200)));
    try (Watched watched = Watched.of(Map.of(), lab)) {
      watched.ask("m");
      String labels = "{model=\"m\",provider=\"lab\"}";
      double first = value(watched, "patchbay_time_to_first_token_seconds_sum" + labels);

      assertEquals(1, value(watched, "patchbay_time_to_first_token_seconds_count" + labels));
      assertTrue(first >= 0.2, () -> "first token after " + first);
      assertTrue(value(watched, "patchbay_request_duration_seconds_sum" + labels) >= first);
      assertEquals(1, value(watched, "patchbay_request_duration_seconds_count" + labels));
    }
  }

  @Test
  void anAccountThatCoolsIsCountedAndNotAvailable() {
    ScriptedProvider lab =
        ScriptedProvider.openai("lab")
            .reply(Reply.error(FailureKind.RATE_LIMITED).withRetryAfter(Duration.ofMinutes(5)));
    try (Watched watched = Watched.of(Map.of(), lab)) {
      assertEquals(1, value(watched, "patchbay_account_available" + LAB));
      watched.ask("m");

      assertEquals(1, value(watched, "patchbay_coolings_total" + LAB));
      assertEquals(1, value(watched, "patchbay_account_coolings" + LAB));
      assertEquals(0, value(watched, "patchbay_account_available" + LAB));
      assertEquals(1, value(watched, "patchbay_accounts{provider=\"lab\",state=\"cooling\"}"));
    }
  }

  @Test
  void aCircuitThatOpensIsCounted() {
    ScriptedProvider lab = ScriptedProvider.openai("lab").reply(Reply.status(500));
    try (Watched watched = Watched.of(Map.of(), lab)) {
      for (int i = 0; i < 4; i++) {
        watched.ask("m");
      }
      assertEquals(0, value(watched, "patchbay_account_circuits_open" + LAB));
      watched.ask("m");

      assertEquals(1, value(watched, "patchbay_circuit_openings_total" + LAB));
      assertEquals(1, value(watched, "patchbay_account_circuits_open" + LAB));
      assertEquals(1, value(watched, "patchbay_accounts{provider=\"lab\",state=\"circuit_open\"}"));
    }
  }

  @Test
  void costsAreSpentFromBudgetsAndUnknownOnesCounted() {
    ScriptedProvider lab =
        ScriptedProvider.openai("lab")
            .reply(Reply.text("Hello").withUsage(dev.patchbay.chat.Usage.of(1000, 500)));
    Map<String, Object> prices = Map.of("prices", PRICED.get("prices"));
    try (Watched watched = Watched.of(PRICED, lab)) {
      watched.ask("m");
      String budget = "{budget=\"provider:lab\",per=\"day\"}";

      assertEquals(0.002, value(watched, "patchbay_cost_usd_total" + MODEL), 1e-12);
      assertEquals(5, value(watched, "patchbay_budget_limit_usd" + budget));
      assertEquals(0.002, value(watched, "patchbay_budget_spent_usd" + budget), 1e-12);
    }
    try (Watched watched = Watched.of(prices, lab)) {
      watched.ask("unpriced");
      assertEquals(
          1,
          value(watched, "patchbay_unknown_costs_total" + MODEL.replace("\"m\"", "\"unpriced\"")));
    }
  }

  @Test
  void rowsThatTheLedgerDoesNotTakeWaitAndAreCounted() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("ledger.db");
    ScriptedProvider lab = ScriptedProvider.openai("lab").reply(Reply.text("Hello"));
    try (Watched watched = Watched.of(Map.of("database", Map.of("url", url)), lab)) {
      assertEquals(0, value(watched, "patchbay_ledger_degraded"));
      assertEquals(0, value(watched, "patchbay_ledger_lost_rows_total"));
      execute(url, "ALTER TABLE ledger RENAME TO ledger_away");
      watched.ask("m");
      await(watched, "patchbay_ledger_degraded", seen -> seen == 1);
      assertTrue(value(watched, "patchbay_ledger_waiting_rows") > 0);
      watched.look();
      assertEquals(1, value(watched, "patchbay_alerts{kind=\"ledger_degraded\",state=\"open\"}"));
      execute(url, "ALTER TABLE ledger_away RENAME TO ledger");
      await(watched, "patchbay_ledger_degraded", seen -> seen == 0);

      assertEquals(0, value(watched, "patchbay_ledger_waiting_rows"));
      assertEquals(0, value(watched, "patchbay_ledger_lost_rows_total"));
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection other = DriverManager.getConnection(url)) {
      other.createStatement().execute("PRAGMA busy_timeout = 30000");
      other.createStatement().execute(sql);
    }
  }

  @Test
  void alertsAreCountedByKindAndState() {
    ScriptedProvider lab = ScriptedProvider.openai("lab").reply(Reply.status(401));
    String refused = "patchbay_alerts{kind=\"account_refused\",state=";
    try (Watched watched = Watched.of(Map.of(), lab)) {
      assertEquals(0, value(watched, refused + "\"open\"}"));
      watched.ask("m");
      watched.look();
      assertEquals(1, value(watched, refused + "\"open\"}"));
      watched.adapter.post("/monitor/alerts/acknowledge-all", "");

      assertEquals(0, value(watched, refused + "\"open\"}"));
      assertEquals(1, value(watched, refused + "\"acknowledged\"}"));
    }
  }

  @Test
  void whatRunsIsCountedUntilItEnds() throws IOException {
    ScriptedProvider lab =
        ScriptedProvider.openai("lab").reply(Reply.text("one two three").stalledAfter(1));
    String budget = "patchbay_budget_reserved_usd{budget=\"provider:lab\",per=\"day\"}";
    try (Watched watched = Watched.of(PRICED, lab)) {
      try (Socket client = new Socket("127.0.0.1", watched.adapter.url("/").getPort())) {
        String body =
            "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        String head =
            "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n";
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        await(watched, "patchbay_account_in_flight" + LAB, seen -> seen == 1);
        await(watched, "patchbay_streams_live", seen -> seen == 1);
        assertEquals(1, value(watched, "patchbay_requests_in_flight"));
        assertTrue(value(watched, budget) > 0);
      }
      await(watched, "patchbay_requests_in_flight", seen -> seen == 0);
      await(watched, "patchbay_streams_live", seen -> seen == 0);
      await(watched, "patchbay_account_in_flight" + LAB, seen -> seen == 0);
      await(watched, budget, seen -> seen == 0);
    }
  }

  @Test
  void theProcessIsMeasured() {
    try (Watched watched = Watched.greeting()) {
      assertTrue(value(watched, "jvm_memory_used_bytes{area=\"heap\"}") > 0);
      assertTrue(value(watched, "jvm_threads_current") > 0);
      assertTrue(value(watched, "process_start_time_seconds") > 1e9);
    }
  }
}
