package dev.patchbay.server.jetty;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.AdapterServer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Through everything: a server that can't wait any longer ends streams so that it shows. */
final class CutShortTest {
  private static final String BODY =
      "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
  private static final String CHUNK =
      "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
          + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"hi\"}}]}\n\n";

  @Test
  void endsAStreamThatOutlastsTheStopSoThatItNeverLooksWhole() throws Exception {
    Scripted upstream = silent();
    try (Listener lab = Listener.of(call -> read(call, upstream))) {
      AdapterServer server = AdapterServer.start(setup(lab));
      try (Socket socket =
          VisitorOfOne.ask(server.address().resolve("/v1/chat/completions"), BODY).socket()) {
        Http.until(socket, "hi");
        CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
        String rest = Http.rest(socket);

        assertFalse(rest.contains("[DONE]"), rest);
        assertTrue(rest.contains("data: {\"error\":"), rest);
        assertTrue(upstream.awaitCancel());
        stop.get(20, TimeUnit.SECONDS);
      }
    }
  }

  private static Scripted read(Call call, Scripted answer) throws IOException {
    call.bytes();
    return answer;
  }

  private static Scripted silent() {
    return new Scripted(
        (out, self) -> {
          out.head(200, Scripted.EVENTS);
          out.write(Scripted.bytes(CHUNK));
          self.silence();
        });
  }

  private static Setup setup(Listener lab) {
    Map<String, Object> row =
        Map.of(
            "protocol", "openai-chat",
            "base-url", lab.url("/v1").toString(),
            "accounts", List.of(Map.of("name", "a", "api-key", "k")));
    ServerConfig config =
        new ServerConfig("127.0.0.1", 0, 1 << 20, List.of(), null, false, Duration.ofSeconds(1));
    return Setup.of(config, Map.of("providers", Map.of("lab", row)));
  }
}
