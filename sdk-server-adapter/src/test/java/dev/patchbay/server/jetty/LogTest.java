package dev.patchbay.server.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Caller;
import dev.patchbay.server.setup.ServerConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log says what happened, and nobody's key. */
final class LogTest {
  private static final String ASK =
      "GET /v1/models?key=canary-key HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer canary-key\r\n"
          + "Connection: close\r\n\r\n";

  @Test
  void leavesALineForEachRequest() throws Exception {
    String log = logged(true, (call, admitted) -> named(admitted));
    List<String> lines = log.lines().filter(line -> line.contains("/v1/models")).toList();

    assertEquals(1, lines.size(), log);
    assertTrue(
        lines.get(0).matches(".*GET /v1/models 200 2 B \\d+ ms alice\\?2026 GET /forged"), log);
    assertFalse(log.contains("canary"), log);
  }

  @Test
  void leavesNoneUnlessAsked() throws Exception {
    String log = logged(false, (call, admitted) -> named(admitted));

    assertFalse(log.contains("/v1/models"), log);
  }

  @Test
  void keepsKeysOutOfWhatItTellsOfFailures() throws Exception {
    String log =
        logged(
            true,
            (call, admitted) -> {
              throw new IllegalStateException("broken");
            });

    assertTrue(log.contains("GET /v1/models failed"), log);
    assertFalse(log.contains("canary"), log);
  }

  private static Answer named(java.util.function.Consumer<Caller> admitted) {
    admitted.accept(
        new Caller(
            "alice\n2026 GET /forged",
            Caller.LOCAL_TENANT,
            null,
            EnumSet.noneOf(dev.patchbay.server.http.Access.class)));
    return Answer.json("{}");
  }

  private static String logged(boolean access, Calls calls) throws IOException {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    ServerConfig config =
        new ServerConfig("127.0.0.1", 0, 1 << 20, List.of(), null, access, Duration.ofSeconds(5));
    try (HttpServer server = HttpServer.start(config, calls);
        Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      Http.send(socket, ASK);
      Http.rest(socket);
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }
}
