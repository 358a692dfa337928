package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.config.ProviderConfig;
import dev.patchbay.store.database.TestDatabases;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pause is kept in the database, and all that share it keep to it. */
@Timeout(60)
class PausedAccountsTest {
  private static final String FIRST = "lab/first";

  static List<Supplier<String>> databases() {
    return List.of(() -> "jdbc:sqlite:" + TestDatabases.sqliteFile(), TestDatabases::postgresqlUrl);
  }

  private static TestRouter kit(String url) {
    return kit(url, provider -> provider);
  }

  private static TestRouter kit(String url, UnaryOperator<ProviderConfig.Builder> change) {
    return TestRouter.builder()
        .provider(
            ScriptedProvider.openai("lab").accounts("first", "second").reply(Reply.text("Hi")),
            change)
        .router(router -> router.database(url))
        .build();
  }

  private static boolean isPaused(TestRouter kit) {
    return kit.router().accounts().get(FIRST).paused();
  }

  private static String served(TestRouter kit) {
    return kit.router().chat("m", "Hi").trace().served().orElseThrow().account();
  }

  private static void awaitWithinASecond(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    assertTrue(condition.getAsBoolean());
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aPauseOutlivesItsRouterAndSoDoesItsEnd(Supplier<String> database) {
    String url = database.get();
    try (TestRouter kit = kit(url)) {
      kit.router().accounts().pause(FIRST);
    }
    try (TestRouter kit = kit(url)) {
      assertTrue(isPaused(kit));
      assertTrue(kit.router().accounts().get(FIRST).reason().startsWith("PAUSED"));
      assertEquals("lab/second", served(kit));
      kit.router().accounts().resume(FIRST);
    }
    try (TestRouter kit = kit(url)) {
      assertFalse(isPaused(kit));
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void anotherRouterOnTheDatabaseKnowsWithinASecond(Supplier<String> database) {
    String url = database.get();
    try (TestRouter one = kit(url);
        TestRouter other = kit(url)) {
      one.router().accounts().pause(FIRST);
      awaitWithinASecond(() -> isPaused(other));
      assertEquals("lab/second", served(other));
      other.router().accounts().resume(FIRST);
      awaitWithinASecond(() -> !isPaused(one));
    }
  }

  @Test
  void itIsWrittenBeforePauseReturns() {
    String url = "jdbc:sqlite:" + TestDatabases.sqliteFile();
    try (TestRouter one = kit(url)) {
      one.router().accounts().pause(FIRST);
      try (TestRouter later = kit(url)) {
        assertTrue(isPaused(later));
      }
    }
  }

  @Test
  void anAccountWithoutAKeyIsPausedToo() {
    String url = "jdbc:sqlite:" + TestDatabases.sqliteFile();
    UnaryOperator<ProviderConfig.Builder> keyless =
        provider -> ProviderConfig.of("ollama").enabled(true);
    try (TestRouter kit = kit(url, keyless)) {
      kit.router().accounts().pause("ollama/main");
    }
    try (TestRouter kit = kit(url, keyless)) {
      assertTrue(kit.router().accounts().get("ollama/main").paused());
    }
  }

  @Test
  void aResetLeavesThePause() {
    try (TestRouter kit = kit("memory")) {
      kit.router().accounts().pause(FIRST);
      kit.router().accounts().reset(FIRST);
      assertTrue(isPaused(kit));
    }
  }
}
