package dev.patchbay.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.testserver.RawServer;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.FrameSink;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TransportException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BreaksTest {
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final OkHttpTransport transport = OkHttpTransport.create();
  private final PhaseWatch watch = new PhaseWatch();

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void callsARefusedConnectionNetwork() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    TransportException broke = sendFails("http://127.0.0.1:" + port + "/v1?key=hidden");
    assertNetwork(broke, FailurePhase.CONNECTING);
    assertTrue(broke.getMessage().contains("127.0.0.1:" + port), broke.getMessage());
    assertTrue(broke.what().contains("base URL"), broke.what());
    assertFalse(broke.what().contains("127.0.0.1"), broke.what());
    assertFalse(broke.getMessage().contains("hidden"), broke.getMessage());
  }

  @Test
  void callsAnUnknownHostNetwork() {
    TransportException broke = sendFails("http://nowhere.invalid/");
    assertNetwork(broke, FailurePhase.CONNECTING);
    assertTrue(broke.getMessage().contains("host is unknown"), broke.getMessage());
    assertTrue(broke.getMessage().contains("nowhere.invalid:80"), broke.getMessage());
    assertFalse(broke.what().contains("nowhere"), broke.what());
  }

  @Test
  void callsAServerWithoutTlsNetwork() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> saySomething(plain));
      server.start();
      TransportException broke = sendFails("https://127.0.0.1:" + plain.getLocalPort() + "/");
      assertNetwork(broke, FailurePhase.CONNECTING);
      assertTrue(broke.what().contains("TLS"), broke.what());
      assertFalse(broke.what().contains("127.0.0.1"), broke.what());
    }
  }

  private static void saySomething(ServerSocket plain) {
    try (Socket socket = plain.accept()) {
      send(socket.getOutputStream(), "HTTP/1.1 400 Bad Request\r\n\r\n");
      socket.getInputStream().read();
    } catch (java.io.IOException e) {
      // The client left.
    }
  }

  @Test
  void callsAResetBeforeHeadersNetwork() {
    try (RawServer server = new RawServer((socket, out) -> reset(socket))) {
      assertNetwork(sendFails(server.url()), FailurePhase.CONNECTING);
    }
  }

  @Test
  void sendsOnlyOnceWhenTheConnectionIsReset() {
    AtomicLong connections = new AtomicLong();
    try (RawServer server =
        new RawServer(
            (socket, out) -> {
              connections.incrementAndGet();
              reset(socket);
            })) {
      sendFails(server.url());
      assertEquals(1, connections.get());
    }
  }

  @Test
  void callsAResetBeforeAnyByteOfTheBodyNetwork() {
    TransportException broke =
        framesFail(
            (socket, out) -> {
              send(out, CHUNKED);
              Thread.sleep(50);
              reset(socket);
            },
            frame -> true);
    assertNetwork(broke, FailurePhase.BEFORE_OUTPUT);
  }

  @Test
  void callsAStreamThatBreaksAfterAFrameCut() {
    TransportException broke =
        framesFail((socket, out) -> send(out, CHUNKED + "9\r\ndata: a\n\n\r\n"), frame -> true);
    assertEquals(FailureKind.CUT, broke.kind());
    assertEquals(FailurePhase.BEFORE_OUTPUT, broke.phase());
  }

  @Test
  void callsAStreamThatIsResetDuringOutputCut() {
    CountDownLatch seen = new CountDownLatch(1);
    TransportException broke =
        framesFail(
            (socket, out) -> {
              send(out, CHUNKED + "9\r\ndata: a\n\n\r\n");
              seen.await();
              reset(socket);
            },
            frame -> {
              watch.output();
              seen.countDown();
              return true;
            });
    assertEquals(FailureKind.CUT, broke.kind());
    assertEquals(FailurePhase.DURING_OUTPUT, broke.phase());
  }

  @Test
  void callsABodyThatEndsEarlyCut() {
    assertEquals(FailureKind.CUT, bodyFails("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"));
  }

  @Test
  void callsABodyThatNeverBeginsNetwork() {
    assertEquals(FailureKind.NETWORK, bodyFails("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"));
  }

  @Test
  void refusesAnEventOf64MegabytesAfterReadingAQuarterOfIt() {
    AtomicLong sent = new AtomicLong();
    TransportException broke = framesFail((socket, out) -> largeEvent(out, sent), frame -> true);
    assertEquals(FailureKind.SERVER_ERROR, broke.kind());
    assertTrue(broke.getMessage().contains("16 MB"), broke.getMessage());
    assertTrue(sent.get() < 32L << 20, "sent " + sent);
  }

  @Test
  void callsAnEventThatIsTooLargeCutOnceOutputHasBegun() {
    TransportException broke =
        framesFail(
            (socket, out) -> {
              send(out, CHUNKED + "9\r\ndata: a\n\n\r\n");
              largeChunks(out, new AtomicLong());
            },
            frame -> {
              watch.output();
              return true;
            });
    assertEquals(FailureKind.CUT, broke.kind());
  }

  private static void largeEvent(OutputStream out, AtomicLong sent) throws Exception {
    send(out, CHUNKED);
    largeChunks(out, sent);
  }

  private static void largeChunks(OutputStream out, AtomicLong sent) throws Exception {
    send(out, "6\r\ndata: \r\n");
    String chunk = "10000\r\n" + "a".repeat(1 << 16) + "\r\n";
    for (int i = 0; i < 1024; i++) {
      send(out, chunk);
      sent.addAndGet(1 << 16);
    }
    send(out, "2\r\n\n\n\r\n0\r\n\r\n");
  }

  private void assertNetwork(TransportException broke, FailurePhase phase) {
    assertEquals(FailureKind.NETWORK, broke.kind(), broke.getMessage());
    assertEquals(phase, broke.phase());
  }

  private TransportException sendFails(String url) {
    return assertThrows(
        TransportException.class, () -> transport.send(Calls.get(url), new CallScope(), watch));
  }

  private TransportException framesFail(RawServer.Script script, FrameSink sink) {
    try (RawServer server = new RawServer(script);
        HttpReply reply = transport.send(Calls.get(server.url()), new CallScope(), watch)) {
      return assertThrows(TransportException.class, () -> reply.frames(sink));
    }
  }

  private FailureKind bodyFails(String answer) {
    try (RawServer server = new RawServer((socket, out) -> send(out, answer));
        HttpReply reply = transport.send(Calls.get(server.url()), new CallScope(), watch)) {
      return assertThrows(TransportException.class, () -> reply.body(100)).kind();
    }
  }

  private static void send(OutputStream out, String text) throws java.io.IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void reset(Socket socket) throws Exception {
    socket.setSoLinger(true, 0);
    socket.close();
    TimeUnit.MILLISECONDS.sleep(1);
  }
}
