package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.RunningAdapter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on the database, and on a running server: the same. */
final class CommandsTest {
  private static final Map<String, Object> PROVIDERS =
      Map.of("groq", Map.of("accounts", List.of(Map.of("name", "main", "api-key", "canary"))));

  @TempDir Path folder;

  /** Runs commands against one of both. */
  private void with(boolean remote, java.util.function.Consumer<Function<String[], Ran>> test) {
    String url = "jdbc:sqlite:" + folder.resolve("test.db");
    if (!remote) {
      Map<String, String> environment = Map.of("GROQ_API_KEY", "canary");
      test.accept(args -> Ran.of(environment, plus(args, "--database", url)));
      return;
    }
    try (RunningAdapter running =
        RunningAdapter.of(Map.of("providers", PROVIDERS, "database", Map.of("url", url)))) {
      String address = running.server().address().toString();
      test.accept(args -> Ran.of(Map.of(), plus(args, "--url", address)));
    }
  }

  private static String[] plus(String[] args, String... more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static Ran run(Function<String[], Ran> cli, String... args) {
    Ran ran = cli.apply(args);
    assertFalse((ran.out() + ran.err()).contains("canary"), ran::toString);
    return ran;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKeyIsMadeShownOnceListedDisabledAndRevoked(boolean remote) {
    with(
        remote,
        cli -> {
          Ran made = run(cli, "keys", "create", "laptop", "--budget", "5.00", "--per", "day");
          assertEquals(0, made.code(), made::toString);
          String key = made.out().strip();
          assertEquals(1, made.out().lines().count(), made.out());

          Ran listed = run(cli, "keys", "list");
          assertTrue(listed.out().contains("laptop"), listed.out());
          assertTrue(listed.out().contains("USD/day"), listed.out());
          assertFalse(listed.out().contains(key), listed.out());

          assertEquals(0, run(cli, "keys", "disable", "laptop").code());
          assertTrue(run(cli, "keys", "list", "--json").out().contains("\"enabled\":false"));
          assertEquals(0, run(cli, "keys", "revoke", "laptop").code());
          Ran gone = run(cli, "keys", "revoke", "laptop");
          assertEquals(1, gone.code());
          assertTrue(gone.err().contains("no API key 'laptop'"), gone.err());
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRouteIsExplained(boolean remote) {
    with(
        remote,
        cli -> {
          Ran plan = run(cli, "route", "explain", "groq:llama-3.3-70b-versatile");
          assertEquals(0, plan.code(), plan::toString);
          assertTrue(plan.out().contains("groq/main"), plan.out());
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void usageHasATotalAndRefusesUnknownGroups(boolean remote) {
    with(
        remote,
        cli -> {
          assertTrue(run(cli, "usage").out().contains("total"));
          Ran wrong = run(cli, "usage", "--group", "colour");
          assertEquals(1, wrong.code());
          assertTrue(wrong.err().contains("provider, model"), wrong.err());
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theDatabaseIsLookedAtAndCompacted(boolean remote) {
    with(
        remote,
        cli -> {
          Ran report = run(cli, "analyze", "--compact");
          assertEquals(0, report.code(), report::toString);
          assertTrue(report.out().contains("request_log"), report.out());
          assertTrue(report.out().contains("Compacted"), report.out());
          assertEquals(0, run(cli, "clear-history", "--force").code());
          assertEquals("Reset 1 accounts\n", run(cli, "reset-stats").out());
        });
  }
}
