package dev.patchbay.stream;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.CallScope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One live call: may be consumed once, ends in an answer or an exception. Thread-safe. */
public final class StreamRun {
  private final Body body;
  private final CallScope scope;
  private final Supplier<RouteTrace> trace;
  private final Runnable onEnd;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

  /** Runs the call, handing its events to the consumer, to the whole answer. */
  @FunctionalInterface
  public interface Body {
    ChatResponse run(Consumer<? super ChatEvent> consumer);
  }

  StreamRun(Body body, CallScope scope, Supplier<RouteTrace> trace, Runnable onEnd) {
    this.body = body;
    this.scope = scope;
    this.trace = trace;
    this.onEnd = onEnd;
  }

  /** Takes the right to consume. */
  void claim() {
    if (!claimed.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "A ChatStream can be consumed once: call stream() again for another answer");
    }
  }

  /** Claims and runs on this thread. */
  void consume(Consumer<? super ChatEvent> consumer) {
    claim();
    run(consumer);
  }

  /** Runs on this thread what was claimed. */
  void run(Consumer<? super ChatEvent> consumer) {
    try {
      end.complete(body.run(consumer));
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
      throw e;
    } finally {
      onEnd.run();
    }
  }

  /** The whole answer: of a consumption that has ended or goes on elsewhere, else of one now. */
  ChatResponse response() {
    if (claimed.compareAndSet(false, true)) {
      run(event -> {});
    }
    try {
      return end.get();
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the answer", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RouterException known) {
        throw known;
      }
      throw new IllegalStateException("The consumption of this stream failed", e.getCause());
    }
  }

  RouteTrace trace() {
    return trace.get();
  }

  void cancel() {
    abandon(FailureKind.CANCELLED);
  }

  /** True once it was cancelled: nobody needs what still comes. */
  boolean stopped() {
    return scope.reason() != null;
  }

  /** Stops the call if it has not ended; true if it was stopped by this. */
  boolean abandon(FailureKind reason) {
    if (end.isDone() || scope.reason() != null) {
      return false;
    }
    scope.cancel(reason);
    if (!claimed.get()) {
      onEnd.run();
    }
    return true;
  }
}
