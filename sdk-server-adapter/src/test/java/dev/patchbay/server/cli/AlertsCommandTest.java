package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs somebody, on the command line. */
final class AlertsCommandTest {
  private static final Pattern ID = Pattern.compile("al_[0-9a-f]{20}");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsOpenIsListedUntilSomebodyKnows(boolean remote) {
    BothWays.with(
        folder,
        remote,
        cli -> {
          cli.run("keys", "create", "ci", "--expires", "1d");
          cli.run("keys", "create", "app", "--expires", "2d");
          cli.serverLooks();
          String open = cli.run("alerts");
          assertTrue(open.contains("The API key 'ci'") && open.contains("warning"), open);
          Matcher id = ID.matcher(open);
          assertTrue(id.find(), open);
          cli.run("alerts", "ack", id.group());
          assertFalse(cli.run("alerts").contains(id.group()));
          assertTrue(cli.run("alerts", "--all").contains("acknowledged"));
          assertEquals("Acknowledged 1\n", cli.run("alerts", "ack", "--all"));

          assertTrue(cli.run("alerts", "--json").startsWith("{\"data\":[],"));
          assertTrue(cli.run("alerts", "--all", "--json").contains("\"key_expiring\""));
        });
  }

  @Test
  void whichOneMustBeSaid() {
    assertEquals(2, Ran.of(Map.of(), "alerts", "ack").code());
    assertEquals(2, Ran.of(Map.of(), "alerts", "ack", "al_1", "--all").code());
  }

  @Test
  void oneThatIsNotThereIsToldInOneLine() {
    BothWays.with(
        folder,
        false,
        cli -> {
          Ran ran = cli.ran("alerts", "ack", "al_1");
          assertEquals(1, ran.code());
          assertTrue(ran.err().contains("There is no such alert"), ran.err());
        });
  }
}
