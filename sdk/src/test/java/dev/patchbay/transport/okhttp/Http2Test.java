package dev.patchbay.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TransportException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where one connection carries many calls, ending a call must not end its neighbours. */
@Timeout(30)
class Http2Test {
  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient client =
      Calls.client().newBuilder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
  private final OkHttpTransport transport = OkHttpTransport.sharing(client);
  private final CallScope scope = new CallScope();

  @BeforeEach
  void start() throws Exception {
    server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    server.start();
  }

  @AfterEach
  void stop() {
    transport.close();
    server.close();
  }

  @Test
  void keepsTheConnectionWhenOneOfItsStreamsIsCancelled() {
    server.enqueue(slow());
    server.enqueue(new MockResponse.Builder().body("data: b\n\n").build());
    try (HttpReply reply = send()) {
      TransportException ended =
          assertThrows(
              TransportException.class,
              () ->
                  reply.frames(
                      frame -> {
                        scope.cancel(FailureKind.CANCELLED);
                        return true;
                      }));
      assertEquals(FailureKind.CANCELLED, ended.kind());
    }
    try (HttpReply next = transport.send(Calls.get(url()), new CallScope(), new PhaseWatch())) {
      assertTrue(next.frames(frame -> true));
    }
    assertEquals(1, client.connectionPool().connectionCount());
  }

  @Test
  void callsAStreamThatIsResetAfterAFrameCut() {
    server.enqueue(
        new MockResponse.Builder()
            .body("data: a\n\n".repeat(1000))
            .onResponseBody(new SocketEffect.CloseStream(2))
            .build());
    try (HttpReply reply = send()) {
      TransportException broke =
          assertThrows(TransportException.class, () -> reply.frames(frame -> true));
      assertEquals(FailureKind.CUT, broke.kind());
    }
  }

  @Test
  void endsAStreamWhoseOutputStalls() {
    server.enqueue(slow());
    PhaseWatch watch = new PhaseWatch();
    try (HttpReply reply =
        transport.send(Calls.get(url(), Calls.limits(5_000, 5_000, 200, 20_000)), scope, watch)) {
      TransportException late =
          assertThrows(
              TransportException.class,
              () ->
                  reply.frames(
                      frame -> {
                        watch.output();
                        return true;
                      }));
      assertEquals(FailureKind.CUT, late.kind());
    }
  }

  /** One frame at once, the next long after. */
  private static MockResponse slow() {
    return new MockResponse.Builder()
        .body("data: a\n\ndata: b\n\n")
        .throttleBody(10, 20, TimeUnit.SECONDS)
        .build();
  }

  private HttpReply send() {
    return transport.send(Calls.get(url()), scope, new PhaseWatch());
  }

  private String url() {
    return "http://" + server.getHostName() + ":" + server.getPort() + "/";
  }
}
