package dev.patchbay.samples.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * A provider in a process of its own, so that what it allocates is not counted as ours. It always
 * answers the same at once: OpenAI Chat or Anthropic Messages, by the path.
 */
public final class Upstream implements AutoCloseable {
  /** Pieces of text in a streamed answer. */
  static final int CHUNKS = 200;

  private final Process process;
  private final String url;

  private Upstream(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static Upstream start() {
    try {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Process process =
          new ProcessBuilder(
                  java,
                  "-Dsun.net.httpserver.nodelay=true",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Upstream.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      return new Upstream(process, "http://127.0.0.1:" + said.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is, without a path. */
  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
  }

  /** Serves until its standard input ends, which it does when the benchmark dies. */
  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", Upstream::answer);
    server.start();
    System.out.println(server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // Nobody says anything.
    }
    System.exit(0);
  }

  private static void answer(HttpExchange call) throws IOException {
    try (call) {
      String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean stream = body.replace(" ", "").contains("\"stream\":true");
      boolean anthropic = call.getRequestURI().getPath().endsWith("/messages");
      byte[] answer = anthropic ? Answers.anthropic(stream) : Answers.openAi(stream);
      String type = stream ? "text/event-stream" : "application/json";
      call.getResponseHeaders().set("Content-Type", type);
      call.sendResponseHeaders(200, stream ? 0 : answer.length);
      call.getResponseBody().write(answer);
    }
  }
}
