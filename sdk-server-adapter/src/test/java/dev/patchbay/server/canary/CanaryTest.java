package dev.patchbay.server.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.secret.Secret;
import dev.patchbay.server.Adapter;
import dev.patchbay.server.RunningAdapter;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Every secret a server has is used, echoed by upstreams, pasted by clients, and guessed wrong;
 * none is found in an answer, the log, the database, or what any object says of itself.
 */
final class CanaryTest {
  private static final Map<String, String> PROTOCOLS =
      Map.of(
          "openai", "openai-chat",
          "resp", "openai-responses",
          "anthropic", "anthropic-messages",
          "gemini", "gemini");

  @TempDir Path folder;
  private final Canaries canaries = Secrets.canaries();

  private Setup setup(Echo echo) {
    Map<String, Object> providers = new LinkedHashMap<>();
    for (String id : Echo.CONFIGURED) {
      providers.put(
          id,
          Map.of(
              "protocol",
              PROTOCOLS.get(id),
              "base-url",
              echo.url(id) + "?token=" + Secrets.QUERY,
              "headers",
              Map.of("X-Tenant", Secrets.HEADER),
              "accounts",
              List.of(Map.of("name", "a", "api-key", Secrets.CONFIGURED))));
    }
    return new Setup(
        ServerConfig.DEFAULT.withPort(0),
        Map.of(
            "database",
            Map.of("url", "jdbc:sqlite:" + folder.resolve("canary.db")),
            "retry",
            Map.of("attempts", 1),
            "default-model",
            "openai:ok",
            "log",
            Map.of("payloads", true),
            "providers",
            providers),
        Secret.of(Secrets.ADMIN),
        Secret.of(Secrets.SCRAPE),
        null);
  }

  @Test
  @Tag("slow") // a few hundred requests
  @ResourceLock(Resources.SYSTEM_ERR)
  void isFoundInNoAnswerNoLogNoDatabaseAndNoObject() throws Exception {
    PrintStream err = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (Echo echo = new Echo(Secrets.configured(), Secrets.stored());
        RunningAdapter adapter = RunningAdapter.of(setup(echo))) {
      Drive drive = new Drive(adapter.url("/"), echo, canaries);
      drive.makeKey();
      try (Listening live = Listening.to(adapter.url("/monitor/stream"))) {
        drive.manage();
        drive.ask();
        assertEquals(8 * (Echo.CONFIGURED.size() + 1), drive.served());
        Adapter server = adapter.server().adapter();
        server.alerts().look(server.router());
        assertTrue(server.alerts().unresolved().size() > 2, "nothing was found");
        drive.look();
        walk(adapter, drive);
        canaries.look("the live stream", live.heard("\"outcome\":\"served\""));
      }
      Reach reach = new Reach(canaries);
      reach.from(adapter.server());
      assertTrue(reach.asked() > 500, () -> reach.asked() + " objects");
      lookAtFiles(true);
    } finally {
      System.setErr(err);
    }
    lookAtFiles(false);
    canaries.look("the log", log.toByteArray());
    assertEquals("", String.join("\n", canaries.found()));
  }

  /** Every route, with a key that is not known, with a client's, and with the admin token. */
  private static void walk(RunningAdapter adapter, Drive drive) {
    for (Route route : adapter.server().adapter().routes().routes()) {
      String path = route.path().text().replaceAll("\\{[a-z_]+\\*?}", "x");
      if (path.endsWith("/stream")) {
        continue; // it does not end
      }
      String body = route.method().equals("GET") ? "" : "{}";
      drive.send(route.method(), path, body, "Authorization", "Bearer " + Secrets.WRONG);
      drive.send(route.method(), path + "?key=" + Secrets.WRONG, body);
      drive.send(route.method(), path, body, "x-api-key", drive.key());
      if (!path.contains("clear-history")) {
        drive.admin(route.method(), path, body);
      }
    }
  }

  private void lookAtFiles(boolean running) throws IOException {
    int marks = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        canaries.look(file.getFileName() + (running ? "" : " after the end"), bytes);
        marks += Canaries.count(bytes, "req_"); // what was said is sealed
      }
    }
    int seen = marks;
    assertTrue(seen > 50, () -> "the test looks at the wrong bytes: " + seen);
  }
}
