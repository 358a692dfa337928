package dev.patchbay.logbook;

import dev.patchbay.log.RequestLog;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes bodies fit to be kept and hands them to the log, on a thread of its own that ends when
 * there is nothing to do for a while. Thread-safe.
 */
final class PayloadWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PayloadWriter.class);

  /** Most bytes that wait; what comes then is dropped. */
  private static final long MOST_WAITING = 64L * 1024 * 1024;

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final RequestLog log;
  private final ExecutorService thread;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  PayloadWriter(RequestLog log) {
    this.log = log;
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread worker = new Thread(work, "patchbay-payloads");
              worker.setDaemon(true);
              return worker;
            });
    one.allowCoreThreadTimeOut(true);
    this.thread = one;
  }

  void write(RawPayload payload) {
    if (waiting.addAndGet(payload.weight()) > MOST_WAITING) {
      drop(payload);
      return;
    }
    try {
      thread.execute(() -> attach(payload));
    } catch (RejectedExecutionException e) {
      drop(payload); // the router is closed
    }
  }

  private void drop(RawPayload payload) {
    waiting.addAndGet(-payload.weight());
    dropped.incrementAndGet();
  }

  private void attach(RawPayload payload) {
    try {
      log.attach(payload.kept());
    } catch (RuntimeException e) {
      dropped.incrementAndGet();
      LOG.warn("What request {} said could not be logged", payload.subject().id(), e);
    } finally {
      waiting.addAndGet(-payload.weight());
    }
  }

  long dropped() {
    return dropped.get();
  }

  /** Waits until what was given so far is with the log. */
  void flush() {
    if (waiting.get() == 0) {
      return; // where none are kept, no thread is to be started
    }
    try {
      thread.submit(() -> {}).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Nothing was done that could fail", e);
    } catch (RejectedExecutionException e) {
      // Closed: all of it was written, or never will be.
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Bodies of requests still wait to be logged and are dropped");
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
