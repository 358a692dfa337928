package dev.patchbay.server.jetty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody may send more, or slower, than a server can bear. */
final class RequestLimitsTest {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Limits QUICK =
      new Limits(
          8 * 1024, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2), 100, 100);

  private final AtomicReference<byte[]> body = new AtomicReference<>();

  @Test
  void refusesABodyThatIsAnnouncedTooLongBeforeItComes() throws Exception {
    try (Listener listener = listener()) {
      String answer =
          Http.exchange(
              listener,
              "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 9999999\r\n"
                  + "Expect: 100-continue\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
      assertTrue(answer.contains("\"request_too_large\""), answer);
      assertFalse(answer.contains("100 Continue"), answer);
    }
  }

  @Test
  void refusesABodyThatGrowsTooLong() throws Exception {
    StringBuilder chunks = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      chunks.append("10000\r\n").append("x".repeat(0x10000)).append("\r\n");
    }
    try (Listener listener = listener()) {
      String answer =
          Http.exchange(
              listener,
              "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + chunks
                  + "0\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
      assertTrue(answer.contains("Connection: close"), answer);
    }
  }

  @Test
  void letsAClientThatStillSendsReadThatItIsTooMuch() throws Exception {
    try (Listener listener = listener();
        Response answer =
            listener
                .client()
                .newCall(
                    listener
                        .request("/x")
                        .post(RequestBody.create(new byte[8 << 20], JSON))
                        .build())
                .execute()) {
      assertEquals(413, answer.code());
    }
  }

  @Test
  void readsABodyInGzip() throws Exception {
    try (Listener listener = listener();
        Response answer = packed(listener, new byte[1000], "gzip")) {
      assertEquals(204, answer.code());
      assertArrayEquals(new byte[1000], body.get());
    }
  }

  @Test
  void refusesASmallBodyThatHoldsALongOne() throws Exception {
    try (Listener listener = listener();
        Response answer = packed(listener, new byte[64 << 20], "gzip")) {
      assertEquals(413, answer.code());
    }
  }

  @Test
  void refusesACodingItDoesNotKnow() throws Exception {
    try (Listener listener = listener();
        Response answer = packed(listener, new byte[10], "br")) {
      assertEquals(415, answer.code());
      assertEquals("gzip", answer.header("accept-encoding"));
    }
  }

  @Test
  void refusesAHeadThatIsTooLong() throws Exception {
    try (Listener listener = listener()) {
      String answer =
          Http.exchange(
              listener, "GET /x HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(10_000) + "\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 431"), answer);
      assertTrue(answer.contains("\"headers_too_large\""), answer);
      assertTrue(answer.toLowerCase(Locale.ROOT).contains("x-patchbay-request-id: req_"), answer);
    }
  }

  @Test
  void givesUpOnABodyThatDoesNotCome() throws Exception {
    try (Listener listener = listener()) {
      String answer =
          Http.exchange(listener, "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");

      assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
      assertTrue(answer.contains("\"request_timeout\""), answer);
    }
  }

  @Test
  void closesAConnectionWhoseHeadDribbles() throws Exception {
    try (Listener listener = listener();
        Socket socket = listener.plain()) {
      Http.send(socket, "GET /x HTTP/1.1\r\n");
      long began = System.nanoTime();
      boolean closed = false;
      while (!closed && System.nanoTime() - began < 20_000_000_000L) {
        closed = !dribble(socket);
        Thread.sleep(100);
      }

      assertTrue(closed, "a byte now and then must not keep a connection");
    }
  }

  @Test
  void closesAConnectionThatWaitsForNothing() throws Exception {
    try (Listener listener = listener();
        Socket socket = listener.plain()) {
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /x HTTP/1.1\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: h\r\nA b: c\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /a/%2e%2e/b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /x HTTP/9.9\r\nHost: h\r\n\r\n",
      })
  void tellsBadHttpThatItIs(String request) throws Exception {
    try (Listener listener = listener()) {
      String answer = Http.exchange(listener, request);

      assertTrue(answer.matches("(?s)HTTP/1.1 (400|505) .*"), answer);
      assertTrue(answer.contains("{\"error\":{\"code\":\""), answer);
      assertFalse(answer.contains("\tat "), answer);
      assertFalse(answer.contains("Exception"), answer);
    }
  }

  private static boolean dribble(Socket socket) {
    try {
      Http.send(socket, "X");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Response packed(Listener listener, byte[] plain, String coding) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    }
    return listener
        .client()
        .newCall(
            listener
                .request("/x")
                .header("Content-Encoding", coding)
                .post(RequestBody.create(bytes.toByteArray(), JSON))
                .build())
        .execute();
  }

  private Listener listener() {
    return Listener.of(Listener.config(null), QUICK, this::read);
  }

  private Answer read(Call call) throws IOException {
    body.set(call.bytes());
    return Answer.done();
  }
}
