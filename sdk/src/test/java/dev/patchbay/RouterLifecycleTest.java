package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.trace.RouterException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(30)
@Isolated
class RouterLifecycleTest {
  private static final ChatRequest HI = ChatRequest.of("m", "Hi");

  private final Upstreams upstreams = new Upstreams();
  private final CountDownLatch asked = new CountDownLatch(1);

  @AfterEach
  void close() {
    upstreams.close();
  }

  @Test
  void cancellingTheFutureCancelsTheCallUpstream() throws Exception {
    upstreams.upstream("one", upstreams.silent(asked));
    CompletableFuture<ChatResponse> future = upstreams.router().chatAsync(HI);
    assertTrue(asked.await(10, TimeUnit.SECONDS));
    future.cancel(true);
    Upstreams.eventually("ended", () -> upstreams.heard().contains("Ended"));
    assertEquals(FailureKind.CANCELLED, upstreams.end().failure().kind());
    upstreams.assertNothingLeft();
  }

  @Test
  void aTimeoutOfTheFutureCancelsTheCallUpstream() {
    upstreams.upstream("one", upstreams.silent(asked));
    CompletableFuture<ChatResponse> future =
        upstreams.router().chatAsync(HI).orTimeout(200, TimeUnit.MILLISECONDS);
    assertThrows(ExecutionException.class, future::get);
    upstreams.assertNothingLeft();
  }

  @Test
  void aFailedFutureHoldsTheRoutersException() {
    upstreams.upstream("one", Upstreams.refusal(400));
    CompletableFuture<ChatResponse> future = upstreams.router().chatAsync(HI);
    assertInstanceOf(
        RouterException.class, assertThrows(ExecutionException.class, future::get).getCause());
    assertInstanceOf(
        RouterException.class, assertThrows(CompletionException.class, future::join).getCause());
  }

  @Test
  void futuresRunOnVirtualThreadsWhereThereAreAny() throws Exception {
    AtomicReference<Thread> worker = new AtomicReference<>();
    upstreams.upstream("one", Upstreams.answer("Hello"));
    upstreams.rules(builder -> builder.listener(event -> worker.set(Thread.currentThread())));
    upstreams.router().chatAsync(HI).get(10, TimeUnit.SECONDS);
    assertTrue(worker.get().getName().startsWith("patchbay-worker-"), worker.get().getName());
    assertTrue(worker.get().isDaemon());
    if (Runtime.version().feature() >= 21) {
      assertEquals(true, Thread.class.getMethod("isVirtual").invoke(worker.get()));
    }
  }

