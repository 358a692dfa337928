package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.Usage;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostFormat;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.CostReport;
import dev.patchbay.price.Cost;
import dev.patchbay.store.cost.MemoryLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CostsTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  private final MemoryLedger ledger = new MemoryLedger();

  private Router router(String... prices) {
    List<Map<String, Object>> rows = java.util.Arrays.stream(prices).map(CostsTest::price).toList();
    return Router.builder()
        .config(
            Map.of(
                "prices",
                rows,
                "providers",
                Map.of("groq", Map.of("accounts", List.of(Map.of("name", "a", "api-key", "k"))))))
        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
        .ledger(ledger)
        .build();
  }

  /** {@code input output key=value…}. */
  private static Map<String, Object> price(String text) {
    Map<String, Object> price = new java.util.HashMap<>();
    price.put("provider", "groq");
    for (String pair : text.split(" ")) {
      price.put(pair.split("=")[0], pair.split("=")[1]);
    }
    return price;
  }

  private void spend(String request, String at, String model, @Nullable Cost cost) {
    ledger.close(
        new LedgerEntry(
            request,
            1,
            Instant.parse(at),
            "local",
            "=HYPERLINK(\"x\")",
            null,
            List.of("-1", "b"),
            null,
            "groq",
            "groq/a",
            model,
            model,
            "openai-chat",
            Usage.of(1_000_000, 1_000_000),
            false,
            cost,
            Duration.ofMillis(1500),
            null,
            LedgerState.COMPLETE),
        null);
  }

  private static Cost listed(long pico) {
    return new Cost(pico, "catalogue", "1");
  }

  @Test
  void todayBeginsAtMidnightAndTheMonthOnItsFirst() {
    spend("a", "2026-03-10T00:00:00Z", "m", listed(1));
    spend("b", "2026-03-09T23:59:59.999Z", "m", listed(10));
    spend("c", "2026-03-01T00:00:00Z", "m", listed(100));
    spend("d", "2026-02-28T23:59:59Z", "m", listed(1000));
    try (Router router = router()) {
      Costs costs = router.costs();
      assertEquals(1, costs.today().total().picoUsd().longValue());
      assertEquals(111, costs.thisMonth().total().picoUsd().longValue());
      assertEquals(11, costs.last(Duration.ofHours(13)).total().picoUsd().longValue());
      assertEquals("groq", costs.today().groups().get(0).get(CostDimension.PROVIDER));
    }
  }

  @Test
  void repricesByThePriceThatWasInForceWhenTheAttemptBegan() {
    spend("old", "2026-01-31T23:59:59.999Z", "m", listed(5));
    spend("new", "2026-02-01T00:00:00Z", "m", listed(5));
    spend("late", "2026-03-01T00:00:00Z", "m", null);
    spend("said", "2026-02-02T00:00:00Z", "m", new Cost(7, Cost.PROVIDER, ""));
    String before = "input=1 output=2 until=2026-02-01";
    String since = "input=3 output=4 from=2026-02-01 until=2026-03-01T00:00:00Z";
    try (Router router = router(before, since)) {
      assertEquals(2, router.costs().reprice(Instant.EPOCH, NOW));
      assertEquals(0, router.costs().reprice(Instant.EPOCH, NOW));
      CostReport report =
          router.costs().report(CostQuery.builder().groupBy(CostDimension.REQUEST).build());
      assertEquals(
          Map.of("old", "3", "new", "7", "late", "0", "said", "0.000000000007"),
          report.groups().stream()
              .collect(
                  java.util.stream.Collectors.toMap(
                      group -> group.get(CostDimension.REQUEST),
                      group -> group.sums().usd().toPlainString())));
      LedgerEntry repriced =
          router.costs().entries(CostQuery.ALL, null, 10).entries().stream()
              .filter(entry -> entry.requestId().equals("old"))
              .findFirst()
              .orElseThrow();
      assertEquals("override", repriced.cost().source());
      assertTrue(repriced.cost().version().matches("configuration-[0-9a-f]{8}"));
    }
  }

  @Test
  void pricesMayHaveTiersAndFees() {
    spend("a", "2026-02-01T00:00:00Z", "m", null);
    Map<String, Object> price = price("input=1 output=2 per-request=0.5 web-search=0.01");
    price.put("tiers", List.of(Map.of("above", 999_999, "output", "10")));
    try (Router router =
        Router.builder()
            .config(
                Map.of(
                    "prices",
                    List.of(price),
                    "providers",
                    Map.of(
                        "groq", Map.of("accounts", List.of(Map.of("name", "a", "api-key", "k"))))))
            .ledger(ledger)
            .build()) {
      assertEquals(1, router.costs().reprice(Instant.EPOCH, NOW));
      assertEquals(new BigDecimal("11.5"), router.costs().report(CostQuery.ALL).total().usd());
    }
  }

  private String export(CostFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Router router = router()) {
      router.costs().export(CostQuery.ALL, format, out);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void exportsTablesThatNoSpreadsheetCalculates() throws IOException {
    spend("@a", "2026-03-10T00:00:00Z", "x,\"y\"\r\nz", listed(1_500_000_000_000L));
    spend("b", "2026-03-10T00:00:01Z", "m", null);
    String csv = export(CostFormat.CSV);
    String[] lines = csv.split("(?<!z)\r\n(?!z)");
    assertEquals(3, lines.length, csv);
    assertTrue(lines[0].startsWith("at,request_id,attempt,state,"));
    assertTrue(
        lines[1].startsWith(
            "2026-03-10T00:00:00Z,'@a,1,complete,local,,\"'=HYPERLINK(\"\"x\"\")\",'-1;b,,groq,"),
        lines[1]);
    assertTrue(lines[1].contains(",\"x,\"\"y\"\"\r\nz\","), lines[1]);
    assertTrue(lines[1].endsWith(",false,1.5,catalogue,1,1500,"), lines[1]);
    assertTrue(lines[2].endsWith(",false,,,,1500,"), lines[2]);
  }

  @Test
  void exportsJsonWithMoneyAsTextAndTheUnknownAsNull() throws IOException {
    spend("a", "2026-03-10T00:00:00Z", "m", listed(1));
    spend("b", "2026-03-10T00:00:01Z", "m", null);
    String lines = export(CostFormat.JSON_LINES);
    assertEquals(2, lines.lines().count());
    assertTrue(lines.contains("\"cost_usd\":\"0.000000000001\",\"price_source\":\"catalogue\""));
    assertTrue(lines.contains("\"tags\":[\"-1\",\"b\"],\"conversation\":null,"));
    assertTrue(lines.contains("\"cost_usd\":null"));
    assertEquals("[\n" + lines.strip().replace("\n", ",\n") + "\n]\n", export(CostFormat.JSON));
  }

  @Test
  void anEmptyExportIsWhole() throws IOException {
    assertEquals("[]\n", export(CostFormat.JSON));
    assertEquals("", export(CostFormat.JSON_LINES));
    assertEquals(1, export(CostFormat.CSV).lines().count());
  }

  @Test
  void aRequestIsCountedWhenItsAnswerIsThere() {
    try (Router router = router()) {
      assertEquals(0, router.costs().today().total().requests());
      assertNull(router.costs().entries(CostQuery.ALL, null, 10).next());
    }
  }
}
