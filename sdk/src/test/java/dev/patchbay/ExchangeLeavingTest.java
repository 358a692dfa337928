package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.event.RouteEvent;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.Json;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow, throwing and leaving clients: one end, one pair of events an attempt, nothing kept. */
@Timeout(30)
@Isolated
class ExchangeLeavingTest {
  private final Upstreams upstreams = new Upstreams();

  @AfterEach
  void close() {
    upstreams.close();
  }

  private WireReply exchange() {
    return upstreams.router().exchange(Gateway.request(Protocol.OPENAI_CHAT, "m", true).build());
  }

  /** Of each attempt one start and one end, and one end of all. */
  private void assertPaired() {
    List<String> heard = upstreams.heard();
    assertEquals("Planned", heard.get(0));
    assertEquals(
        heard.stream().filter("AttemptStarted"::equals).count(),
        heard.stream().filter("AttemptEnded"::equals).count(),
        heard::toString);
    assertNotNull(upstreams.end());
    assertEquals("Ended", heard.get(heard.size() - 1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBlockedClientDoesNotHoldTheConnectionOnceItIsClosed(boolean hedged) throws Exception {
    if (hedged) {
      upstreams.hedged(Duration.ofSeconds(20)).upstream("spare", Upstreams.whole("never"));
    }
    CountDownLatch hungUp = new CountDownLatch(1);
    upstreams.upstream(
        "one",
        (socket, out) -> {
          Upstreams.head(out);
          Upstreams.say(out, "Hello ");
          try {
            while (socket.getInputStream().read() >= 0) {
              Thread.onSpinWait();
            }
          } finally {
            hungUp.countDown();
          }
        });
    if (hedged) {
      upstreams.router().accounts().pause("spare/main");
    }
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    WireReply reply = exchange();
    Thread writer =
        new Thread(
            () -> {
              try {
                reply.writeTo(
                    new FrameSinkOf(
                        () -> {
                          written.countDown();
                          try {
                            assertTrue(goOn.await(20, TimeUnit.SECONDS));
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                        }));
              } catch (java.io.IOException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();
    assertTrue(written.await(20, TimeUnit.SECONDS));
    reply.close();
    assertTrue(hungUp.await(10, TimeUnit.SECONDS), "the upstream still sends to nobody");
    goOn.countDown();
    writer.join();
    assertEquals(FailureKind.CANCELLED, upstreams.end().failure().kind());
    assertPaired();
    upstreams.assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void aSinkThatThrowsAtAnyFrameEndsTheCallOnce(int frame) {
    upstreams.upstream("one", Upstreams.whole("a ", "b ", "c "));
    IllegalStateException gone = new IllegalStateException("gone");
    int[] left = {frame};
    try (WireReply reply = exchange()) {
      assertSame(
          gone,
          assertThrows(
              IllegalStateException.class,
              () ->
                  reply.writeTo(
                      new FrameSinkOf(
                          () -> {
                            if (--left[0] == 0) {
                              throw gone;
                            }
                          }))));
      assertEquals(1, reply.trace().attempts().size());
    }
    assertNotNull(upstreams.end().failure());
    assertPaired();
    upstreams.assertNothingLeft();
  }

  @Test
  void closingTwiceAndAfterTheEndChangesNothing() throws Exception {
    upstreams.upstream("one", Upstreams.whole("a"));
    WireReply reply = exchange();
    WireTape tape = new WireTape();
    reply.writeTo(tape);
    reply.close();
    reply.cancel();
    reply.close();
    assertEquals("[DONE]", tape.data().get(tape.data().size() - 1));
    assertPaired();
    upstreams.assertNothingLeft();
  }

  @Test
  void aReplyThatIsClosedUnwrittenEndsOnce() {
    upstreams.upstream("one", Upstreams.whole("never"));
    WireReply reply = exchange();
    reply.close();
    reply.close();
    assertPaired();
    assertFalse(upstreams.heard().contains("AttemptStarted"));
    upstreams.assertNothingLeft();
  }

  @Test
  void aRefusedRequestIsPlannedAndEndedToo() {
    upstreams.upstream("one", Upstreams.whole("never"));
    WireTape tape =
        WireTape.of(
            upstreams.router().exchange(WireRequest.of(Protocol.OPENAI_CHAT, Json.utf8("[]"))));
    assertEquals(400, tape.status());
    assertEquals(List.of("Planned", "Ended"), upstreams.heard());
    assertEquals(FailureKind.INVALID_REQUEST, upstreams.end().failure().kind());
  }

  @Test
  void anAttemptThatFailedOverIsPairedAsWell() {
    upstreams.upstream("one", Upstreams.refusal(503)).upstream("two", Upstreams.whole("Hello"));
    WireTape tape = WireTape.of(exchange());
    assertEquals("two", tape.headers().get("x-patchbay-provider"));
    assertTrue(
        upstreams.events.stream().filter(RouteEvent.AttemptEnded.class::isInstance).count() >= 2);
    assertPaired();
  }
}
