package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Period;
import dev.patchbay.budget.Standing;
import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.Usage;
import dev.patchbay.config.PriceConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Plan;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.trace.BudgetExceededException;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Budgets on the way of a request: a thousand tokens in cost 0.001 USD, out 0.01 USD. */
@Timeout(30)
class BudgetsRoutedTest {
  private static final Reply ANSWER = answer(100, 50);

  private static Reply answer(long input, long output) {
    return Reply.text("Hello you").withUsage(usage(input, output, null));
  }

  private static Usage usage(long input, long output, BigDecimal reported) {
    return new Usage(input, null, null, null, null, output, null, null, null, null, reported);
  }

  private static RouterConfig.Builder priced(RouterConfig.Builder config) {
    return config.price(
        new PriceConfig("*", "*", TokenPrices.of(new BigDecimal("1"), new BigDecimal("10"))));
  }

  private static UnaryOperator<RouterConfig.Builder> budget(String name, String limit, Period per) {
    int colon = name.indexOf(':');
    BudgetScope scope = BudgetScope.valueOf(name.substring(0, colon).toUpperCase());
    Budget budget = Budget.of(scope, name.substring(colon + 1), new BigDecimal(limit), per);
    return config -> config.budget(budget);
  }

  private static TestRouter.Builder kit(String name, String limit, ScriptedProvider... providers) {
    TestRouter.Builder kit = TestRouter.builder().configure(BudgetsRoutedTest::priced);
    int priority = 0;
    for (ScriptedProvider provider : providers) {
      int place = ++priority;
      kit.provider(provider, config -> config.priority(place));
    }
    return kit.configure(budget(name, limit, Period.DAY));
  }

  private static ChatRequest asking(int maxOutput) {
    return ChatRequest.of("m", "Say something").toBuilder().maxOutputTokens(maxOutput).build();
  }

  private static void stands(TestRouter kit, String spent, String reserved) {
    Standing standing = kit.router().budgets().get(0);
    assertEquals(pico(spent), standing.spentPicoUsd());
    assertEquals(pico(reserved), standing.reservedPicoUsd());
  }

  private static long pico(String usd) {
    return new BigDecimal(usd).movePointRight(12).longValueExact();
  }

  private static ScriptedProvider one() {
    return ScriptedProvider.openai("one").reply(ANSWER);
  }

  @Test
  void anAnswerIsSettledAtItsCostAndTheNextThatDoesNotFitIsRefused() {
    try (TestRouter kit = kit("key:*", "0.001", one()).build()) {
      assertEquals("Hello you", kit.router().chat(asking(64)).text());
      stands(kit, "0.0006", "0");
      BudgetExceededException refused =
          assertThrows(BudgetExceededException.class, () -> kit.router().chat(asking(64)));
      assertEquals(402, refused.failure().status());
      assertEquals("budget_exceeded", refused.failure().code());
      assertNull(refused.failure().retryAfter());
      String message = refused.failure().message();
      assertTrue(message.startsWith("The budget key:* (0.001 USD per day) does not"), message);
      assertTrue(
          message.endsWith(": 0.0006 USD are spent; it renews on 2026-01-02 at 00:00 UTC"),
          message);
      assertEquals(1, kit.provider("one").calls().size());
    }
  }

  @Test
  void aStreamIsSettledBeforeItsEndIsSeen() {
    try (TestRouter kit = kit("key:*", "1", one()).build()) {
      try (ChatStream stream = kit.router().stream(asking(64))) {
        assertEquals("Hello you", stream.response().text());
        stands(kit, "0.0006", "0");
      }
    }
  }

  @Test
  void theNextDayTheBudgetIsWholeAgain() {
    try (TestRouter kit = kit("key:*", "0.001", one()).build()) {
      kit.router().chat(asking(64));
      assertThrows(BudgetExceededException.class, () -> kit.router().chat(asking(64)));
      kit.clock().set(Instant.parse("2026-01-01T23:59:59.999Z"));
      assertThrows(BudgetExceededException.class, () -> kit.router().chat(asking(64)));
      kit.clock().set(Instant.parse("2026-01-02T00:00:00Z"));
      assertEquals("Hello you", kit.router().chat(asking(64)).text());
    }
  }

