package dev.patchbay.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.testserver.RawServer;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.FrameSink;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.transport.TimeLimits;
import dev.patchbay.transport.TransportException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PhaseLimitsTest {
  private static final String FRAME = "data: a\n\n";

  private final OkHttpTransport transport = OkHttpTransport.create();
  private final PhaseWatch watch = new PhaseWatch();

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void namesTheConnectLimitWhenNoConnectionStands() throws Exception {
    // A TLS server that accepts and says nothing: TCP stands, the connection does not.
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "https://127.0.0.1:" + silent.getLocalPort() + "/";
      assertTimeout("timeouts.connect", url, Calls.limits(150, 10_000, 10_000, 10_000));
    }
  }

  @Test
  void namesTheFirstTokenLimitWhenNoHeadComes() {
    try (RawServer server = new RawServer((socket, out) -> forever())) {
      assertTimeout("timeouts.first-token", server.url(), Calls.limits(100, 200, 10_000, 10_000));
    }
  }

  @Test
  void namesTheFirstTokenLimitWhenOnlyPingsCome() {
    try (RawServer server = new RawServer(PhaseLimitsTest::ping)) {
      TransportException late =
          fails(server.url(), Calls.limits(100, 300, 10_000, 10_000), frame -> true);
      assertEquals(FailureKind.TIMEOUT, late.kind());
      assertEquals(FailurePhase.BEFORE_OUTPUT, late.phase());
      assertTrue(late.getMessage().contains("300 ms"), late.getMessage());
      assertTrue(late.getMessage().contains("timeouts.first-token"), late.getMessage());
    }
  }

  @Test
  void callsAStreamThatStallsAfterItsFirstOutputCut() {
    try (RawServer server = new RawServer(PhaseLimitsTest::oneFrameThenSilence)) {
      TransportException late =
          fails(server.url(), Calls.limits(5_000, 10_000, 200, 20_000), this::output);
      assertEquals(FailureKind.CUT, late.kind());
      assertEquals(FailurePhase.DURING_OUTPUT, late.phase());
      assertTrue(late.getMessage().contains("timeouts.idle"), late.getMessage());
    }
  }

  @Test
  void namesTheAttemptLimitWhateverComes() {
    try (RawServer server = new RawServer(PhaseLimitsTest::endlessFrames)) {
      TransportException late =
          fails(server.url(), Calls.limits(5_000, 10_000, 10_000, 300), this::output);
      assertEquals(FailureKind.TIMEOUT, late.kind());
      assertTrue(late.getMessage().contains("timeouts.attempt"), late.getMessage());
    }
  }

  @Test
  void countsTheIdleLimitFromEachOutputAnew() {
    try (RawServer server =
        new RawServer(
            (socket, out) -> {
              send(out, RawServer.STREAM_HEAD);
              for (int i = 0; i < 8; i++) {
                send(out, FRAME);
                Thread.sleep(100);
              }
            })) {
      HttpCall call = Calls.get(server.url(), Calls.limits(5_000, 5_000, 600, 20_000));
      try (HttpReply reply = transport.send(call, new CallScope(), watch)) {
        assertTrue(reply.frames(this::output));
      }
    }
  }

  @Test
  void doesNotCallASlowReadersPauseTheUpstreamsSilence() {
    CountDownLatch go = new CountDownLatch(1);
    List<SseFrame> frames = new ArrayList<>();
    try (RawServer server =
        new RawServer(
            (socket, out) -> {
              send(out, RawServer.STREAM_HEAD + FRAME);
              go.await();
              Thread.sleep(50);
              send(out, FRAME);
            })) {
      HttpCall call = Calls.get(server.url(), Calls.limits(5_000, 5_000, 300, 20_000));
      try (HttpReply reply = transport.send(call, new CallScope(), watch)) {
        boolean ended =
            reply.frames(
                frame -> {
                  frames.add(frame);
                  boolean goOn = output(frame);
                  if (frames.size() == 1) {
                    pause(700);
                    go.countDown();
                  }
                  return goOn;
                });
        assertTrue(ended);
      }
    }
    assertEquals(2, frames.size());
  }

  @Test
  void timesABufferedBodyToo() {
    try (RawServer server =
        new RawServer(
            (socket, out) -> {
              send(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
              forever();
            })) {
      HttpCall call = Calls.get(server.url(), Calls.limits(100, 200, 200, 10_000));
      try (HttpReply reply = transport.send(call, new CallScope(), watch)) {
        TransportException late = assertThrows(TransportException.class, () -> reply.body(100));
        assertEquals(FailureKind.TIMEOUT, late.kind());
      }
    }
  }

  @Test
  void givesWhatCameOfAnErrorBodyThatStalls() {
    try (RawServer server =
        new RawServer(
            (socket, out) -> {
              send(out, "HTTP/1.1 500 No\r\nContent-Length: 10\r\n\r\n12345");
              forever();
            })) {
      HttpCall call = Calls.get(server.url(), Calls.limits(100, 200, 200, 10_000));
      try (HttpReply reply = transport.send(call, new CallScope(), watch)) {
        assertEquals("12345", new String(reply.head(100), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void measuresTheTimeToTheFirstOutputFromSending() throws Exception {
    try (RawServer server =
        new RawServer((socket, out) -> send(out, RawServer.STREAM_HEAD + FRAME))) {
      Thread.sleep(300);
      try (HttpReply reply = transport.send(Calls.get(server.url()), new CallScope(), watch)) {
        reply.frames(this::output);
      }
      Long nanos = watch.toFirstOutputNanos();
      assertTrue(nanos != null && nanos < TimeUnit.MILLISECONDS.toNanos(290), "took " + nanos);
    }
  }

  @Test
  void looksAfterManyCallsWithDifferentLimits() throws Exception {
    try (RawServer server = new RawServer((socket, out) -> forever())) {
      List<Thread> threads = new ArrayList<>();
      List<FailureKind> kinds = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < 20; i++) {
        TimeLimits limits = Calls.limits(5_000, 100 + i % 5 * 100, 5_000, 5_000);
        Thread thread =
            new Thread(() -> kinds.add(sendFails(server.url(), limits, new PhaseWatch()).kind()));
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join(3_000);
      }
      assertEquals(java.util.Collections.nCopies(20, FailureKind.TIMEOUT), kinds);
    }
  }

  private boolean output(SseFrame frame) {
    watch.output();
    return !frame.data().isEmpty();
  }

  private void assertTimeout(String key, String url, TimeLimits limits) {
    TransportException late = sendFails(url, limits, watch);
    assertEquals(FailureKind.TIMEOUT, late.kind());
    assertEquals(FailurePhase.CONNECTING, late.phase());
    assertTrue(late.getMessage().contains(key), late.getMessage());
    assertTrue(late.getMessage().contains("127.0.0.1:"), late.getMessage());
  }

  private TransportException sendFails(String url, TimeLimits limits, PhaseWatch phases) {
    return assertThrows(
        TransportException.class,
        () -> transport.send(Calls.get(url, limits), new CallScope(), phases));
  }

  private TransportException fails(String url, TimeLimits limits, FrameSink sink) {
    try (HttpReply reply = transport.send(Calls.get(url, limits), new CallScope(), watch)) {
      return assertThrows(TransportException.class, () -> reply.frames(sink));
    }
  }

  private static void ping(Socket socket, OutputStream out) throws Exception {
    send(out, RawServer.STREAM_HEAD);
    while (true) {
      send(out, ": ping\n\nevent: ping\ndata: {}\n\n");
      Thread.sleep(20);
    }
  }

  private static void oneFrameThenSilence(Socket socket, OutputStream out) throws Exception {
    send(out, RawServer.STREAM_HEAD + FRAME);
    while (true) {
      send(out, ": ping\n");
      Thread.sleep(20);
    }
  }

  private static void endlessFrames(Socket socket, OutputStream out) throws Exception {
    send(out, RawServer.STREAM_HEAD);
    while (true) {
      send(out, FRAME);
      Thread.sleep(5);
    }
  }

  private static void send(OutputStream out, String text) throws java.io.IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void forever() throws InterruptedException {
    new CountDownLatch(1).await(20, TimeUnit.SECONDS);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
