package dev.patchbay.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TransportException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OkHttp forgets a cancel that comes between the end of connecting and the handshake. */
class CancelledHandshakeTest {
  private static final int CALLS = 400;

  private final OkHttpTransport transport = OkHttpTransport.create();

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void cancelAtAnyMomentOfConnectingEndsTheCall() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, CALLS, InetAddress.getLoopbackAddress())) {
      String url = "https://127.0.0.1:" + silent.getLocalPort() + "/";
      for (int i = 0; i < CALLS; i++) {
        CallScope scope = new CallScope();
        CompletableFuture<FailureKind> ended = new CompletableFuture<>();
        Thread caller = new Thread(() -> ended.complete(send(url, scope)));
        caller.setDaemon(true);
        caller.start();
        spin(TimeUnit.MICROSECONDS.toNanos(i * 5L));
        scope.cancel(FailureKind.CANCELLED);
        assertEquals(FailureKind.CANCELLED, ended.get(10, TimeUnit.SECONDS));
      }
    }
  }

  private FailureKind send(String url, CallScope scope) {
    try {
      transport.send(Calls.get(url), scope, new PhaseWatch());
      throw new AssertionError("A silent server has answered");
    } catch (TransportException e) {
      return e.kind();
    }
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