  @Test
  void aMonthIsAMonthAndATotalIsForEver() {
    TestRouter.Builder builder =
        kit("key:*", "100", one())
            .configure(budget("tag:*", "0.001", Period.MONTH))
            .configure(budget("model:*", "0.0019", Period.TOTAL));
    try (TestRouter kit = builder.build()) {
      kit.router().chat(asking(64));
      kit.clock().advance(Duration.ofDays(30));
      String month = refusal(kit);
      assertTrue(month.contains("tag:* (0.001 USD per month)"), month);
      assertTrue(month.contains("it renews on 2026-02-01"), month);
      kit.clock().advance(Duration.ofDays(1));
      kit.router().chat(asking(64));
      kit.clock().advance(Duration.ofDays(365));
      kit.router().chat(asking(64));
      kit.clock().advance(Duration.ofDays(365));
      String total = refusal(kit);
      assertTrue(total.contains("model:* (0.0019 USD in all)"), total);
      assertTrue(total.endsWith("it does not renew"), total);
    }
  }

  private static String refusal(TestRouter kit) {
    return assertThrows(BudgetExceededException.class, () -> kit.router().chat(asking(64)))
        .failure()
        .message();
  }

  @Test
  void anAnswerIsMadeShorterSoThatItFitsAndThatIsSaid() {
    try (TestRouter kit = kit("key:*", "0.02", one()).build()) {
      ChatResponse answer = kit.router().chat(asking(5000));
      int sent = kit.provider("one").lastRequest().maxOutputTokens();
      assertTrue(sent > 1_900 && sent < 2_000, "" + sent);
      assertEquals(
          List.of(
              "max-output-tokens: Lowered to "
                  + sent
                  + ": that is what the budget key:* (0.02 USD per day) leaves"),
          answer.trace().losses());
    }
  }

  @Test
  void anAnswerIsNotMadeShorterThan256Tokens() {
    try (TestRouter kit = kit("key:*", "0.0025", one()).build()) {
      assertThrows(BudgetExceededException.class, () -> kit.router().chat(asking(5000)));
    }
    try (TestRouter kit = kit("key:*", "0.0027", one()).build()) {
      kit.router().chat(asking(5000));
      int sent = kit.provider("one").lastRequest().maxOutputTokens();
      assertTrue(sent >= 256 && sent < 270, "" + sent);
    }
  }

