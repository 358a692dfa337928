package dev.patchbay.server.api;

import dev.patchbay.stream.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps streams alive while nothing is written to them: one timer for all, and workers that write,
 * so that a client that does not read holds up nobody else. Thread-safe.
 */
public final class Pulse implements AutoCloseable {
  private final Timing timing;
  private final Workers workers = new Workers();

  /**
   * When beats come. Immutable.
   *
   * @param first after this long without any answer
   * @param every and then after this long without anything written
   */
  public record Timing(Duration first, Duration every) {
    /** Some proxies cut what is silent for 15 s; failures before 10 s can have their own status. */
    public static final Timing DEFAULT = new Timing(Duration.ofSeconds(10), Duration.ofSeconds(5));
  }

  /** Beats at these times. */
  public Pulse(Timing timing) {
    this.timing = timing;
  }

  /**
   * Begins to watch a stream.
   *
   * @param left runs if a beat shows that the client has left
   * @return ends it; to be ended when the answer is written
   */
  Beating start(AnswerSink sink, Runnable left) {
    Beating beating = new Beating(sink, left);
    beating.plan(timing.first());
    return beating;
  }

  @Override
  public void close() {
    workers.close();
  }

  /** One stream's. */
  final class Beating {
    private final AnswerSink sink;
    private final Runnable left;
    private volatile boolean ended;
    private volatile @Nullable ScheduledFuture<?> next;

    private Beating(AnswerSink sink, Runnable left) {
      this.sink = sink;
      this.left = left;
    }

    private void plan(Duration wait) {
      try {
        next = workers.timer().schedule(this::look, wait.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException closing) {
        return;
      }
      if (ended) {
        end();
      }
    }

    private void look() {
      if (ended) {
        return;
      }
      Duration quiet = quiet();
      Duration wait = quiet.minusNanos(sink.quietFor());
      if (wait.isZero() || wait.isNegative()) {
        workers.execute(() -> beat(quiet));
        wait = timing.every();
      }
      plan(wait);
    }

    private Duration quiet() {
      return sink.alive() ? timing.every() : timing.first();
    }

    private void beat(Duration quiet) {
      try {
        if (!ended) {
          sink.beat(quiet);
        }
      } catch (IOException e) {
        left.run();
      }
    }

    /** No more of it. */
    void end() {
      ended = true;
      ScheduledFuture<?> planned = next;
      if (planned != null) {
        planned.cancel(false);
      }
    }
  }
}
