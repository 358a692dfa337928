package dev.patchbay.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.testserver.ChunkServer;
import dev.patchbay.testserver.RawServer;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class ConnectionsFreedTest {
  /** Threads of other tests are not ours to judge. */
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  private final OkHttpClient client = Calls.client();
  private final OkHttpTransport transport = OkHttpTransport.sharing(client);
  private final CallScope scope = new CallScope();
  private final ChunkServer endless = new ChunkServer(1_000_000, 1, Duration.ofMillis(5));

  @AfterEach
  void close() {
    transport.close();
    endless.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCELLED", "DEADLINE"})
  void freesTheConnectionWhenCancelledFromAnotherThread(FailureKind reason) {
    try (HttpReply reply = send(endless.url(1))) {
      TransportException ended =
          assertThrows(
              TransportException.class,
              () ->
                  reply.frames(
                      frame -> {
                        if (frame.data().contains("\"n\":3,")) {
                          new Thread(() -> scope.cancel(reason)).start();
                        }
                        return true;
                      }));
      assertEquals(reason, ended.kind());
    }
    assertNoConnection();
  }

  @Test
  void handsOutNoFrameAfterTheCancel() {
    int[] frames = {0};
    try (RawServer server =
            new RawServer(
                (socket, out) ->
                    out.write(
                        (RawServer.STREAM_HEAD + "data: a\n\n".repeat(100))
                            .getBytes(StandardCharsets.UTF_8)));
        HttpReply reply = send(server.url())) {
      assertThrows(
          TransportException.class,
          () ->
              reply.frames(
                  frame -> {
                    frames[0]++;
                    scope.cancel(FailureKind.CANCELLED);
                    return true;
                  }));
    }
    assertEquals(1, frames[0]);
    assertNoConnection();
  }

  @Test
  void freesTheConnectionWhenCancelledWhileItWaitsForTheHead() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (socket, out) -> {
              asked.countDown();
              new CountDownLatch(1).await(20, TimeUnit.SECONDS);
            })) {
      Thread canceller =
          new Thread(
              () -> {
                try {
                  asked.await();
                } catch (InterruptedException e) {
                  return;
                }
                scope.cancel(FailureKind.CANCELLED);
              });
      canceller.start();
      TransportException ended = assertThrows(TransportException.class, () -> send(server.url()));
      assertEquals(FailureKind.CANCELLED, ended.kind());
    }
    assertNoConnection();
  }

  @Test
  void opensNoConnectionForAScopeThatIsCancelled() {
    scope.cancel(FailureKind.DEADLINE);
    TransportException ended = assertThrows(TransportException.class, () -> send(endless.url(1)));
    assertEquals(FailureKind.DEADLINE, ended.kind());
    assertNoConnection();
    assertEquals(0, endless.mostOpen());
  }

  @Test
  void freesTheConnectionWhenClosedEarly() {
    long before = System.nanoTime();
    send(endless.url(1)).close();
    assertNoConnection();
    assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void freesTheConnectionWhenTheSinkThrows() {
    IllegalStateException mine = new IllegalStateException("mine");
    try (HttpReply reply = send(endless.url(1))) {
      assertSame(
          mine,
          assertThrows(
              IllegalStateException.class,
              () ->
                  reply.frames(
                      frame -> {
                        throw mine;
                      })));
    }
    assertNoConnection();
  }

  @Test
  void freesTheConnectionWhenTheSinkHasHadEnough() {
    try (HttpReply reply = send(endless.url(1))) {
      assertFalse(reply.frames(frame -> false));
    }
    assertNoConnection();
  }

  @Test
  void freesTheConnectionWhenItsTimeIsUp() {
    HttpCall call = Calls.get(endless.url(1), Calls.limits(1_000, 300, 1_000, 5_000));
    try (HttpReply reply = transport.send(call, scope, new PhaseWatch())) {
      assertEquals(
          FailureKind.TIMEOUT,
          assertThrows(TransportException.class, () -> reply.frames(frame -> true)).kind());
    }
    assertNoConnection();
  }

  @Test
  void freesTheConnectionWhenTheReadersThreadIsInterrupted() throws Exception {
    Throwable[] thrown = {null};
    boolean[] flag = {false};
    Thread reader =
        new Thread(
            () -> {
              try (HttpReply reply = send(endless.url(1))) {
                reply.frames(
                    frame -> {
                      Thread.currentThread().interrupt();
                      return true;
                    });
              } catch (TransportException e) {
                thrown[0] = e;
                flag[0] = Thread.currentThread().isInterrupted();
              }
            });
    reader.start();
    reader.join(10_000);
    assertEquals(FailureKind.CANCELLED, ((TransportException) thrown[0]).kind());
    assertTrue(flag[0]);
    assertNoConnection();
  }

  @Test
  void keepsTheConnectionForTheNextCallWhenAStreamWasReadToItsEnd() {
    try (ChunkServer server = new ChunkServer(3, 1, Duration.ZERO)) {
      for (int i = 0; i < 3; i++) {
        try (HttpReply reply = send(server.url(i))) {
          assertTrue(reply.frames(frame -> true));
        }
        assertEquals(1, client.connectionPool().connectionCount());
        assertEquals(1, client.connectionPool().idleConnectionCount());
      }
    }
  }

  @Test
  void keepsTheConnectionWhenTheSinkStopsAtTheLastFrame() {
    try (ChunkServer server = new ChunkServer(3, 1, Duration.ZERO)) {
      try (HttpReply reply = send(server.url(1))) {
        assertFalse(reply.frames(frame -> !frame.data().contains("\"n\":2,")));
      }
      assertEquals(1, client.connectionPool().idleConnectionCount());
    }
  }

  @Test
  void closingEndsRunningCallsAndItsThreadButNotTheCallersClient() throws Exception {
    try (HttpReply reply = send(endless.url(1))) {
      TransportException ended =
          assertThrows(
              TransportException.class,
              () ->
                  reply.frames(
                      frame -> {
                        if (frame.data().contains("\"n\":1,")) {
                          transport.close();
                        }
                        return true;
                      }));
      assertEquals(FailureKind.CLOSED, ended.kind());
    }
    assertNoConnection();
    assertNoTimer();
    assertFalse(client.dispatcher().executorService().isShutdown());
  }

  @Test
  void leavesNoThreadOfItsOwnBehind() throws Exception {
    try (OkHttpTransport own = OkHttpTransport.create();
        ChunkServer server = new ChunkServer(3, 1, Duration.ZERO)) {
      try (HttpReply reply = own.send(Calls.get(server.url(1)), scope, new PhaseWatch())) {
        assertTrue(reply.frames(frame -> true));
      }
      assertTrue(timers() > 0);
    }
    transport.close();
    assertNoTimer();
    assertEquals(0, threads("OkHttp Dispatcher"));
  }

  private HttpReply send(String url) {
    return transport.send(Calls.get(url), scope, new PhaseWatch());
  }

  private void assertNoConnection() {
    assertEquals(0, client.connectionPool().connectionCount());
  }

  private void assertNoTimer() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (isOurs(thread, "patchbay-timer")) {
        thread.join(5_000);
      }
    }
    assertEquals(0, timers());
  }

  private long timers() {
    return threads("patchbay-timer");
  }

  private long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> isOurs(thread, name))
        .count();
  }

  private boolean isOurs(Thread thread, String name) {
    return thread.getName().startsWith(name) && !before.contains(thread);
  }
}