  @Test
  void closingLetsLiveCallsFinish() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    upstreams.rules(builder -> builder.drain(Duration.ofSeconds(20)));
    upstreams.upstream(
        "one",
        (socket, out) -> {
          Upstreams.head(out);
          Upstreams.say(out, "Hel");
          asked.countDown();
          closing.await();
          Upstreams.say(out, "lo");
          Upstreams.finish(out);
        });
    CompletableFuture<String> text =
        CompletableFuture.supplyAsync(() -> upstreams.router().stream(HI).response().text());
    assertTrue(asked.await(10, TimeUnit.SECONDS));
    Thread closer = new Thread(upstreams.router()::close);
    closer.start();
    Upstreams.eventually("refusing", this::refuses);
    closing.countDown();
    assertEquals("Hello", text.get(10, TimeUnit.SECONDS));
    closer.join(10_000);
    assertFalse(closer.isAlive());
    upstreams.assertNothingLeft();
  }

  private boolean refuses() {
    try {
      upstreams.router().stream(HI).close();
      return false;
    } catch (RouterException e) {
      return e.kind() == FailureKind.CLOSED;
    }
  }

  @Test
  void closingCancelsWhatDoesNotFinishInTime() throws Exception {
    upstreams.upstream("one", upstreams.silent(asked));
    CompletableFuture<ChatResponse> call = upstreams.router().chatAsync(HI);
    assertTrue(asked.await(10, TimeUnit.SECONDS));
    upstreams.router().close();
    RouterException cancelled =
        assertInstanceOf(
            RouterException.class,
            assertThrows(ExecutionException.class, () -> call.get(5, TimeUnit.SECONDS)).getCause());
    assertEquals(FailureKind.CANCELLED, cancelled.kind());
    upstreams.assertNothingLeft();
  }

  @Test
  void aConsumerMayCloseTheRouter() {
    upstreams.rules(builder -> builder.drain(Duration.ofMinutes(1)));
    upstreams.upstream(
        "one",
        (socket, out) -> {
          Upstreams.head(out);
          Upstreams.say(out, "Hel");
          upstreams.holds();
        });
    try (ChatStream stream = upstreams.router().stream(HI)) {
      RouterException ended =
          assertThrows(
              RouterException.class,
              () ->
                  stream.forEach(
                      event -> {
                        if (event.visible()) {
                          upstreams.router().close();
                        }
                      }));
      assertEquals(FailureKind.CANCELLED, ended.kind());
    }
    upstreams.assertNothingLeft();
  }

  @Test
  void theEndOfAFutureMayCloseTheRouter() throws Exception {
    upstreams.rules(builder -> builder.drain(Duration.ofMinutes(1)));
    upstreams.upstream("one", Upstreams.answer("Hello"));
    CompletableFuture<Void> closed =
        upstreams.router().chatAsync(HI).thenAccept(answer -> upstreams.router().close());
    closed.get(10, TimeUnit.SECONDS);
    upstreams.assertNothingLeft();
  }

  @Test
  void aStreamThatNobodyReadsDelaysNoClose() {
    upstreams.rules(builder -> builder.drain(Duration.ofMinutes(1)));
    upstreams.upstream("one", upstreams.silent(asked));
    try (ChatStream unread = upstreams.router().stream(HI)) {
      upstreams.router().close();
      assertEquals(
          FailureKind.CLOSED,
          assertThrows(RouterException.class, () -> unread.forEach(event -> {})).kind());
    }
    assertEquals(FailureKind.CLOSED, upstreams.end().failure().kind());
    upstreams.assertNothingLeft();
  }

  @Test
  void everyStyleOfCallIsRefusedAfterTheClose() {
    upstreams.upstream("one", upstreams.silent(asked));
    Router router = upstreams.router();
    Iterator<ChatEvent> before;
    try (ChatStream stream = router.stream(HI)) {
      router.close();
      before = stream.iterator();
      assertEquals(FailureKind.CLOSED, assertThrows(RouterException.class, before::next).kind());
    }
    assertEquals(
        FailureKind.CLOSED, assertThrows(RouterException.class, () -> router.chat(HI)).kind());
    assertEquals(
        FailureKind.CLOSED, assertThrows(RouterException.class, () -> router.stream(HI)).kind());
    CompletableFuture<ChatResponse> future = router.chatAsync(HI);
    Throwable cause = assertThrows(ExecutionException.class, future::get).getCause();
    assertEquals(FailureKind.CLOSED, assertInstanceOf(RouterException.class, cause).kind());
    assertEquals(0, upstreams.client.connectionPool().connectionCount());
  }

  @Test
  void aCallersHttpClientStaysUsable() throws Exception {
    upstreams.upstream("one", Upstreams.answer("Hello"));
    assertEquals("Hello", upstreams.router().chat(HI).text());
    upstreams.router().close();
    String url = upstreams.url("one");
    try (Response response =
        upstreams.client.newCall(new Request.Builder().url(url).build()).execute()) {
      assertEquals(200, response.code());
    }
    assertFalse(upstreams.client.dispatcher().executorService().isShutdown());
  }

  @Test
  void aCancelDuringAWaitBetweenRetriesComesAtOnceAndLeavesNoInterrupt() {
    CountDownLatch refused = new CountDownLatch(1);
    upstreams.upstream(
        "one",
        (socket, out) -> {
          out.write(
              ("HTTP/1.1 503 Busy\r\nRetry-After: 2\r\nContent-Type: application/json\r\n"
                      + "Connection: close\r\n\r\n{\"error\":{\"message\":\"busy\"}}")
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8));
          refused.countDown();
        });
    try (ChatStream stream = upstreams.router().stream(HI)) {
      Thread canceller =
          new Thread(
              () -> {
                Upstreams.eventually("tried", () -> upstreams.heard().contains("AttemptEnded"));
                stream.cancel();
              });
      canceller.start();
      long begun = System.nanoTime();
      assertEquals(
          FailureKind.CANCELLED,
          assertThrows(RouterException.class, () -> stream.forEach(event -> {})).kind());
      assertTrue(System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(1_900));
    }
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(0, refused.getCount());
    upstreams.assertNothingLeft();
  }
}
