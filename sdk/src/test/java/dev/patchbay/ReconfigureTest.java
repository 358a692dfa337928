package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Period;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ConversationConfig;
import dev.patchbay.config.DatabaseConfig;
import dev.patchbay.config.LogConfig;
import dev.patchbay.config.PriceConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.store.database.TestDatabases;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.trace.BudgetExceededException;
import dev.patchbay.trace.RouterException;
import dev.patchbay.wire.Protocol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another configuration takes effect while the router runs. */
@Timeout(60)
class ReconfigureTest {
  private final TestRouter kit =
      TestRouter.builder()
          .provider(ScriptedProvider.openai("one").reply(Reply.text("a b c d e f g h")))
          .provider(ScriptedProvider.openai("two").accounts("x", "y").reply(Reply.text("two")))
          .router(RouterBuilder::allowNoProvider)
          .build();
  private final Router router = kit.router();

  @AfterEach
  void close() {
    kit.close();
  }

  /** The configuration in force with these of its providers alone, changed. */
  private RouterConfig only(String id, UnaryOperator<RouterConfig.Builder> change) {
    RouterConfig.Builder config = RouterConfig.builder().dispatch(router.config().dispatch());
    initial.providers().stream().filter(one -> one.id().equals(id)).forEach(config::provider);
    return change.apply(config).build();
  }

  private final RouterConfig initial = router.config();

  private RouterConfig only(String id) {
    return only(id, config -> config);
  }

  private String servedBy() {
    return router.chat("m", "Hi").trace().served().orElseThrow().provider();
  }

  @Test
  void theNextRequestGoesByTheNewConfiguration() {
    assertEquals("one", servedBy());
    RouterConfig next = only("two");
    router.reconfigure(next);
    assertEquals("two", servedBy());
    assertSame(next, router.config());
    assertEquals(2, router.accounts().list().size());
  }

  @Test
  void aStreamThatRunsGoesOnUnderTheOldOne() {
    try (ChatStream stream = router.stream("m", "Hi")) {
      Iterator<ChatEvent> events = stream.iterator();
      events.next();
      router.reconfigure(only("two"));
      StringBuilder text = new StringBuilder();
      events.forEachRemaining(
          event -> {
            if (event instanceof ChatEvent.TextDelta delta) {
              text.append(delta.text());
            }
          });
      assertTrue(text.toString().endsWith("g h"), text::toString);
    }
    assertEquals("two", servedBy());
  }

