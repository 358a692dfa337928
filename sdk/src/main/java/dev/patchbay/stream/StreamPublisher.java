package dev.patchbay.stream;

import dev.patchbay.chat.ChatEvent;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Events by demand: the worker that reads upstream waits for a permit before each. One subscriber;
 * a second gets an {@link IllegalStateException} as its error.
 */
final class StreamPublisher implements Flow.Publisher<ChatEvent> {
  private final StreamRun run;
  private final Executor workers;

  /** Keeps the stream's handle alive as long as somebody holds the publisher. */
  private final Object handle;

  StreamPublisher(StreamRun run, Executor workers, Object handle) {
    this.run = run;
    this.workers = workers;
    this.handle = handle;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ChatEvent> subscriber) {
    Demand demand = new Demand(run, handle);
    try {
      run.claim();
    } catch (IllegalStateException e) {
      subscriber.onSubscribe(demand);
      subscriber.onError(e);
      return;
    }
    subscriber.onSubscribe(demand);
    workers.execute(() -> publish(subscriber, demand));
  }

  private void publish(Flow.Subscriber<? super ChatEvent> subscriber, Demand demand) {
    try {
      run.run(
          event -> {
            if (demand.await()) {
              subscriber.onNext(event);
            }
          });
    } catch (RuntimeException e) {
      demand.finish(() -> subscriber.onError(demand.faultOr(e)));
      return;
    }
    demand.finish(subscriber::onComplete);
  }

  /** What the subscriber asked for and did not get yet. Thread-safe. */
  private static final class Demand implements Flow.Subscription {
    private final Semaphore permits = new Semaphore(0);
    private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
    private final StreamRun run;
    private final Object handle;
    private volatile boolean cancelled;

    Demand(StreamRun run, Object handle) {
      this.run = run;
      this.handle = handle;
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        fault.set(
            new IllegalArgumentException("request(" + n + ") of " + handle + ": must be positive"));
        run.cancel();
        return;
      }
      int room = Integer.MAX_VALUE - permits.availablePermits();
      permits.release((int) Math.min(n, room));
    }

    @Override
    public void cancel() {
      cancelled = true;
      run.cancel();
    }

    /** Waits for demand; false if there will be none. */
    boolean await() {
      try {
        while (!cancelled && fault.get() == null) {
          if (permits.tryAcquire(100, TimeUnit.MILLISECONDS)) {
            return true;
          }
          if (run.stopped()) {
            return false;
          }
        }
      } catch (InterruptedException e) {
        run.cancel();
        Thread.currentThread().interrupt();
      }
      return false;
    }

    RuntimeException faultOr(RuntimeException other) {
      RuntimeException known = fault.get();
      return known == null ? other : known;
    }

    void finish(Runnable signal) {
      if (!cancelled) {
        signal.run();
      }
    }
  }
}
