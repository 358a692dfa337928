package dev.patchbay.server.jetty;

import static dev.patchbay.server.jetty.Scripted.EVENTS;
import static dev.patchbay.server.jetty.Scripted.bytes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.secret.Secret;
import dev.patchbay.server.AdapterServer;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.setup.TlsConfig;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through everything: a client leaves, and its upstream has nothing more to do. */
final class UpstreamFreedTest {
  private static final String CHUNK =
      "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
          + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"hi\"}}]}\n\n";

  @ParameterizedTest
  @CsvSource({
    "MID_STREAM, true, false",
    "SILENT, true, false",
    "BEFORE_THE_HEAD, true, false",
    "BEFORE_THE_HEAD, false, false",
    "MID_STREAM, true, true",
    "SILENT, true, true",
    "BEFORE_THE_HEAD, true, true",
    "BEFORE_THE_HEAD, false, true",
  })
  void hasNothingMoreToDo(String state, boolean stream, boolean tls) throws Exception {
    Scripted upstream = new Scripted((out, self) -> play(state, out, self));
    try (Listener lab = Listener.of(call -> read(call, upstream));
        AdapterServer server = AdapterServer.start(setup(lab, tls));
        Socket socket = connect(server, tls)) {
      Http.send(socket, ask(stream));
      assertTrue(upstream.begun.await(20, TimeUnit.SECONDS));
      if (!state.equals("BEFORE_THE_HEAD")) {
        Http.until(socket, "hi");
      }
      long left = leave(socket);
      long took = upstream.millisUntilCancelled(left, 10);

      System.getLogger("left")
          .log(System.Logger.Level.DEBUG, "{0} {1} {2}: {3} ms", state, stream, tls, took);
      assertTrue(took <= 1000, "took " + took + " ms");
    }
  }

  private static long leave(Socket socket) throws java.io.IOException {
    long left = System.nanoTime();
    socket.close();
    return left;
  }

  private static void play(String state, dev.patchbay.server.http.Outlet out, Scripted self)
      throws java.io.IOException, InterruptedException {
    if (state.equals("BEFORE_THE_HEAD")) {
      self.silence();
      return;
    }
    out.head(200, EVENTS);
    out.write(bytes(CHUNK));
    while (state.equals("MID_STREAM") && !self.isCancelled()) {
      out.write(bytes(CHUNK));
      Thread.sleep(50);
    }
    self.silence();
  }

  private static String ask(boolean stream) {
    String body =
        "{\"model\":\"m\",\"stream\":"
            + stream
            + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + "Content-Type: application/json\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  private static Scripted read(dev.patchbay.server.http.Call call, Scripted answer)
      throws java.io.IOException {
    call.bytes();
    return answer;
  }

  private static Socket connect(AdapterServer server, boolean tls) throws Exception {
    int port = server.address().getPort();
    Socket socket =
        tls
            ? Listener.context().getSocketFactory().createSocket("127.0.0.1", port)
            : new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static Setup setup(Listener lab, boolean tls) {
    Map<String, Object> row =
        Map.of(
            "protocol", "openai-chat",
            "base-url", lab.url("/v1").toString(),
            "accounts", List.of(Map.of("name", "a", "api-key", "k")));
    ServerConfig config =
        tls
            ? Listener.config(new TlsConfig(Listener.keystore(), Secret.of(Listener.PASSWORD)))
            : ServerConfig.DEFAULT.withPort(0);
    return Setup.of(
        config, Map.of("providers", Map.of("lab", row), "retry", Map.of("attempts", 1)));
  }
}
