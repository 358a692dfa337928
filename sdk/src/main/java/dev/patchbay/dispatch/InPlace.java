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
import org.jspecify.annotations.Nullable;

/**
 * Executes retries in place: Failsafe waits and calls again, {@link dev.patchbay.course.Course} has
 * decided whether and when. Thread-safe.
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
   * @throws CancellationException if the scope was cancelled or the thread interrupted during a
   *     wait
   */
  Tried run(Once once, CallScope scope) {
    Wait wait = new Wait();
    ContextualSupplier<Tried, Tried> supplier =
        context -> {
          wait.end();
          Tried tried = once.run(context.getAttemptCount() + 1);
          wait.begin(tried.retries());
          return tried;
        };
    Call<Tried> call = executor.newCall(supplier);
    wait.call = call;
    CallScope.Registration stop = scope.onCancel(wait::stop);
    try {
      return call.execute();
    } catch (FailsafeException e) {
      CancellationException cancelled = new CancellationException("Stopped while waiting");
      cancelled.initCause(e);
      throw cancelled;
    } finally {
      stop.close();
      wait.end();
    }
  }

  /**
   * The waits of one call. A cancel interrupts a wait and nothing else: not the consumer of an
   * attempt, and not what the thread does after it.
   */
  private static final class Wait {
    private @Nullable Call<Tried> call;
    private boolean waiting;
    private boolean stopped;
    private boolean interrupted;

    synchronized void begin(boolean waits) {
      waiting = waits;
      if (waits && stopped) {
        throw new CancellationException("Stopped before a wait");
      }
    }

    synchronized void stop() {
      stopped = true;
      Call<Tried> running = call;
      if (waiting && running != null) {
        interrupted = true;
        running.cancel(true);
      }
    }

    /** An interrupt of ours that came when the wait was over already is taken back. */
    synchronized void end() {
      waiting = false;
      if (interrupted) {
        interrupted = false;
        var unused = Thread.interrupted();
      }
    }
  }
}
