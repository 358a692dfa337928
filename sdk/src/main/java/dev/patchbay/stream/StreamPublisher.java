package dev.patchbay.stream;

import dev.patchbay.chat.ChatEvent;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events by demand: the call begins with the first request, on a worker that waits for demand
 * before it hands on each event and so before it reads the next. One subscriber; a second gets an
 * {@link IllegalStateException} as its error.
 */
final class StreamPublisher implements Flow.Publisher<ChatEvent> {
  private final StreamRun<Consumer<? super ChatEvent>> run;
  private final Workers workers;

  /** Keeps the stream's handle alive as long as somebody holds the publisher. */
  private final Object handle;

  StreamPublisher(StreamRun<Consumer<? super ChatEvent>> run, Workers workers, Object handle) {
    this.run = run;
    this.workers = workers;
    this.handle = handle;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ChatEvent> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    try {
      run.claim();
    } catch (IllegalStateException e) {
      subscriber.onSubscribe(new Refused());
      subscriber.onError(e);
      return;
    }
    Demand demand = new Demand(subscriber);
    run.onStop(demand::stop);
    subscriber.onSubscribe(demand);
    demand.open();
  }

  /** The subscription of a second subscriber: everything has been said. */
  private static final class Refused implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  /** What the subscriber asked for and did not get yet. Thread-safe. */
  private final class Demand implements Flow.Subscription {
    private final Flow.Subscriber<? super ChatEvent> subscriber;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long wanted;
    private boolean opened;
    private boolean begun;
    private boolean stopped;
    private volatile boolean cancelled;
    private volatile @Nullable RuntimeException fault;

    Demand(Flow.Subscriber<? super ChatEvent> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      if (n > 0) {
        change(() -> wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n);
        return;
      }
      fault =
          new IllegalArgumentException("request(" + n + ") of " + handle + ": must be positive");
      var unused = run.cancel();
    }

    @Override
    public void cancel() {
      cancelled = true;
      var unused = run.cancel();
    }

    /** The subscriber knows its subscription: from now on it may be called. */
    void open() {
      change(() -> opened = true);
    }

    void stop() {
      change(() -> stopped = true);
    }

    private void change(Runnable change) {
      boolean begins;
      lock.lock();
      try {
        change.run();
        changed.signalAll();
        begins = opened && !begun && (wanted > 0 || stopped);
        begun |= begins;
      } finally {
        lock.unlock();
      }
      if (begins) {
        workers.execute(this::publish);
      }
    }

    private void publish() {
      try {
        run.run(this::publish);
      } catch (Throwable e) {
        RuntimeException known = fault;
        tell(() -> subscriber.onError(known == null ? e : known));
        return;
      }
      tell(subscriber::onComplete);
    }

    private void publish(ChatEvent event) {
      if (await() && !cancelled) {
        subscriber.onNext(event);
      }
    }

    private void tell(Runnable signal) {
      if (!cancelled) {
        signal.run();
      }
    }

    /** Waits for demand; false if there will be none. */
    private boolean await() {
      lock.lock();
      try {
        while (wanted == 0 && !stopped) {
          changed.await();
        }
        if (stopped) {
          return false;
        }
        wanted -= wanted == Long.MAX_VALUE ? 0 : 1;
        return true;
      } catch (InterruptedException e) {
        var unused = run.cancel();
        Thread.currentThread().interrupt();
        return false;
      } finally {
        lock.unlock();
      }
    }
  }
}
