package dev.patchbay.server.load;

import dev.patchbay.server.AdapterServer;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Outlet;
import dev.patchbay.server.jetty.HttpServer;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A provider of OpenAI's protocol that streams as it is told. */
final class Upstream implements Answer.Live {
  private final int chunks;
  private final Duration first;
  private final Duration every;
  private final int filling;
  private volatile boolean cancelled;

  private Upstream(int chunks, Duration first, Duration every, int filling) {
    this.chunks = chunks;
    this.first = first;
    this.every = every;
    this.filling = filling;
  }

  /**
   * Each answer is so many chunks, one each time, with so much more text than its moment. Answers
   * do not keep step with each other: the first chunk of each waits for a share of the time.
   */
  static HttpServer listen(int chunks, Duration every, int filling) {
    AtomicInteger asked = new AtomicInteger();
    return HttpServer.start(
        config(),
        (call, admitted) -> {
          call.bytes();
          Duration first =
              every.multipliedBy(asked.incrementAndGet() * 618L % 1000).dividedBy(1000);
          return new Upstream(chunks, first, every, filling);
        });
  }

  /** A server whose only provider this is. */
  static AdapterServer serverBefore(HttpServer upstream) {
    Map<String, Object> lab =
        Map.of(
            "protocol", "openai-chat",
            "base-url", upstream.address().resolve("/v1").toString(),
            "accounts", List.of(Map.of("name", "a", "api-key", "k")));
    // All are on one machine, and a thousand come at once: what is measured is not who gives up.
    Map<String, Object> patient = Map.of("connect", "60s");
    return AdapterServer.start(
        Setup.of(config(), Map.of("providers", Map.of("lab", lab), "timeouts", patient)));
  }

  private static ServerConfig config() {
    return new ServerConfig("127.0.0.1", 0, 1 << 20, List.of(), null, false, Duration.ofSeconds(1));
  }

  @Override
  public void writeTo(Outlet out) throws IOException {
    out.head(200, Map.of("content-type", "text/event-stream"));
    String filler = "x".repeat(filling);
    long next = System.nanoTime() + first.toNanos();
    for (int i = 0; i < chunks && !cancelled; i++) {
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      next += every.toNanos();
      out.write(bytes(chunk("\"content\":\"at:" + System.nanoTime() + ":" + filler + "\"", null)));
    }
    out.write(bytes(chunk("", "\"stop\"") + "data: [DONE]\n\n"));
  }

  private static String chunk(String delta, @Nullable String finish) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
        + "\"choices\":[{\"index\":0,\"delta\":{"
        + delta
        + "},\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void cancel() {
    cancelled = true;
  }
}
