package dev.patchbay.transport.okhttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.testserver.RawServer;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpTransportTest {
  private final MockWebServer server = new MockWebServer();
  private final OkHttpTransport transport = OkHttpTransport.create();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    transport.close();
    server.close();
  }

  @Test
  void sendsTheRequestAsItIs() throws Exception {
    server.enqueue(new MockResponse.Builder().body("{}").build());
    HttpCall call =
        Calls.post(
            url("/v1/x?a=b"),
            Map.of("Content-Type", "application/json", "x-api-key", "k"),
            "{\"m\":1}");
    try (HttpReply reply = send(call)) {
      assertEquals("{}", text(reply.body(100)));
    }
    RecordedRequest got = server.takeRequest();
    assertEquals("POST /v1/x?a=b HTTP/1.1", got.getRequestLine());
    assertEquals("{\"m\":1}", got.getBody().utf8());
    assertEquals("application/json", got.getHeaders().get("Content-Type"));
    assertEquals("k", got.getHeaders().get("x-api-key"));
    assertEquals("identity", got.getHeaders().get("Accept-Encoding"));
    assertNull(got.getHeaders().get("Cookie"));
  }

  @Test
  void givesStatusAndHeadersInLowerCaseWithTheLastOfRepeatedOnes() {
    server.enqueue(
        new MockResponse.Builder()
            .code(429)
            .addHeader("Retry-After: 1")
            .addHeader("RETRY-AFTER: 2")
            .build());
    try (HttpReply reply = send(Calls.get(url("/")))) {
      assertEquals(429, reply.status());
      assertEquals("2", reply.headers().get("retry-after"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 401, 408, 421, 429, 500, 503})
  void repeatsAndFollowsNothing(int status) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("Retry-After: 0")
            .addHeader("Location: /elsewhere")
            .addHeader("WWW-Authenticate: Basic realm=x")
            .body("no")
            .build());
    server.enqueue(new MockResponse.Builder().body("second").build());
    try (HttpReply reply = send(Calls.post(url("/"), Map.of(), "{}"))) {
      assertEquals(status, reply.status());
      assertEquals("no", text(reply.head(100)));
    }
    assertEquals(1, server.getRequestCount());
  }

  @Test
  void meetsNoSecondConnectionThatTheServerHasClosedMeanwhile() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicInteger served = new AtomicInteger();
    try (RawServer closing =
        new RawServer(
            (socket, out) -> {
              if (served.incrementAndGet() <= 2) {
                both.await(10, TimeUnit.SECONDS);
              }
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8));
            })) {
      HttpCall call = Calls.post(closing.url(), Map.of(), "{}");
      Thread beside = new Thread(() -> read(call));
      beside.start();
      read(call);
      beside.join();
      while (closing.connections() > 0) {
        Thread.onSpinWait();
      }

      assertThrows(TransportException.class, () -> read(call));
      assertEquals("{}", read(call));
      assertEquals(3, served.get());
    }
  }

  private String read(HttpCall call) {
    try (HttpReply reply = send(call)) {
      return text(reply.body(100));
    }
  }

  @Test
  void refusesABodyBeyondItsBound() {
    server.enqueue(new MockResponse.Builder().body("x".repeat(1001)).build());
    try (HttpReply reply = send(Calls.get(url("/")))) {
      TransportException refused = assertThrows(TransportException.class, () -> reply.body(1000));
      assertEquals(FailureKind.SERVER_ERROR, refused.kind());
      assertTrue(refused.getMessage().contains("larger than 1000 bytes"), refused.getMessage());
    }
  }

  @Test
  void takesABodyAsLargeAsItsBound() {
    server.enqueue(new MockResponse.Builder().chunkedBody("x".repeat(1000), 77).build());
    try (HttpReply reply = send(Calls.get(url("/")))) {
      assertEquals(1000, reply.body(1000).length);
    }
  }

  @Test
  void givesTheHeadOfALongerErrorBody() {
    server.enqueue(new MockResponse.Builder().code(500).body("0123456789").build());
    try (HttpReply reply = send(Calls.get(url("/")))) {
      assertEquals("01234", text(reply.head(5)));
    }
  }

  @Test
  void uncompressesWhatItDidNotAskFor() throws Exception {
    Buffer packed = new Buffer();
    try (okio.BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
      sink.writeUtf8("data: a\n\n");
    }
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding: gzip").body(packed).build());
    try (HttpReply reply = send(Calls.get(url("/")))) {
      assertEquals(List.of(SseFrame.data("a")), frames(reply));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream", "Text/Event-Stream; charset=utf-8"})
  void knowsAnEventStreamByItsContentType(String type) {
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Type", type).body("data: a\n\n").build());
    try (HttpReply reply = send(Calls.get(url("/")))) {
      assertTrue(reply.isEventStream());
      assertEquals(List.of(SseFrame.data("a")), frames(reply));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "nonsense", ""})
  void readsFramesWhateverTheContentTypeSays(String type) {
    MockResponse.Builder response = new MockResponse.Builder().code(201).body("data: a\n\n");
    server.enqueue((type.isEmpty() ? response : response.addHeader("Content-Type", type)).build());
    try (HttpReply reply = send(Calls.get(url("/")))) {
      assertFalse(reply.isEventStream());
      assertEquals(List.of(SseFrame.data("a")), frames(reply));
    }
  }

  @Test
  void goesThroughTheProxyOfTheCall() throws Exception {
    server.enqueue(new MockResponse.Builder().body("by proxy").build());
    HttpCall call =
        new HttpCall(
            "GET", "http://nowhere.invalid:81/x", Map.of(), new byte[0], url(""), Calls.PATIENT);
    try (HttpReply reply = send(call)) {
      assertEquals("by proxy", text(reply.body(100)));
    }
    assertEquals("GET http://nowhere.invalid:81/x HTTP/1.1", server.takeRequest().getRequestLine());
  }

  @Test
  void logsInAtAProxyThatAsks() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(407)
            .addHeader("Proxy-Authenticate: Basic realm=x")
            .build());
    server.enqueue(new MockResponse.Builder().body("ok").build());
    String proxy = "http://me:word@" + server.getHostName() + ":" + server.getPort();
    HttpCall call =
        new HttpCall("GET", "http://nowhere.invalid/", Map.of(), new byte[0], proxy, Calls.PATIENT);
    try (HttpReply reply = send(call)) {
      assertEquals("ok", text(reply.body(100)));
    }
    server.takeRequest();
    assertEquals(
        "Basic bWU6d29yZA==", server.takeRequest().getHeaders().get("Proxy-Authorization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://u:word@host:1", "word word", "word:1"})
  void refusesAProxyItCannotUseWithoutShowingIt(String proxy) {
    HttpCall call = new HttpCall("GET", url("/"), Map.of(), new byte[0], proxy, Calls.PATIENT);
    assertMisconfigured(call, "http://host:port");
  }

  @Test
  void refusesAHeaderThatCannotBeSentWithoutShowingItsValue() {
    assertMisconfigured(Calls.post(url("/"), Map.of("x-api-key", "word\u2026"), "{}"), "x-api-key");
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertMisconfigured(Calls.get("localhost/word"), "base URL");
  }

  @Test
  void showsNeitherQueryNorHeadersOfACall() {
    String shown =
        Calls.post("http://u:word@h/p?key=word", Map.of("x-api-key", "word"), "{}").toString();
    assertFalse(shown.contains("word"), shown);
  }

  @Test
  void refusesCallsOnceItIsClosed() {
    transport.close();
    transport.close();
    TransportException refused =
        assertThrows(TransportException.class, () -> send(Calls.get(url("/"))));
    assertEquals(FailureKind.CLOSED, refused.kind());
  }

  @Test
  void givesTheWholeBodyByteForByte() {
    byte[] bytes = new byte[100_000];
    new java.util.Random(1).nextBytes(bytes);
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(bytes)).build());
    try (HttpReply reply = send(Calls.get(url("/")))) {
      assertArrayEquals(bytes, reply.body(1 << 20));
    }
  }

  private void assertMisconfigured(HttpCall call, String says) {
    TransportException refused = assertThrows(TransportException.class, () -> send(call));
    assertEquals(FailureKind.MISCONFIGURED, refused.kind());
    assertTrue(refused.getMessage().contains(says), refused.getMessage());
    assertFalse(refused.getMessage().contains("word"), refused.getMessage());
    assertNull(refused.getCause());
  }

  private HttpReply send(HttpCall call) {
    return transport.send(call, new CallScope(), new PhaseWatch());
  }

  private String url(String path) {
    return "http://" + server.getHostName() + ":" + server.getPort() + path;
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static List<SseFrame> frames(HttpReply reply) {
    List<SseFrame> frames = new ArrayList<>();
    assertTrue(reply.frames(frames::add));
    return frames;
  }
}
