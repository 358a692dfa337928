package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that show what was asked, and what there is. */
final class LookingCommandsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLastRequestsAreShownAndTheHistoryIsCleared(boolean remote) {
    BothWays.with(
        folder,
        remote,
        cli -> {
          cli.clientAsks("one");
          cli.clientAsks("two");
          String all = cli.run("logs", "10");
          assertTrue(all.indexOf("one") < all.indexOf("two"), all);
          String last = cli.run("logs", "1");
          assertTrue(last.contains("two") && !last.contains("one"), last);
          assertTrue(last.contains("lab/main") && last.contains("served"), last);
          assertTrue(cli.run("logs", "1", "--json").startsWith("{\"data\":[{"));

          cli.run("clear-history", "--force");
          assertTrue(!cli.run("logs", "10").contains("two"));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void statisticsCountWhatWasServed(boolean remote) {
    BothWays.with(
        folder,
        remote,
        cli -> {
          cli.clientAsks("m");
          String stats = cli.run("stats", "--json");
          assertTrue(stats.contains("\"requests\":1"), stats);
          assertTrue(stats.contains("\"success_rate\":1"), stats);
          String usage = cli.run("usage", "--group", "provider,account,model,day", "--json");
          assertTrue(usage.contains("\"provider\":\"lab\""), usage);
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void providersAndModelsAreListed(boolean remote) {
    BothWays.with(
        folder,
        remote,
        cli -> {
          assertTrue(cli.run("providers", "list").contains("lab"));
          cli.run("accounts", "add", "g", "--provider", "groq", "--api-key-env", "SPARE_KEY");
          assertTrue(
              cli.run("models", "list", "--provider", "groq").contains("llama-3.3-70b-versatile"));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theDefaultModelIsSetAndShown(boolean remote) {
    BothWays.with(
        folder,
        remote,
        cli -> {
          assertEquals("", cli.run("models", "get-default"));
          assertEquals("The default model is lab:m\n", cli.run("models", "set-default", "lab:m"));
          assertEquals("lab:m\n", cli.run("models", "get-default"));
          assertEquals("There is no default model\n", cli.run("models", "set-default", ""));
          assertEquals("", cli.run("models", "get-default"));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProviderThatFailsItsTestIsToldWithTheCure(boolean remote) {
    BothWays.with(
        folder,
        remote,
        cli -> {
          Ran ran = cli.ran("providers", "test", "lab");
          assertEquals(1, ran.code());
          assertTrue(ran.out().startsWith("lab: failed: "), ran.out());
          assertTrue(ran.out().contains("small_model"), ran.out());
        });
  }

  @Test
  void eachSettingIsShownWithWhereItComesFrom() {
    Ran ran =
        Ran.of(
            Map.of(
                "GROQ_API_KEY",
                "canary-groq",
                "LB_STRATEGY",
                "session-affinity",
                "PORT",
                "81",
                "PAYLOAD_ENCRYPTION_KEY",
                "c2canary".repeat(5) + "AAA="),
            "config",
            "show");

    assertEquals(0, ran.code(), ran::toString);
    assertTrue(ran.out().matches("(?s).*server\\.port +81 +PORT.*"), ran.out());
    assertTrue(ran.out().matches("(?s).*strategy +session-affinity +LB_STRATEGY.*"), ran.out());
    assertTrue(
        ran.out().matches("(?s).*log\\.encryption-key +\\*+ +PAYLOAD_ENCRYPTION_KEY.*"), ran.out());
    assertTrue(!ran.out().contains("canary"), ran.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "serve", "accounts", "accounts add", "keys", "keys create", "providers", "models",
        "route", "route explain", "usage", "stats", "logs", "config", "config check", "doctor",
        "reset-stats", "clear-history", "analyze", "compact", "repair", "version"
      })
  void everyCommandHasHelp(String command) {
    String[] args = (command + " --help").strip().split(" ");
    Ran ran = Ran.of(Map.of(), args);

    assertEquals(0, ran.code(), ran::toString);
    assertTrue(ran.out().startsWith("Usage: patchbay"), ran.out());
    assertEquals("", ran.err());
  }

  @Test
  void itsVersionIsToldByAnyOfThreeWords() {
    String version = Ran.of(Map.of(), "--version").out();

    assertTrue(version.startsWith("patchbay "), version);
    assertEquals(version, Ran.of(Map.of(), "-V").out());
    assertTrue(Ran.of(Map.of(), "version").out().startsWith(version.strip()));
  }
}
