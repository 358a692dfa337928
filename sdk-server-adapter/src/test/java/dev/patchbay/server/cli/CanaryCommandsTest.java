package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.canary.Canaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No command prints a secret, be what it was told right or wrong. */
final class CanaryCommandsTest {
  private static final String KEY = "zq9KEY/one+7f3a=1b";
  private static final String HEADER = "zq9HEADER-value";
  private static final String PASSWORD = "zq9PASSWORD";
  private static final String QUERY = "zq9QUERYvalue";
  private static final String TOKEN = "zq9TOKEN-0123456789";

  @TempDir Path folder;
  private final Canaries canaries = new Canaries();

  private Ran run(Path config, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--config", config.toString()));
    Ran ran =
        Ran.of(
            Map.of(
                "OPENAI_API_KEY",
                KEY,
                "OPENAI_BASE_URL",
                "http://127.0.0.1:1/v1?token=" + QUERY,
                "OPENAI_HEADERS",
                "{\"X-Tenant\": \"" + HEADER + "\"}",
                "PATCHBAY_ADMIN_TOKEN",
                TOKEN,
                "PATCHBAY_SECRET_KEY",
                "enE5U0VDUkVUenE5U0VDUkVUenE5U0VDUkVUenE5U0U="),
            all.toArray(String[]::new));
    canaries.look(String.join(" ", args), ran.out() + ran.err());
    return ran;
  }

  private Path file(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name), yaml);
  }

  @Test
  @Tag("slow") // the doctor waits for a network
  void noCommandPrintsASecret() throws IOException {
    for (String secret : List.of(KEY, HEADER, PASSWORD, QUERY, TOKEN)) {
      canaries.add(secret, secret.substring(0, 7));
    }
    canaries.add("the secret key", "zq9SECRET");
    Path good =
        file(
            "good.yaml",
            "database: {url: 'jdbc:sqlite:"
                + folder.resolve("db")
                + "'}\nretry: {attempts: 1}\nproviders:\n  lab:\n    protocol: openai-chat\n    base-url: 'http://127.0.0.1:1/v1?token="
                + QUERY
                + "'\n    proxy: 'http://u:"
                + PASSWORD
                + "@127.0.0.1:1'\n    accounts: [{name: a, api-key: '"
                + KEY
                + "'}]\n");
    Ran check = run(good, "config", "check");
    assertEquals(0, check.code(), check::toString);
    assertTrue(run(good, "config", "show").out().contains("providers.lab.base-url"));
    for (String command : List.of("providers list", "accounts list", "models list", "usage")) {
      assertEquals(0, run(good, command.split(" ")).code(), command);
      run(good, (command + " --json").split(" "));
    }
    assertTrue(run(good, "route", "explain", "lab:m").out().contains("lab/a"));
    run(good, "providers", "test");
    run(good, "doctor");
    run(good, "stats");
    run(good, "logs", "5");
    assertEquals(List.of(), canaries.found());
    assertTrue(canaries.looked() > 2_000, () -> "looked at " + canaries.looked());
  }

  @Test
  void noFaultOfAFileRepeatsASecret() throws IOException {
    canaries.add("a secret", "zq9");
    int number = 0;
    for (String wrong :
        List.of(
            "accounts: [{name: a, api-key: [zq9]}]",
            "accounts: [{name: a, api_key: zq9}]",
            "headers: zq9",
            "headers: {X: [zq9]}",
            "proxy: 'ftp://u:zq9@h'",
            "proxy: [zq9]",
            "base-url: 'ftp://u:zq9@h/?token=zq9'",
            "base-url: 'http://u:zq9@h h/'")) {
      Path file = file(number++ + ".yaml", "providers: {lab: {" + wrong + "}}");
      assertEquals(1, run(file, "config", "check").code(), wrong);
      assertEquals(1, run(file, "serve", "--port", "0").code(), wrong);
    }
    assertEquals(List.of(), canaries.found());
  }
}