  @Test
  void aRequestThatFitsIsSentAsItIs() {
    try (TestRouter kit = kit("key:*", "100", one()).build()) {
      kit.router().chat(ChatRequest.of("m", "Say something"));
      assertNull(kit.provider("one").lastRequest().maxOutputTokens());
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void everyClientsRequestIsMadeShorter(Protocol protocol) {
    ScriptedProvider same = Gateway.provider("one", protocol).reply(ANSWER);
    for (boolean stream : new boolean[] {false, true}) {
      try (Gateway gateway =
          new Gateway(
              builder ->
                  builder
                      .configure(BudgetsRoutedTest::priced)
                      .configure(budget("key:*", "0.0004", Period.DAY)),
              same)) {
        WireTape tape = gateway.ask(protocol, stream);
        assertEquals(402, tape.status());
      }
      try (Gateway gateway =
          new Gateway(
              builder ->
                  builder
                      .configure(BudgetsRoutedTest::priced)
                      .configure(budget("key:*", "0.005", Period.DAY)),
              same)) {
        WireRequest request = longer(protocol, stream);
        WireTape tape = gateway.ask(request);
        assertEquals(200, tape.status());
        int sent = same.lastRequest().maxOutputTokens();
        assertTrue(sent > 256 && sent < 500, "" + sent);
        stands(gateway.kit, "0.0006", "0");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPENAI_CHAT | {"model":"m","messages":[{"role":"user","content":"Hi"}]} | 0.005 | 490
          OPENAI_CHAT | {"model":"m","n":2,"messages":[{"role":"user","content":"Hi"}]} | 0.01 | 490
          OPENAI_RESPONSES | {"model":"m","input":"Hi"} | 0.005 | 490
          GEMINI | {"contents":[{"parts":[{"text":"Hi"}]}]} | 0.005 | 490
          """)
  void aClientsRequestWithoutALimitGetsOne(
      Protocol protocol, String body, String limit, int about) {
    ScriptedProvider same = Gateway.provider("one", protocol).reply(ANSWER);
    try (Gateway gateway =
        new Gateway(
            builder ->
                builder
                    .configure(BudgetsRoutedTest::priced)
                    .configure(budget("key:*", limit, Period.DAY)),
            same)) {
      WireRequest request =
          WireRequest.builder(protocol, body.getBytes(StandardCharsets.UTF_8)).model("m").stream(
                  false)
              .build();
      assertEquals(200, gateway.ask(request).status());
      int sent = same.lastRequest().maxOutputTokens();
      assertTrue(sent > about && sent < about + 15, "" + sent);
    }
  }

  @Test
  void whatAnotherCallHasReservedSendsThisOneToTheNextCandidate() {
    ScriptedProvider two = ScriptedProvider.openai("two").reply(ANSWER);
    List<RouteTrace> inner = new ArrayList<>();
    List<TestRouter> kits = new ArrayList<>();
    ScriptedProvider busy =
        ScriptedProvider.openai("one")
            .script(
                call -> {
                  inner.add(kits.get(0).router().chat(asking(64)).trace());
                  return ANSWER;
                });
    try (TestRouter kit = kit("provider:one", "0.001", busy, two).build()) {
      kits.add(kit);
      assertEquals("one/main", kit.router().chat(asking(64)).trace().attempts().get(0).account());
      RouteTrace passed = inner.get(0);
      assertEquals("two/main", passed.attempts().get(0).account());
      assertEquals("BUDGET", passed.dropped().get(0).reason());
      assertTrue(passed.dropped().get(0).detail().contains(" USD reserved"), passed::toString);
    }
  }

  private static WireRequest longer(Protocol protocol, boolean stream) {
    String body =
        new String(Gateway.request(protocol, "m", stream).build().body(), StandardCharsets.UTF_8);
    return WireRequest.builder(
            protocol, body.replace(":64", ":4000").getBytes(StandardCharsets.UTF_8))
        .model("m")
        .stream(stream)
        .build();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void everyClientIsToldInItsOwnProtocol(Protocol protocol) {
    ScriptedProvider other = ScriptedProvider.anthropic("one").reply(ANSWER);
    try (Gateway gateway =
        new Gateway(
            builder ->
                builder
                    .configure(BudgetsRoutedTest::priced)
                    .configure(budget("key:*", "0.0001", Period.DAY)),
            other)) {
      for (boolean stream : new boolean[] {false, true}) {
        WireTape tape = gateway.ask(protocol, stream);
        assertEquals(402, tape.status());
        String body = new String(tape.body(), StandardCharsets.UTF_8);
        assertTrue(body.contains("key:* (0.0001 USD per day)"), body);
        assertTrue(body.contains("2026-01-02"), body);
        assertEquals("false", tape.headers().get("x-should-retry"));
        assertFalse(tape.headers().containsKey("retry-after"), tape.headers()::toString);
      }
      assertEquals(List.of(), other.calls());
    }
  }

  @Test
  void aFailedAttemptThatConsumedNothingGivesItsShareToTheNext() {
    ScriptedProvider broken =
        ScriptedProvider.openai("broken").reply(Reply.error(FailureKind.PERMISSION));
    try (TestRouter kit = kit("key:*", "0.0007", broken, one()).build()) {
      ChatResponse answer = kit.router().chat(asking(64));
      assertEquals(2, answer.trace().attempts().size());
      stands(kit, "0.0006", "0");
    }
  }

  @Test
  void whatAFailedAttemptConsumedIsSpent() {
    ScriptedProvider cut =
        ScriptedProvider.openai("cut").reply(Reply.text("one two three four five six").cutAfter(4));
    try (TestRouter kit = kit("key:*", "1", cut, one()).build()) {
      try (ChatStream stream = kit.router().stream(asking(64))) {
        assertThrows(RuntimeException.class, stream::response);
      }
      Standing standing = kit.router().budgets().get(0);
      assertTrue(standing.spentPicoUsd() > 0);
      assertEquals(0, standing.reservedPicoUsd());
    }
  }

  @Test
  void whoIsOverBudgetIsLeftOutAndTheNextAnswers() {
    ScriptedProvider two = ScriptedProvider.openai("two").reply(ANSWER);
    try (TestRouter kit = kit("provider:one", "0.001", one(), two).build()) {
      kit.router().chat(asking(64));
      Plan plan = kit.router().plan(asking(64));
      assertEquals(1, plan.candidates().size());
      assertEquals(DropReason.BUDGET, plan.dropped().get(0).reason());
      assertEquals(Instant.parse("2026-01-02T00:00:00Z"), plan.dropped().get(0).until());
      RouteTrace trace = kit.router().chat(asking(64)).trace();
      assertEquals("two/main", trace.attempts().get(0).account());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "account:one/main, true",
    "account:one/spare, false",
    "model:m, true",
    "model:other*, false",
    "tag:nightly, true",
    "tag:daily, false",
    "key:k1, true",
    "key:k2, false",
    "key:*, true",
  })
  void aBudgetBoundsWhatItNames(String name, boolean bounds) {
    ScriptedProvider provider = one().accounts("main", "spare");
    ChatRequest request =
        asking(64).toBuilder()
            .options(
                CallOptions.builder()
                    .key("k1")
                    .tags(List.of("nightly"))
                    .accountPin("one/main")
                    .build())
            .build();
    try (TestRouter kit = kit(name, "0", provider).build()) {
      if (bounds) {
        assertThrows(BudgetExceededException.class, () -> kit.router().chat(request));
      } else {
        assertEquals("Hello you", kit.router().chat(request).text());
      }
    }
  }

  @Test
  void anUnknownPriceUnderABudgetIsRefusedUnlessAllowed() {
    TestRouter.Builder builder =
        TestRouter.builder().provider(one()).configure(budget("key:*", "1", Period.DAY));
    try (TestRouter kit = builder.build()) {
      String message = refusal(kit);
      assertEquals(
          "What m costs at one is unknown, and it falls under the budget key:* (1 USD per day):"
              + " give it a price in prices, or set unknown-price: allow",
          message);
    }
    builder.configure(config -> config.allowUnknownPrice(true));
    try (TestRouter kit = builder.build()) {
      assertEquals("Hello you", kit.router().chat(asking(64)).text());
    }
  }

  @Test
  void whatAProviderReportsCountsAlsoBeyondWhatWasReserved() {
    ScriptedProvider dear =
        ScriptedProvider.openai("dear")
            .reply(Reply.text("Hi").withUsage(usage(100, 50, new BigDecimal("0.25"))));
    try (TestRouter kit = kit("key:*", "0.1", dear).build()) {
      kit.router().chat(asking(64));
      stands(kit, "0.25", "0");
      assertThrows(BudgetExceededException.class, () -> kit.router().chat(asking(64)));
    }
  }

  @Test
  void bothAttemptsOfARaceReserveAndNothingStaysReserved() {
    ScriptedProvider slow =
        ScriptedProvider.openai("slow").reply(ANSWER.withFirstTokenAfter(Duration.ofMillis(300)));
    TestRouter.Builder builder =
        kit("key:*", "1", slow, one())
            .configure(
                config -> config.dispatch(hedged(DispatchRules.DEFAULT, Duration.ofMillis(20))));
    try (TestRouter kit = builder.build()) {
      kit.router().chat(asking(64));
      assertEquals(0, kit.router().budgets().get(0).reservedPicoUsd());
    }
  }

  private static DispatchRules hedged(DispatchRules rules, Duration after) {
    return new DispatchRules(
        rules.attempts(),
        rules.delay(),
        rules.backoff(),
        rules.maxAttempts(),
        after,
        2,
        rules.timeouts(),
        rules.resume(),
        rules.upstreamStream(),
        rules.substitution());
  }

  @Test
  void aModelThatCostsNothingIsNeverOverBudget() {
    TestRouter.Builder builder =
        TestRouter.builder()
            .provider(one())
            .configure(budget("key:*", "0", Period.DAY))
            .configure(
                config ->
                    config.price(
                        new PriceConfig(
                            "one", "*", TokenPrices.of(BigDecimal.ZERO, BigDecimal.ZERO))));
    try (TestRouter kit = builder.build()) {
      assertEquals("Hello you", kit.router().chat(asking(64)).text());
    }
  }
}