  @Test
  void underLoadEveryRequestIsAnsweredByOneConfigurationOrTheOther() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> loads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        loads.add(
            threads.submit(
                () -> {
                  int answered = 0;
                  do {
                    String by = servedBy();
                    assertTrue(by.equals("one") || by.equals("two"), by);
                    answered++;
                  } while (!ended.get());
                  return answered;
                }));
      }
      for (int i = 0; i < 200; i++) {
        router.reconfigure(only(i % 2 == 0 ? "two" : "one"));
      }
      ended.set(true);
      for (Future<Integer> load : loads) {
        assertTrue(load.get() > 0);
      }
    } finally {
      ended.set(true);
      threads.shutdownNow();
    }
    assertTrue(router.accounts().list().stream().allMatch(account -> account.inFlight() == 0));
  }

  @Test
  void whatIsWrongChangesNothing() {
    RouterConfig wrong = only("two", config -> config.defaultProvider("tow"));
    ConfigException e = assertThrows(ConfigException.class, () -> router.reconfigure(wrong));
    assertTrue(e.getMessage().contains("did you mean 'two'"), e.getMessage());
    assertSame(initial, router.config());
    assertEquals("one", servedBy());
  }

  @Test
  void theDatabaseCannotBeChanged() {
    RouterConfig other =
        only(
            "one",
            config ->
                config.database(
                    DatabaseConfig.of(
                        "jdbc:sqlite:" + TestDatabases.sqliteFile(),
                        initial.database().durability())));
    ConfigException e = assertThrows(ConfigException.class, () -> router.reconfigure(other));
    assertTrue(e.getMessage().contains("database: cannot be changed"), e.getMessage());
    assertTrue(e.getMessage().contains("restart"), e.getMessage());
    assertSame(initial, router.config());
  }

  @Test
  void aClosedRouterRefusesToBeChanged() {
    router.close();
    assertThrows(IllegalStateException.class, () -> router.reconfigure(initial));
  }

  @Test
  void healthStaysWithAnAccountThatRemains() {
    kit.provider("one").reply(Reply.status(429).withRetryAfter(Duration.ofMinutes(5)));
    router.chat("m", "Hi");
    router.reconfigure(only("two"));
    router.reconfigure(initial);
    assertTrue(router.accounts().get("one/main").reason().startsWith("COOLING"));
  }

  @Test
  void aReplacedKeyStartsCleanButStaysPaused() {
    kit.provider("one").reply(Reply.status(401));
    router.chat("m", "Hi");
    router.accounts().pause("one/main");
    router.reconfigure(withKey("sk-quite-another"));
    AccountStatus status = router.accounts().get("one/main");
    assertTrue(status.paused());
    router.accounts().resume("one/main");
    assertTrue(router.accounts().get("one/main").available());
  }

  private RouterConfig withKey(String key) {
    ProviderConfig one = initial.providers().get(0);
    ProviderConfig changed =
        ProviderConfig.of("one")
            .protocol(one.protocol())
            .baseUrl(one.baseUrl())
            .apiKey(key)
            .build();
    return initial.toBuilder().provider(changed).build();
  }

  @Test
  void discoveredModelsStayWithAProviderThatRemainsWhereItIs() {
    Inquired upstream =
        new Inquired(path -> Inquired.Answer.ok("{'data':[{'id':'only-there','object':'model'}]}"));
    try (Router own = Router.builder().config(lab("http://a/v1")).transport(upstream).build()) {
      own.models().list();
      own.reconfigure(lab("http://a/v1").toBuilder().defaultModel("m").build());
      assertTrue(own.models().find("lab:only-there").isPresent());
      own.reconfigure(lab("http://b/v1"));
      assertFalse(own.models().find("lab:only-there").isPresent());
    }
  }

  private static RouterConfig lab(String url) {
    return RouterConfig.builder()
        .provider(
            ProviderConfig.of("lab")
                .protocol(Protocol.OPENAI_CHAT)
                .baseUrl(url)
                .apiKey("sk-lab-key")
                .build())
        .build();
  }

  @Test
  void aNewBudgetHoldsForTheNextRequest() {
    servedBy();
    Budget none = Budget.of(BudgetScope.KEY, "*", new BigDecimal("0.000000000001"), Period.DAY);
    router.reconfigure(
        only(
            "one",
            config ->
                config
                    .price(
                        new PriceConfig("one", "*", TokenPrices.of(BigDecimal.ONE, BigDecimal.TEN)))
                    .budget(none)));
    assertThrows(BudgetExceededException.class, this::servedBy);
    assertEquals(1, router.budgets().size());
    router.reconfigure(initial);
    assertEquals("one", servedBy());
  }

  @Test
  void payloadsAreKeptFromThenOn() {
    router.chat("m", "Before");
    kit.clock().advance(Duration.ofSeconds(1));
    router.reconfigure(only("one", config -> config.log(new LogConfig(true, Duration.ofDays(30)))));
    router.chat("m", "After");
    List<String> ids = router.requests().list(10).stream().map(row -> row.id()).toList();
    assertTrue(router.requests().payload(ids.get(0)).isPresent());
    assertFalse(router.requests().payload(ids.get(1)).isPresent());
  }

  @Test
  void conversationsKeepAsManyMessagesAsIsSaidNow() {
    Conversation talk = router.conversation("t");
    talk.send("m", "one");
    talk.send("m", "two");
    ConversationConfig was = initial.conversation();
    router.reconfigure(
        only(
            "one",
            config ->
                config.conversation(new ConversationConfig(was.defaultId(), 2, was.retention()))));
    talk.send("m", "three");
    ChatRequest sent = kit.provider("one").lastRequest();
    assertEquals(3, sent.messages().size(), "two that are kept, and the new one");
  }

  @Test
  void aRouterMayBeEmptyWhereThatIsAllowed() {
    router.reconfigure(RouterConfig.builder().build());
    assertTrue(router.accounts().list().isEmpty());
    assertTrue(router.models().list().models().isEmpty());
    RouterException e =
        assertThrows(RouterException.class, () -> router.chat("claude-sonnet-4-5", "Hi"));
    assertEquals(FailureKind.NO_ROUTE, e.failure().kind());
    assertTrue(e.getMessage().contains("ANTHROPIC_API_KEY"), e.getMessage());
    router.reconfigure(initial);
    assertEquals("one", servedBy());
  }

  @Test
  void elsewhereItMayNot() {
    try (TestRouter strict =
        TestRouter.builder().provider(ScriptedProvider.openai("one")).build()) {
      RouterConfig none = RouterConfig.builder().build();
      assertThrows(ConfigException.class, () -> strict.router().reconfigure(none));
      assertThrows(ConfigException.class, () -> Router.builder().build());
    }
  }
}
