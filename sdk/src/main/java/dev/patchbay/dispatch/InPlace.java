package dev.patchbay.dispatch;

import dev.failsafe.Call;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.ContextualSupplier;
import dev.patchbay.course.Step;
import dev.patchbay.transport.CallScope;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Executes retries in place: Failsafe waits and calls again, {@link Course} has decided whether and
 * when. Thread-safe.
 */
final class InPlace {
  private final FailsafeExecutor<Tried> executor;

  /**
   * @param timer Failsafe's default is a static thread of its own: it must be given ours
   */
  InPlace(ScheduledExecutorService timer) {
    RetryPolicy<Tried> policy =
        RetryPolicy.<Tried>builder()
            .handleIf((tried, error) -> error == null && tried.retries())
            .withMaxAttempts(-1)
            .withDelayFn(context -> delay(context.getLastResult()))
            .build();
    this.executor = Failsafe.with(policy).with(timer);
  }

  private static Duration delay(Tried tried) {
    return tried.step() instanceof Step.Again again ? again.delay() : Duration.ZERO;
  }

  /** One try; {@code tries} counts from 1. */
  @FunctionalInterface
  interface Once {
    Tried run(int tries);
  }

  /**
   * Tries until the step is not to try again.
   *
   * @throws CancellationException if the scope was cancelled or the thread interrupted meanwhile
   */
  Tried run(Once once, CallScope scope) {
    ContextualSupplier<Tried, Tried> supplier = context -> once.run(context.getAttemptCount() + 1);
    Call<Tried> call = executor.newCall(supplier);
    CallScope.Registration waiting = scope.onCancel(() -> call.cancel(true));
    try {
      return call.execute();
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      CancellationException cancelled = new CancellationException("Interrupted while waiting");
      cancelled.initCause(e);
      throw cancelled;
    } finally {
      waiting.close();
    }
  }
}
