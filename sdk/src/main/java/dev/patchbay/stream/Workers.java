package dev.patchbay.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Cleaner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads of a router: one timer, and workers for what does not run on the caller's thread.
 * Virtual threads where the platform has them (21 and later), else named daemon threads, as many as
 * there are live calls. Thread-safe.
 */
public final class Workers implements AutoCloseable {
  private final ExecutorService workers;
  private final ScheduledThreadPoolExecutor timer;
  private final Cleaner cleaner = Cleaner.create(daemons("patchbay-cleaner"));

  /** Starts nothing yet: threads begin with the first task. */
  public Workers() {
    this.workers = virtualOrPooled();
    this.timer = new ScheduledThreadPoolExecutor(1, daemons("patchbay-dispatch-timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** For blocking work. */
  public ExecutorService executor() {
    return workers;
  }

  /** For deadlines and waits: short tasks only. */
  public ScheduledExecutorService timer() {
    return timer;
  }

  /** For handles that are dropped without being closed; its thread ends with this object. */
  Cleaner cleaner() {
    return cleaner;
  }

  private static ExecutorService virtualOrPooled() {
    try {
      Object made =
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class))
              .invoke();
      return (ExecutorService) made;
    } catch (Throwable olderPlatform) {
      return Executors.newCachedThreadPool(daemons("patchbay-worker-"));
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicLong number = new AtomicLong();
    return task -> {
      String suffix = name.endsWith("-") ? String.valueOf(number.incrementAndGet()) : "";
      Thread thread = new Thread(task, name + suffix);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Ends the threads; work that runs is interrupted after five seconds. Idempotent. */
  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
