package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCommandTest {
  @TempDir Path folder;

  private String file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("p.yaml"), yaml).toString();
  }

  @Test
  void showsWhereEachSettingComesFromAndNoSecret() throws IOException {
    String file =
        file(
            "server: {port: 1}\nstrategy: priority\nproviders:\n  groq:\n    priority: 3\n"
                + "    accounts: [{name: a, api-key: '${MY_KEY}'}]\n");

    Ran ran =
        Ran.of(
            Map.of("MY_KEY", "canary-1", "GROQ_API_KEYS", "canary-2", "GROQ_PRIORITY", "4"),
            "config",
            "show",
            "--config",
            file,
            "--database",
            "postgresql://u:canary-3@h/d");

    assertEquals(0, ran.code(), ran::toString);
    assertFalse(ran.toString().contains("canary"), ran::toString);
    assertShown(ran, "server.port .*1 .*p.yaml line 1");
    assertShown(ran, "server.host .*127.0.0.1 .*default");
    assertShown(ran, "strategy .*priority .*p.yaml line 2");
    assertShown(ran, "providers.groq.priority .*4 .*GROQ_PRIORITY");
    assertShown(ran, "providers.groq.accounts\\[0].api-key .*p.yaml line 6");
    assertShown(ran, "providers.groq.accounts\\[1].api-key .*GROQ_API_KEYS");
    assertShown(ran, "database.url .*--database");
  }

  private static void assertShown(Ran ran, String line) {
    assertTrue(ran.out().lines().anyMatch(one -> one.matches(line + " *")), line + "\n" + ran);
  }

  @Test
  void saysEveryFaultWithItsLine() throws IOException {
    Ran ran =
        Ran.of(Map.of(), "config", "check", "-c", file("strategy: nice\nretry:\n  atempts: 3\n"));

    assertEquals(1, ran.code(), ran::toString);
    assertTrue(ran.out().contains("p.yaml line 1: strategy: 'nice'"), ran::toString);
    assertTrue(ran.out().contains("p.yaml line 3: retry.atempts: unknown key"), ran::toString);
  }
}
