package dev.patchbay.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.CallScope;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Back-pressure, demand and endings, with an upstream that only counts. */
@Timeout(30)
class RoutedStreamTest {
  private static final ChatEvent EVENT = new ChatEvent.TextDelta(0, 0, "a");
  private static final RouteTrace TRACE =
      new RouteTrace("", "m", List.of(), List.of(), false, List.of(), List.of());

  private final Workers workers = new Workers();
  private final CallScope scope = new CallScope();
  private final AtomicInteger made = new AtomicInteger();

  @AfterEach
  void close() {
    scope.cancel(FailureKind.CANCELLED);
    workers.close();
  }

  /** Events until it is cancelled. */
  private ChatResponse endless(Consumer<? super ChatEvent> consumer) {
    while (scope.reason() == null) {
      made.incrementAndGet();
      consumer.accept(EVENT);
    }
    throw RouterException.of(
        Failure.of(scope.reason(), FailurePhase.DURING_OUTPUT, "stopped"), TRACE);
  }

  private ChatStream stream(StreamRun.Body<Consumer<? super ChatEvent>> body) {
    return RoutedStream.of(body, scope, () -> TRACE, workers);
  }

  @Test
  void aSlowIterationStopsTheUpstream() {
    try (ChatStream stream = stream(this::endless)) {
      Iterator<ChatEvent> events = stream.iterator();
      eventually(() -> made.get() == 65);
      events.next();
      eventually(() -> made.get() == 66);
      settles();
      assertEquals(66, made.get());
    }
  }

  @Test
  void anIterationEndsWhenItIsCancelledWithItsQueueFull() {
    try (ChatStream stream = stream(this::endless)) {
      Iterator<ChatEvent> events = stream.iterator();
      eventually(() -> made.get() == 65);
      stream.cancel();
      assertEquals(
          FailureKind.CANCELLED, assertThrows(RouterException.class, events::hasNext).kind());
      assertEquals(false, events.hasNext());
    }
  }

  @Test
  void anIterationShowsWhatCameBeforeAFailure() {
    IllegalArgumentException mine = new IllegalArgumentException("mine");
    try (ChatStream stream =
        stream(
            consumer -> {
              consumer.accept(EVENT);
              throw mine;
            })) {
      Iterator<ChatEvent> events = stream.iterator();
      assertSame(EVENT, events.next());
      assertSame(mine, assertThrows(IllegalArgumentException.class, events::next));
    }
  }

  @Test
  void anErrorInTheWorkerReachesTheIteration() {
    try (ChatStream stream =
        stream(
            consumer -> {
              throw new StackOverflowError();
            })) {
      assertThrows(StackOverflowError.class, stream.iterator()::hasNext);
    }
  }

  @Test
  void anInterruptedIterationCancelsAndKeepsTheInterrupt() {
    try (ChatStream stream =
        stream(
            consumer -> {
              eventually(() -> scope.reason() != null);
              return endless(consumer);
            })) {
      Iterator<ChatEvent> events = stream.iterator();
      Thread.currentThread().interrupt();
      assertEquals(FailureKind.CANCELLED, assertThrows(RouterException.class, events::next).kind());
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void aDroppedIterationIsCancelled() {
    drop();
    eventually(
        () -> {
          System.gc();
          return scope.reason() == FailureKind.CANCELLED;
        });
  }

  private void drop() {
    stream(this::endless).iterator().next();
  }

  @Test
  void aStreamDroppedBeforeItWasReadIsEnded() {
    AtomicInteger ends = new AtomicInteger();
    dropUnread(ends);
    eventually(
        () -> {
          System.gc();
          return ends.get() == 1;
        });
  }

  private void dropUnread(AtomicInteger ends) {
    var unused =
        stream(
            consumer -> {
              ends.incrementAndGet();
              return endless(consumer);
            });
  }

  @Test
  void aStreamInUseIsNotTakenForDropped() {
    try (ChatStream stream = stream(this::endless)) {
      Iterator<ChatEvent> events = stream.iterator();
      for (int i = 0; i < 200; i++) {
        events.next();
        if (i % 50 == 0) {
          System.gc();
        }
      }
      assertNull(scope.reason());
    }
  }

  @Test
  void waitingForTheEndInsideTheConsumptionIsRefused() {
    try (ChatStream stream =
        stream(
            consumer -> {
              consumer.accept(EVENT);
              return new ChatFold().response();
            })) {
      assertThrows(IllegalStateException.class, () -> stream.forEach(event -> stream.response()));
    }
  }

  @Test
  void aPublisherReadsNothingBeforeItIsAsked() {
    try (ChatStream stream = stream(this::endless)) {
      Asking subscriber = new Asking();
      stream.publisher().subscribe(subscriber);
      settles();
      assertEquals(0, made.get());
      subscriber.subscription.request(1);
      assertSame(EVENT, subscriber.next());
      settles();
      assertEquals(2, made.get(), "the second event waits for demand");
      assertEquals(0, subscriber.signals.size());
      subscriber.subscription.request(Long.MAX_VALUE);
      subscriber.subscription.request(Long.MAX_VALUE);
      eventually(() -> made.get() > 1_000);
    }
  }

  @Test
  void aCancelledSubscriptionHearsNothingMore() {
    try (ChatStream stream = stream(this::endless)) {
      Asking subscriber = new Asking();
      stream.publisher().subscribe(subscriber);
      subscriber.subscription.request(1);
      assertSame(EVENT, subscriber.next());
      subscriber.subscription.cancel();
      assertThrows(RouterException.class, stream::response);
      assertEquals(FailureKind.CANCELLED, scope.reason());
      assertEquals(0, subscriber.signals.size());
    }
  }

  @Test
  void aRequestForNothingIsAnError() {
    try (ChatStream stream = stream(this::endless)) {
      Asking subscriber = new Asking();
      stream.publisher().subscribe(subscriber);
      subscriber.subscription.request(0);
      assertInstanceOf(IllegalArgumentException.class, subscriber.next());
    }
  }

  @Test
  void cancellingTheStreamIsTheSubscribersError() {
    try (ChatStream stream = stream(this::endless)) {
      Asking subscriber = new Asking();
      stream.publisher().subscribe(subscriber);
      stream.cancel();
      assertInstanceOf(RouterException.class, subscriber.next());
    }
  }

  @Test
  void aSecondSubscriberIsRefused() {
    try (ChatStream stream = stream(this::endless)) {
      Flow.Publisher<ChatEvent> publisher = stream.publisher();
      publisher.subscribe(new Asking());
      Asking second = new Asking();
      publisher.subscribe(second);
      assertInstanceOf(IllegalStateException.class, second.next());
    }
  }

  /** Keeps what it hears; "complete" is a signal of its own. */
  private static final class Asking implements Flow.Subscriber<ChatEvent> {
    private final BlockingQueue<Object> signals = new LinkedBlockingQueue<>();
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(ChatEvent event) {
      signals.add(event);
    }

    @Override
    public void onError(Throwable thrown) {
      signals.add(thrown);
    }

    @Override
    public void onComplete() {
      signals.add("complete");
    }

    Object next() {
      try {
        return signals.poll(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void eventually(java.util.function.BooleanSupplier holds) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, "not in time");
      LockSupport.parkNanos(1_000_000); // others have to run for it to hold
    }
  }

  /** Time in which something that must not happen could happen: a pass proves little alone. */
  private static void settles() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(30);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
