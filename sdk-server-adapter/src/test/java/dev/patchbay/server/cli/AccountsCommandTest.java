package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountsCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAccountIsAddedListedPausedResumedResetAndRemoved(boolean remote) {
    BothWays.with(
        folder,
        remote,
        cli -> {
          assertEquals(
              "Added groq/work\n",
              cli.run("accounts", "add", "work", "--mode", "groq", "--api-key-env", "SPARE_KEY"));
          assertTrue(cli.run("accounts", "list").contains("groq/work"));
          assertEquals("Paused groq/work\n", cli.run("accounts", "pause", "work"));
          assertTrue(cli.run("accounts", "list").contains("paused"));
          assertEquals("Resumed groq/work\n", cli.run("accounts", "resume", "work"));
          assertFalse(cli.run("accounts", "list").contains("paused"));
          assertEquals("Reset groq/work\n", cli.run("accounts", "reset", "work"));
          assertEquals("Removed groq/work\n", cli.run("accounts", "remove", "work", "--force"));
          assertFalse(cli.run("accounts", "list").contains("groq/work"));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAccountOfLowerPriorityIsAskedFirst(boolean remote) {
    BothWays.with(
        folder,
        remote,
        cli -> {
          for (String name : new String[] {"a", "b"}) {
            cli.run(
                "accounts",
                "add",
                name,
                "--provider",
                "groq",
                "--priority",
                "10",
                "--api-key-env",
                "SPARE_KEY");
          }
          assertEquals(
              "groq/b has priority 0\n", cli.run("accounts", "set-priority", "groq/b", "0"));
          String plan = cli.run("route", "explain", "groq:llama-3.3-70b-versatile");
          assertTrue(plan.indexOf("groq/b") < plan.indexOf("groq/a"), plan);
          assertTrue(plan.contains("groq/a"), plan);
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAccountRestsAtItsPauseHours(boolean remote) {
    LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
    String around = now.minusHours(6) + "-" + now.plusHours(6);
    BothWays.with(
        folder,
        remote,
        cli -> {
          String[] add = {"accounts", "add", "a", "--provider", "groq"};
          cli.run(plus(add, "--api-key-env", "SPARE_KEY", "--pause-hours", around));
          String listed = cli.run("accounts", "list");
          assertTrue(listed.contains("pause_hours"), listed);
          assertTrue(listed.contains(around), listed);
          Ran plan = cli.ran("route", "explain", "groq:llama-3.3-70b-versatile");
          assertTrue(plan.out().contains("pause_hours"), plan::toString);

          assertEquals(
              "groq/a rests mon 10:00-11:00, tue 10:00-11:00 +01:00\n",
              cli.run("accounts", "set-hours", "a", "mon 10:00-11:00", "tue 10:00-11:00 +01:00"));
          assertEquals("groq/a rests at no hour\n", cli.run("accounts", "set-hours", "a"));
          assertFalse(cli.run("accounts", "list").contains("pause_hours"));
          Ran refused = cli.ran("accounts", "set-hours", "a", "mon 10-11");
          assertEquals(1, refused.code());
          assertTrue(refused.err().contains("'mon 10-11' has no days in '10-11'"), refused.err());
        });
  }

  @ParameterizedTest
  @CsvSource({
    "console, anthropic, anthropic-messages",
    "zai, zai, openai-chat",
    "xai, xai, openai-chat",
    "openrouter, openrouter, openai-chat",
    "minimax, minimax, openai-chat",
    "openai-compatible, x, openai-chat",
    "anthropic-compatible, x, anthropic-messages",
  })
  void aModeIsAProviderOrAProtocol(String mode, String provider, String protocol) {
    BothWays.with(
        folder,
        false,
        cli -> {
          String[] add = {"accounts", "add", "x", "--mode", mode, "--api-key-env", "SPARE_KEY"};
          cli.run(mode.endsWith("compatible") ? plus(add, "--base-url", "http://h:1/v1") : add);
          assertTrue(cli.run("accounts", "list").contains(provider + "/x"));
          String listed =
              cli.run("providers", "list")
                  .lines()
                  .filter(line -> line.startsWith(provider + " "))
                  .findFirst()
                  .orElse("");
          assertTrue(listed.contains(protocol), listed);
        });
  }

  private static String[] plus(String[] args, String... more) {
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"max", "claude-oauth", "codex", "qwen"})
  void theLoginOfASubscriptionIsRefusedWithWhatToUseInstead(String mode) {
    Ran ran = Ran.of(Map.of(), "accounts", "add", "x", "--mode", mode);

    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("Mode " + mode) && ran.err().contains("API key"), ran.err());
  }

  @Test
  void anAccountNobodyKnowsIsSaidToBeMissing() {
    BothWays.with(
        folder,
        false,
        cli -> {
          Ran ran = cli.ran("accounts", "pause", "nobody");
          assertEquals(1, ran.code());
          assertTrue(ran.err().contains("nobody"), ran.err());
        });
  }
}
