package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever leaves, the connection upstream is freed, and everything is accounted once. */
@Timeout(30)
@Isolated
class ExchangeCancelTest {
  private final Upstreams upstreams = new Upstreams();

  @AfterEach
  void close() {
    upstreams.close();
  }

  private WireReply exchange(boolean stream) {
    return upstreams.router().exchange(Gateway.request(Protocol.OPENAI_CHAT, "m", stream).build());
  }

  @Test
  void beforeItIsWritten() throws IOException {
    upstreams.upstream("one", Upstreams.whole("never"));
    WireReply reply = exchange(true);
    reply.cancel();
    WireTape tape = new WireTape();
    reply.writeTo(tape);
    assertTrue(tape.status() >= 400);
    assertEquals(FailureKind.CANCELLED, upstreams.end().failure().kind());
    assertEquals(0, reply.trace().attempts().size());
    upstreams.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whileTheHeadIsAwaited(boolean stream) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    upstreams.upstream("one", upstreams.silent(asked));
    try (WireReply reply = exchange(stream)) {
      Thread other =
          new Thread(
              () -> {
                try {
                  asked.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                reply.cancel();
              });
      other.start();
      WireTape tape = new WireTape();
      reply.writeTo(tape);
      other.join();
      assertTrue(tape.status() >= 400);
    }
    assertEquals(FailureKind.CANCELLED, upstreams.end().failure().kind());
    upstreams.assertNothingLeft();
  }

  @Test
  void whileItIsWritten() throws IOException {
    upstreams.upstream(
        "one",
        (socket, out) -> {
          Upstreams.head(out);
          Upstreams.say(out, "Hello ");
          upstreams.holds();
        });
    WireTape tape = new WireTape();
    try (WireReply reply = exchange(true)) {
      reply.writeTo(
          new WireSink() {
            @Override
            public void head(int status, Map<String, String> headers) {
              tape.head(status, headers);
            }

            @Override
            public void frame(SseFrame frame) {
              tape.frame(frame);
              reply.cancel();
            }

            @Override
            public void comment(String text) {}

            @Override
            public void body(byte[] body) {
              tape.body(body);
            }
          });
    }
    assertEquals(200, tape.status());
    assertTrue(tape.data().get(tape.data().size() - 1).contains("error"));
    assertEquals(FailureKind.CANCELLED, upstreams.end().failure().kind());
    upstreams.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatHasGoneStopsTheCall(boolean stream) {
    upstreams.upstream("one", stream ? Upstreams.whole("Hello") : Upstreams.answer("Hello"));
    IOException gone = new IOException("Broken pipe");
    try (WireReply reply = exchange(stream)) {
      IOException thrown =
          assertThrows(
              IOException.class,
              () ->
                  reply.writeTo(
                      new WireSink() {
                        @Override
                        public void head(int status, Map<String, String> headers)
                            throws IOException {
                          throw gone;
                        }

                        @Override
                        public void frame(SseFrame frame) {
                          throw new AssertionError("after the head failed");
                        }

                        @Override
                        public void comment(String text) {
                          throw new AssertionError("after the head failed");
                        }

                        @Override
                        public void body(byte[] body) {
                          throw new AssertionError("after the head failed");
                        }
                      }));
      assertSame(gone, thrown);
    }
    assertEquals(FailureKind.CANCELLED, upstreams.end().failure().kind());
    upstreams.assertNothingLeft();
  }

  @Test
  void aClosedRouterAnswersToo() {
    upstreams.upstream("one", Upstreams.whole("never"));
    upstreams.router().close();
    WireTape tape = WireTape.of(exchange(true));
    assertEquals(503, tape.status());
  }

  @Test
  void aHedgedAnswerIsThatOfOneProviderAlone() {
    upstreams
        .hedged(java.time.Duration.ofMillis(50))
        .upstream("one", upstreams.silent(new CountDownLatch(1)))
        .upstream("two", Upstreams.whole("Hello"));
    WireTape tape = WireTape.of(exchange(true));
    assertEquals("two", tape.headers().get("x-patchbay-provider"));
    assertEquals("Hello", Gateway.read(Protocol.OPENAI_CHAT, tape).text());
    upstreams.assertNothingLeft();
  }
}
