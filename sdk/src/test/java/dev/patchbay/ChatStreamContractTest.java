package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.PartialAnswerException;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.trace.RouterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for a stream however it is consumed. Isolated, because it counts threads. */
@Timeout(30)
@Isolated
class ChatStreamContractTest {
  private final Upstreams upstreams = new Upstreams();

  /** The three ways to consume a stream, each to its end on this thread. */
  enum Way {
    FOR_EACH {
      @Override
      void read(ChatStream stream, Consumer<ChatEvent> reader) {
        stream.forEach(reader);
      }
    },
    ITERATOR {
      @Override
      void read(ChatStream stream, Consumer<ChatEvent> reader) {
        for (ChatEvent event : stream) {
          reader.accept(event);
        }
      }
    },
    PUBLISHER {
      @Override
      void read(ChatStream stream, Consumer<ChatEvent> reader) {
        OneByOne subscriber = new OneByOne(reader);
        stream.publisher().subscribe(subscriber);
        try {
          subscriber.end.join();
        } catch (CompletionException e) {
          throw (RuntimeException) e.getCause();
        }
      }
    };

    abstract void read(ChatStream stream, Consumer<ChatEvent> reader);
  }

  /** Asks for the next event when it has digested one. */
  private static final class OneByOne implements Flow.Subscriber<ChatEvent> {
    private final Consumer<ChatEvent> reader;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Flow.Subscription subscription;

    OneByOne(Consumer<ChatEvent> reader) {
      this.reader = reader;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(ChatEvent event) {
      reader.accept(event);
      subscription.request(1);
    }

    @Override
    public void onError(Throwable thrown) {
      end.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
      end.complete(null);
    }
  }

  @AfterEach
  void close() {
    upstreams.close();
  }

  private ChatStream stream() {
    return upstreams.router().stream("m", "Hi");
  }

  private ChatStream streamWithin(Duration deadline) {
    CallOptions options = CallOptions.builder().deadline(deadline).build();
    return upstreams.router().stream(
        ChatRequest.of("m", "Hi").toBuilder().options(options).build());
  }

