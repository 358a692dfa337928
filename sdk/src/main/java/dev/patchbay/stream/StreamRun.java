package dev.patchbay.stream;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.CallScope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live call: may be consumed once, ends once, in an answer or an exception. Consumed and begun
 * are two things: a call that is given up before it was consumed is run to its end by whoever gives
 * it up, and fails at once when it is consumed. Thread-safe.
 *
 * @param <C> who consumes it
 */
public final class StreamRun<C> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay");

  private final Body<C> body;
  private final C nobody;
  private final CallScope scope;
  private final Supplier<RouteTrace> trace;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<ChatResponse> end = new CompletableFuture<>();
  private volatile @Nullable Thread runner;

  /** Runs the call, handing its output to the consumer, to the whole answer. */
  @FunctionalInterface
  public interface Body<C> {
    ChatResponse run(C consumer);
  }

  /**
   * @param nobody a consumer who drops everything
   */
  StreamRun(Body<C> body, C nobody, CallScope scope, Supplier<RouteTrace> trace) {
    this.body = body;
    this.nobody = nobody;
    this.scope = scope;
    this.trace = trace;
  }

  /** Takes the right to consume. */
  void claim() {
    if (!claimed.compareAndSet(false, true)) {
      throw new IllegalStateException("An answer can be consumed once: call again for another one");
    }
  }

  /** Runs on this thread what was claimed. */
  void run(C consumer) {
    if (!begun.compareAndSet(false, true)) {
      var unused = await();
      return;
    }
    runner = Thread.currentThread();
    try {
      end.complete(body.run(consumer));
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
      throw e;
    } finally {
      runner = null;
    }
  }

  /** The whole answer: of a consumption that has ended or goes on elsewhere, else of one now. */
  ChatResponse response() {
    if (runner == Thread.currentThread()) {
      throw new IllegalStateException(
          "response() waits for the end of the stream: call it after the consumption, not in it");
    }
    if (claimed.compareAndSet(false, true)) {
      run(nobody);
    }
    return await();
  }

  private ChatResponse await() {
    try {
      return end.get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RouterException known) {
        throw known;
      }
      throw new IllegalStateException("The consumption of this stream failed", e.getCause());
    }
  }

  /** Ends the call because the thread that waits for it was interrupted. */
  RouterException interrupted() {
    cancel();
    Thread.currentThread().interrupt();
    return RouterException.of(
        Failure.of(
            FailureKind.CANCELLED,
            FailurePhase.DURING_OUTPUT,
            "The thread that waited for the answer was interrupted"),
        trace());
  }

  RouteTrace trace() {
    return trace.get();
  }

  /** Stops the call if it has not ended; true if it was stopped by this. */
  boolean cancel() {
    if (end.isDone()) {
      return false;
    }
    boolean first = scope.reason() == null;
    scope.cancel(FailureKind.CANCELLED);
    if (begun.compareAndSet(false, true)) {
      endUnseen();
    }
    return first;
  }

  private void endUnseen() {
    try {
      end.complete(body.run(nobody));
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  /** True once it was cancelled: nobody needs what still comes. */
  boolean stopped() {
    return scope.reason() != null;
  }

  /** Runs the action when the call is stopped, at once if it is. */
  void onStop(Runnable action) {
    var unused = scope.onCancel(action);
  }

  /** What is to be done when the caller's handle was dropped: it does not hold the handle. */
  Runnable whenDropped(String handle) {
    return () -> {
      if (cancel()) {
        LOG.warn("A {} was dropped without close() and has been cancelled: {}", handle, trace());
      }
    };
  }
}
