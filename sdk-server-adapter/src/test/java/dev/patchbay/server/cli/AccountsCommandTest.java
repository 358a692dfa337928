package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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
