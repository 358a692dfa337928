package dev.patchbay;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.CallScope;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The future of a call. Whoever completes it before the answer does, by cancelling it or by a
 * timeout, cancels the call upstream. Thread-safe.
 */
final class CallFuture extends CompletableFuture<ChatResponse> {
  CallFuture(CallScope scope) {
    // After the call's own end there is nothing left to cancel.
    var unused = whenComplete((answer, failure) -> scope.cancel(FailureKind.CANCELLED));
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
}
