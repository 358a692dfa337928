package dev.patchbay;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.CallScope;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The future of a call; cancelling it cancels the call upstream. Thread-safe. */
final class CallFuture extends CompletableFuture<ChatResponse> {
  private final CallScope scope;

  CallFuture(CallScope scope) {
    this.scope = scope;
  }

  void run(Supplier<ChatResponse> call) {
    if (isDone()) {
      return;
    }
    try {
      complete(call.get());
    } catch (RuntimeException | Error e) {
      completeExceptionally(e);
    }
  }

  /** Cancels the future and the call, whatever the argument says. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      scope.cancel(FailureKind.CANCELLED);
    }
    return cancelled;
  }
}
