package dev.patchbay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;

/**
 * Scripted providers over real HTTP on a port of the loopback interface: chunked streams, real
 * delays, closed connections. Needs {@code com.squareup.okhttp3:mockwebserver3} on the class path.
 * Thread-safe; a thread for each connection. Close it: open connections break.
 */
public final class FakeUpstream implements AutoCloseable {
  /** Thousands of streams may be opened at once; the server's own queue is of 50. */
  private static final int BACKLOG = 4096;

  private static final int NOT_FOUND = 404;

  private final MockWebServer server = new MockWebServer();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, ScriptedProvider> providers;
  private final double timeScale;

  private FakeUpstream(double timeScale, List<ScriptedProvider> providers) {
    this.timeScale = timeScale;
    this.providers =
        providers.stream()
            .collect(Collectors.toUnmodifiableMap(ScriptedProvider::name, Function.identity()));
    server.setServerSocketFactory(new PatientSockets());
    server.setDispatcher(new Answers());
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves providers, in real time. */
  public static FakeUpstream of(ScriptedProvider... providers) {
    return scaled(1, providers);
  }

  /**
   * Serves providers with every delay of their replies multiplied.
   *
   * @param timeScale 0.01 makes 20 s of silence 200 ms
   */
  public static FakeUpstream scaled(double timeScale, ScriptedProvider... providers) {
    return new FakeUpstream(timeScale, Arrays.asList(providers));
  }

  /**
   * The base URL of a provider, for both protocols.
   *
   * @throws IllegalArgumentException if it serves none of that name
   */
  public String baseUrl(String provider) {
    if (!providers.containsKey(provider)) {
      throw new IllegalArgumentException(
          "There is no provider '" + provider + "'; there are " + providers.keySet());
    }
    return "http://127.0.0.1:" + server.getPort() + "/" + provider + "/v1";
  }

  /** Stops listening and breaks open connections. Idempotent. */
  @Override
  public void close() {
    closed.countDown();
    server.close();
  }

  private MockResponse answer(RecordedRequest request) throws InterruptedException {
    server.takeRequest(0, TimeUnit.MILLISECONDS); // else the server keeps every request
    List<String> segments = request.getUrl().pathSegments();
    ScriptedProvider provider = providers.get(segments.get(0));
    if (provider == null) {
      return new MockResponse.Builder().code(NOT_FOUND).build();
    }
    byte[] body = request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
    Staged staged =
        provider.serve(request.getUrl().encodedPath(), lowerCase(request.getHeaders()), body);
    sleep(staged.headAfter());
    return response(staged);
  }

  private MockResponse response(Staged staged) {
    MockResponse.Builder response = new MockResponse.Builder().code(staged.status());
    if (staged.reset()) {
      return response.onResponseStart(new SocketEffect.CloseSocket()).build();
    }
    ChunkedSteps body = new ChunkedSteps(staged.steps(), this::sleep);
    response.body(body).removeHeader("Content-Length");
    response.setHeader("Transfer-Encoding", "chunked");
    staged.headers().forEach(response::setHeader);
    if (staged.breaks()) {
      response.onResponseEnd(new SocketEffect.CloseSocket());
    }
    return response.build();
  }

  /** Waits; an answer that is still to come when the server closes comes at once. */
  private void sleep(Duration time) throws InterruptedException {
    var unused = closed.await((long) (time.toNanos() * timeScale), TimeUnit.NANOSECONDS);
  }

  private static Map<String, String> lowerCase(Headers headers) {
    Map<String, String> lower = new LinkedHashMap<>();
    headers.forEach(
        header -> lower.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond()));
    return lower;
  }

  private final class Answers extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
      return answer(request);
    }
  }

  private static final class PatientSockets extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public void bind(SocketAddress endpoint, int backlog) throws IOException {
          super.bind(endpoint, BACKLOG);
        }

        /** As servers do: else a head waits 40 ms for a client that acknowledges late. */
        @Override
        public Socket accept() throws IOException {
          Socket socket = super.accept();
          socket.setTcpNoDelay(true);
          return socket;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return new ServerSocket(port, BACKLOG);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      return new ServerSocket(port, BACKLOG);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      return new ServerSocket(port, BACKLOG, address);
    }
  }
}
