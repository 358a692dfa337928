package dev.patchbay.clients;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The {@link PlayedModel} over HTTP, in the four protocols. {@code hold ID} makes it begin an
 * answer and never end it, {@code hang ID} not even begin, {@code break} fail in the middle; {@code
 * GET /asked/ID} and {@code /left/ID} wait until it was asked, and until who asked has left.
 * Sockets alone: the JDK's own server does not notice a client that leaves. Thread-safe.
 */
final class ModelUpstream implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, CompletableFuture<Void>> moments = new ConcurrentHashMap<>();

  /** A request's first line and body. */
  private record Asked(String path, byte[] body) {
    boolean after(String moment) {
      return path.startsWith("/" + moment + "/");
    }

    boolean streams(Codec codec) {
      return path.contains(":stream") || codec.wantsStream(body);
    }
  }

  ModelUpstream() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** Waits until what is to be held was asked; false if it was not. */
  boolean asked(String id) {
    return happened("asked/" + id);
  }

  /** Waits until who asked for what is held has left; false if they stay. */
  boolean left(String id) {
    return happened("left/" + id);
  }

  private boolean happened(String moment) {
    try {
      moment(moment).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private CompletableFuture<Void> moment(String name) {
    return moments.computeIfAbsent(name, n -> new CompletableFuture<>());
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      Asked asked = read(connection.getInputStream());
      if (asked.body().length > 0) {
        answer(connection, asked);
      } else {
        whole(connection.getOutputStream(), status(asked), Map.of(), new byte[0]);
      }
    } catch (IOException e) {
      // Who asked has left: what it waited for is of no use to anybody.
    }
  }

  /** Of what is asked without a body: it keeps no list of models. */
  private int status(Asked asked) {
    if (asked.after("asked") || asked.after("left")) {
      return happened(asked.path().substring(1)) ? 200 : 504;
    }
    return 404;
  }

  private void answer(Socket connection, Asked asked) throws IOException {
    Codec codec = codec(asked.path());
    ChatRequest request = codec.decodeRequest(asked.body());
    String said = PlayedModel.said(request);
    OutputStream out = connection.getOutputStream();
    Failure failure = PlayedModel.failure(request).orElse(null);
    if (failure != null) {
      FakeUpstream.Reply refusal = Served.error(codec, failure);
      whole(out, refusal.status(), refusal.headers(), refusal.body());
    } else if (said.startsWith("hold ") || said.startsWith("hang ")) {
      hold(connection, codec, said);
    } else if (said.equals("break")) {
      stream(out, Served.failing(codec, begun(), broken()).body());
    } else if (asked.streams(codec)) {
      stream(out, Served.stream(codec, PlayedModel.events(PlayedModel.answer(request))).body());
    } else {
      whole(out, 200, Map.of(), Served.whole(codec, PlayedModel.answer(request)).body());
    }
  }

  private static List<ChatEvent> begun() {
    return List.of(
        new ChatEvent.Start("answer_1", "upstream-model", null, null),
        new ChatEvent.TextDelta(0, 0, "Once upon a time"));
  }

  private static Failure broken() {
    return Failure.of(FailureKind.OVERLOADED, FailurePhase.DURING_OUTPUT, "It broke.");
  }

  private void hold(Socket connection, Codec codec, String said) throws IOException {
    String id = said.substring("hold ".length());
    try {
      if (said.startsWith("hold ")) {
        byte[] beginning = Served.unfinished(codec, begun(), FakeUpstream.End.CUT).body();
        stream(connection.getOutputStream(), beginning);
      }
      moment("asked/" + id).complete(null);
      while (connection.getInputStream().read() >= 0) {
        // Nobody says anything more: the end is what is waited for, and a reset is one too.
      }
    } finally {
      moment("left/" + id).complete(null);
    }
  }

  private static Codec codec(String path) {
    if (path.endsWith("/chat/completions")) {
      return new OpenAiCodec();
    }
    if (path.endsWith("/responses")) {
      return new ResponsesCodec();
    }
    return path.endsWith("/messages") ? new AnthropicCodec() : new GeminiCodec();
  }

  private static Asked read(InputStream in) throws IOException {
    String first = line(in);
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (first.isEmpty()) {
      throw new IOException("nothing was asked");
    }
    return new Asked(first.split(" ")[1], in.readNBytes(length));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static void stream(OutputStream out, byte[] body) throws IOException {
    head(out, 200, Map.of("content-type", "text/event-stream"));
    out.write(body);
    out.flush();
  }

  private static void whole(OutputStream out, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    Map<String, String> all = new java.util.TreeMap<>(headers);
    all.putIfAbsent("content-type", "application/json");
    all.put("content-length", String.valueOf(body.length));
    head(out, status, all);
    out.write(body);
    out.flush();
  }

  private static void head(OutputStream out, int status, Map<String, String> headers)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("connection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
