package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.AccountState;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.route.Strategy;
import dev.patchbay.store.database.TestDatabases;
import dev.patchbay.testing.ManualClock;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a router learned of its accounts and sessions is known to the next one on its database. */
class RestartTest {
  private final String url = "jdbc:sqlite:" + TestDatabases.sqliteFile();
  private final ManualClock clock = new ManualClock();
  private final ScriptedProvider lab =
      ScriptedProvider.openai("lab").accounts("first", "second", "third").reply(Reply.text("Hi"));

  /** Opens a router, works with it and closes it. */
  private <T> T run(Strategy strategy, Function<Router, T> work) {
    try (TestRouter kit =
        TestRouter.builder()
            .clock(clock)
            .provider(lab)
            .configure(tree -> tree.strategy(strategy))
            .router(builder -> builder.database(url))
            .build()) {
      return work.apply(kit.router());
    }
  }

  private List<String> served(int requests) {
    return run(
        Strategy.PRIORITY,
        router -> {
          List<String> accounts = new ArrayList<>();
          for (int i = 0; i < requests; i++) {
            accounts.add(router.chat("m", "Hi").trace().served().orElseThrow().account());
          }
          return accounts;
        });
  }

  private AccountStatus first() {
    return run(Strategy.PRIORITY, router -> router.accounts().get("lab/first"));
  }

  private void onlyFirstSays(Reply reply) {
    lab.script(call -> call.account().equals("first") ? reply : Reply.text("Hi"));
  }

  @Test
  void aCoolingGoesOnUntilItsTime() {
    onlyFirstSays(Reply.status(429).withRetryAfter(Duration.ofMinutes(10)));
    served(1);
    clock.advance(Duration.ofMinutes(9));
    assertTrue(first().reason().startsWith("COOLING"), first().reason());
    assertEquals(clock.instant().plus(Duration.ofMinutes(1)), first().until());
    clock.advance(Duration.ofMinutes(1));
    assertTrue(first().available());
  }

  @Test
  void aRefusedCredentialStaysRefusedUntilItIsReset() {
    onlyFirstSays(Reply.status(401));
    served(1);
    clock.advance(Duration.ofDays(30));
    assertTrue(first().reason().startsWith("NEEDS_REAUTH"), first().reason());
    run(
        Strategy.PRIORITY,
        router -> {
          router.accounts().reset("lab/first");
          return 0;
        });
    assertTrue(first().available());
  }

  @Test
  void anOpenCircuitStaysOpen() {
    onlyFirstSays(Reply.status(500));
    served(3);
    assertTrue(first().reason().startsWith("CIRCUIT_OPEN"), first().reason());
    assertEquals(clock.instant().plus(Duration.ofSeconds(20)), first().until());
    clock.advance(Duration.ofSeconds(20));
    onlyFirstSays(Reply.text("back"));
    served(1);
    assertTrue(first().available(), first().reason());
  }

  @Test
  void anAccountsSessionGoesOn() {
    run(Strategy.SESSION, router -> router.chat("m", "Hi"));
    AccountState before = stateOfFirst();
    clock.advance(Duration.ofHours(4));
    run(Strategy.SESSION, router -> router.chat("m", "Hi"));
    assertEquals(before.sessionStartedAt(), stateOfFirst().sessionStartedAt());
    assertEquals(2, stateOfFirst().requests());
  }

  private AccountState stateOfFirst() {
    return run(
        Strategy.SESSION,
        router ->
            router.engine.leases().state(router.engine.active().tables().accountsOf("lab").get(0)));
  }

  @Test
  void aClientsSessionReturnsToItsAccount() {
    List<String> before = affine();
    Set<String> different = new TreeSet<>(before);
    assertTrue(different.size() > 1, "sessions are spread: " + before);
    clock.advance(Duration.ofHours(1));
    assertEquals(before, affine());
  }

  private List<String> affine() {
    return run(
        Strategy.SESSION_AFFINITY,
        router -> {
          List<String> accounts = new ArrayList<>();
          for (int i = 0; i < 6; i++) {
            ChatRequest request =
                ChatRequest.builder().model("m").user("Hi").session("session " + i).build();
            accounts.add(router.chat(request).trace().served().orElseThrow().account());
          }
          return accounts;
        });
  }
}
