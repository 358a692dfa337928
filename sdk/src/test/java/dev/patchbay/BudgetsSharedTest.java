package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Period;
import dev.patchbay.budget.Standing;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.Usage;
import dev.patchbay.config.PriceConfig;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.store.database.TestDatabases;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.trace.BudgetExceededException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two routers on one database and one budget: a request may cost 0.00065 USD and costs 0.0006. */
@Timeout(120)
class BudgetsSharedTest {
  private static final long COST = 600_000_000;

  static List<Supplier<String>> databases() {
    return List.of(() -> "jdbc:sqlite:" + TestDatabases.sqliteFile(), TestDatabases::postgresqlUrl);
  }

  private static TestRouter kit(String url, long seed, String limit) {
    Usage usage = new Usage(100L, null, null, null, null, 50L, null, null, null, null, null);
    Budget budget = Budget.of(BudgetScope.KEY, "*", new BigDecimal(limit), Period.DAY);
    return TestRouter.builder()
        .seed(seed)
        .provider(ScriptedProvider.openai("one").reply(Reply.text("Hello").withUsage(usage)))
        .configure(
            config ->
                config
                    .price(
                        new PriceConfig("one", "*", TokenPrices.of(BigDecimal.ONE, BigDecimal.TEN)))
                    .budget(budget))
        .router(router -> router.database(url))
        .build();
  }

  private static ChatRequest request() {
    return ChatRequest.of("m", "Hi").toBuilder().maxOutputTokens(64).build();
  }

  private static Standing standing(TestRouter kit) {
    return kit.router().budgets().get(0);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void whatOneSpendsTheOtherLacksAtOnceAndAfterARestart(Supplier<String> database) {
    String url = database.get();
    try (TestRouter one = kit(url, 1, "0.001");
        TestRouter other = kit(url, 2, "0.001")) {
      assertEquals("Hello", one.router().chat(request()).text());
      assertThrows(BudgetExceededException.class, () -> other.router().chat(request()));
      assertEquals(List.of(), other.provider("one").calls());
    }
    try (TestRouter again = kit(url, 3, "0.001")) {
      assertEquals(COST, standing(again).spentPicoUsd());
      assertThrows(BudgetExceededException.class, () -> again.router().chat(request()));
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void manyCallsOfBothNeverSpendMoreAndLeaveNothingReserved(Supplier<String> database)
      throws Exception {
    String url = database.get();
    try (TestRouter one = kit(url, 1, "0.02");
        TestRouter other = kit(url, 2, "0.02")) {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        TestRouter kit = i % 2 == 0 ? one : other;
        boolean streams = i % 4 < 2;
        tasks.add(() -> served(kit, streams));
      }
      int served = 0;
      ExecutorService threads = Executors.newFixedThreadPool(16);
      try {
        for (Future<Integer> each : threads.invokeAll(tasks)) {
          served += each.get();
        }
      } finally {
        threads.shutdownNow();
      }
      Standing end = standing(one);
      assertEquals(served * COST, end.spentPicoUsd());
      assertEquals(0, end.reservedPicoUsd());
      assertTrue(end.spentPicoUsd() <= end.budget().limitPicoUsd(), end::toString);
      assertTrue(end.leftPicoUsd() < 2 * COST, end::toString);
    }
  }

  /** Calls until it is refused three times: what others have reserved then may be free again. */
  private static int served(TestRouter kit, boolean streams) {
    int served = 0;
    int refused = 0;
    while (refused < 3) {
      try {
        if (streams) {
          try (ChatStream stream = kit.router().stream(request())) {
            stream.response();
          }
        } else {
          kit.router().chat(request());
        }
        served++;
      } catch (BudgetExceededException e) {
        refused++;
      }
    }
    return served;
  }
}
