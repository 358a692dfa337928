package dev.patchbay.samples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stand-ins for providers, over real HTTP on a free port of 127.0.0.1. Whatever they are asked,
 * they say one sentence, or how the conversation began. Thread-safe.
 */
final class StandIns implements AutoCloseable {
  private static final Duration BETWEEN_WORDS = Duration.ofMillis(25);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

  private StandIns(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private record Refusal(int status, Duration retryAfter) {}

  static StandIns start() {
    try {
      return new StandIns(
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The base URL of a provider's stand-in. */
  String url(String provider) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + provider;
  }

  /** From now on a key is refused with this status; zero says nothing of when to come again. */
  void refuse(String key, int status, Duration retryAfter) {
    refusals.put(key, new Refusal(status, retryAfter));
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Speech speech =
          call.getRequestURI().getPath().startsWith("/anthropic")
              ? Speech.anthropic(body)
              : Speech.openAi(body);
      Refusal refusal = refusals.get(key(call));
      if (refusal != null) {
        refuse(call, refusal, speech);
      } else if (body.contains("\"stream\":true")) {
        stream(call, speech);
      } else {
        send(call, 200, speech.whole());
      }
    }
  }

  private static String key(HttpExchange call) {
    String key = call.getRequestHeaders().getFirst("x-api-key");
    String bearer = call.getRequestHeaders().getFirst("Authorization");
    return key != null ? key : bearer == null ? "" : bearer.replace("Bearer ", "");
  }

  private static void refuse(HttpExchange call, Refusal refusal, Speech speech) throws IOException {
    if (!refusal.retryAfter().isZero()) {
      call.getResponseHeaders().set("Retry-After", "" + refusal.retryAfter().toSeconds());
    }
    send(call, refusal.status(), speech.error(refusal.status()));
  }

  private static void send(HttpExchange call, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
  }

  private static void stream(HttpExchange call, Speech speech) throws IOException {
    call.getResponseHeaders().set("Content-Type", "text/event-stream");
    call.sendResponseHeaders(200, 0);
    OutputStream out = call.getResponseBody();
    for (String frame : speech.frames()) {
      out.write((frame + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_WORDS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops listening and ends the threads. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
