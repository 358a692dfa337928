package dev.patchbay.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves one reply to whatever is asked, and keeps the last question. Thread-safe. */
final class FakeUpstream implements AutoCloseable {
  /** Pieces in which a stream is written: they cut characters and JSON in the middle. */
  private static final int PIECE = 37;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Reply reply = new Reply(500, Map.of(), new byte[0], End.WHOLE);
  private volatile Call last = new Call("", new byte[0]);

  /** How the body of a stream ends. */
  enum End {
    /** As HTTP says it ends. */
    WHOLE,
    /** The connection is closed in the middle. */
    CUT
  }

  /** What is answered. */
  record Reply(int status, Map<String, String> headers, byte[] body, End end) {
    static Reply json(byte[] body) {
      return new Reply(200, Map.of("content-type", "application/json"), body, End.WHOLE);
    }

    static Reply stream(byte[] body, End end) {
      return new Reply(200, Map.of("content-type", "text/event-stream"), body, end);
    }

    boolean isStream() {
      return "text/event-stream".equals(headers.get("content-type"));
    }
  }

  /** What was asked. */
  record Call(String path, byte[] body) {}

  FakeUpstream() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Serves a reply from now on, and counts the calls anew. */
  void serve(Reply next) {
    calls.set(0);
    reply = next;
  }

  Call last() {
    return last;
  }

  /** How often the reply was asked for. */
  int calls() {
    return calls.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Reply now = reply;
    calls.incrementAndGet();
    last = new Call(exchange.getRequestURI().toString(), exchange.getRequestBody().readAllBytes());
    now.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    if (now.isStream()) {
      exchange.sendResponseHeaders(now.status(), 0);
      stream(exchange, now);
    } else {
      exchange.sendResponseHeaders(now.status(), now.body().length == 0 ? -1 : now.body().length);
      exchange.getResponseBody().write(now.body());
    }
    exchange.close();
  }

  private static void stream(HttpExchange exchange, Reply reply) throws IOException {
    OutputStream out = exchange.getResponseBody();
    for (int at = 0; at < reply.body().length; at += PIECE) {
      out.write(reply.body(), at, Math.min(PIECE, reply.body().length - at));
      out.flush();
    }
    if (reply.end() == End.WHOLE) {
      out.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