  @ParameterizedTest
  @EnumSource
  void handsOnEveryEventInOrder(Way way) {
    upstreams.upstream("one", Upstreams.whole("Hel", "lo"));
    List<String> kinds = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    try (ChatStream stream = stream()) {
      way.read(
          stream,
          event -> {
            kinds.add(event.getClass().getSimpleName());
            if (event instanceof ChatEvent.TextDelta delta) {
              text.append(delta.text());
            }
          });
      assertEquals("Hello", stream.response().text());
      assertTrue(stream.trace().served().isPresent());
    }
    assertEquals("Hello", text.toString());
    assertEquals("Start", kinds.get(0));
    assertTrue(kinds.indexOf("Finish") > kinds.lastIndexOf("TextDelta"), kinds.toString());
    upstreams.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void isConsumedOnce(Way way) {
    upstreams.upstream("one", Upstreams.whole("Hello"));
    try (ChatStream stream = stream()) {
      assertEquals("Hello", stream.response().text());
      assertThrows(IllegalStateException.class, () -> way.read(stream, event -> {}));
      assertEquals("Hello", stream.response().text());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatTheConsumerThrowsComesOutUnchanged(Way way) {
    upstreams.upstream(
        "one",
        (socket, out) -> {
          Upstreams.head(out);
          Upstreams.say(out, "Hel");
          upstreams.holds();
        });
    IllegalStateException mine = new IllegalStateException("mine");
    try (ChatStream stream = stream()) {
      assertSame(
          mine,
          assertThrows(
              IllegalStateException.class,
              () ->
                  way.read(
                      stream,
                      event -> {
                        if (event.visible()) {
                          throw mine;
                        }
                      })));
    }
    upstreams.assertNothingLeft();
    assertEquals(FailureKind.CANCELLED, upstreams.end().failure().kind());
  }

  @ParameterizedTest
  @EnumSource
  void failsAtOnceWhenItWasCancelledBefore(Way way) {
    upstreams.upstream("one", upstreams.silent(new CountDownLatch(1)));
    try (ChatStream stream = stream()) {
      stream.cancel();
      stream.cancel();
      assertEquals(FailureKind.CANCELLED, failure(way, stream).kind());
    }
    assertEquals(0, upstreams.client.connectionPool().connectionCount());
    assertEquals(List.of("Planned", "Ended"), upstreams.heard());
    upstreams.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void isCancelledWhileItWaitsForTheHead(Way way) {
    CountDownLatch asked = new CountDownLatch(1);
    upstreams.upstream("one", upstreams.silent(asked));
    try (ChatStream stream = stream()) {
      after(asked, stream::cancel);
      assertEquals(FailureKind.CANCELLED, failure(way, stream).kind());
    }
    upstreams.assertNothingLeft();
    assertEquals(FailureKind.CANCELLED, upstreams.end().failure().kind());
  }

  @ParameterizedTest
  @EnumSource
  void isCancelledBetweenTwoPieces(Way way) {
    CountDownLatch shown = new CountDownLatch(1);
    upstreams.upstream(
        "one",
        (socket, out) -> {
          Upstreams.head(out);
          Upstreams.say(out, "Hel");
          upstreams.holds();
        });
    try (ChatStream stream = stream()) {
      after(shown, stream::cancel);
      RouterException cancelled =
          assertThrows(
              RouterException.class,
              () ->
                  way.read(
                      stream,
                      event -> {
                        if (event.visible()) {
                          shown.countDown();
                        }
                      }));
      assertEquals(FailureKind.CANCELLED, cancelled.kind());
      assertEquals(
          "Hel", assertInstanceOf(PartialAnswerException.class, cancelled).partial().text());
    }
    upstreams.assertNothingLeft();
    assertEquals(1, upstreams.end().trace().attempts().size());
  }

  @ParameterizedTest
  @EnumSource
  void isCancelledWhileItsReaderIsBusyWithoutInterruptingIt(Way way) {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    upstreams.upstream(
        "one",
        (socket, out) -> {
          Upstreams.head(out);
          while (true) {
            Upstreams.say(out, "more ");
          }
        });
    AtomicReference<Object> interrupted = new AtomicReference<>();
    try (ChatStream stream = stream()) {
      after(
          busy,
          () -> {
            stream.cancel();
            cancelled.countDown();
          });
      RouterException ended =
          assertThrows(
              RouterException.class,
              () ->
                  way.read(
                      stream,
                      event -> {
                        if (event.visible() && interrupted.get() == null) {
                          busy.countDown();
                          interrupted.set(
                              !waits(cancelled) || Thread.currentThread().isInterrupted());
                        }
                      }));
      assertEquals(FailureKind.CANCELLED, ended.kind());
    }
    assertEquals(false, interrupted.get());
    assertEquals(false, Thread.currentThread().isInterrupted());
    upstreams.assertNothingLeft();
  }

  private static boolean waits(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsWhenItIsClosedInTheMiddle(Way way) {
    upstreams.upstream(
        "one",
        (socket, out) -> {
          Upstreams.head(out);
          Upstreams.say(out, "Hel");
          upstreams.holds();
        });
    try (ChatStream stream = stream()) {
      Runnable close = stream::close;
      RouterException closed =
          assertThrows(
              RouterException.class,
              () ->
                  way.read(
                      stream,
                      event -> {
                        if (event.visible()) {
                          close.run();
                        }
                      }));
      assertEquals(FailureKind.CANCELLED, closed.kind());
    }
    upstreams.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void endsAtItsDeadlineWhileItWaitsForTheHead(Way way) {
    upstreams.upstream("one", upstreams.silent(new CountDownLatch(1)));
    try (ChatStream stream = streamWithin(Duration.ofMillis(200))) {
      assertEquals(FailureKind.DEADLINE, failure(way, stream).kind());
    }
    upstreams.assertNothingLeft();
    assertEquals(FailureKind.DEADLINE, upstreams.end().failure().kind());
  }

  @ParameterizedTest
  @EnumSource
  void endsAtItsDeadlineBetweenTwoPieces(Way way) {
    upstreams.upstream(
        "one",
        (socket, out) -> {
          Upstreams.head(out);
          Upstreams.say(out, "Hel");
          upstreams.holds();
        });
    try (ChatStream stream = streamWithin(Duration.ofMillis(400))) {
      assertEquals(FailureKind.DEADLINE, failure(way, stream).kind());
    }
    upstreams.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void itsDeadlineCountsFromTheCall(Way way) {
    upstreams.upstream("one", upstreams.silent(new CountDownLatch(1)));
    try (ChatStream stream = streamWithin(Duration.ofNanos(1))) {
      assertEquals(FailureKind.DEADLINE, failure(way, stream).kind());
    }
    upstreams.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource
  void aCutAnswerIsAPartialOne(Way way) {
    upstreams.upstream(
        "one",
        (socket, out) -> {
          Upstreams.head(out);
          Upstreams.say(out, "Half");
        });
    try (ChatStream stream = stream()) {
      RouterException cut = failure(way, stream);
      assertEquals(FailureKind.CUT, cut.kind());
      assertEquals("Half", assertInstanceOf(PartialAnswerException.class, cut).partial().text());
      assertSame(cut, assertThrows(RouterException.class, stream::response));
    }
    upstreams.assertNothingLeft();
  }

  private static RouterException failure(Way way, ChatStream stream) {
    return assertThrows(RouterException.class, () -> way.read(stream, event -> {}));
  }

  /** Runs the action on another thread when the latch is down. */
  private static void after(CountDownLatch latch, Runnable action) {
    Thread thread =
        new Thread(
            () -> {
              if (waits(latch)) {
                action.run();
              }
            },
            "canceller");
    thread.setDaemon(true);
    thread.start();
  }
}
