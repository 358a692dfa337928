package dev.patchbay.stream;

import dev.patchbay.transport.CallScope;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads of a router, all named {@code patchbay-…}: one timer, one that finds dropped streams,
 * and workers for what does not run on the caller's thread. Workers are virtual threads where the
 * platform has them (21 and later), else daemons, as many as there are live calls. Thread-safe.
 */
public final class Workers implements AutoCloseable {
  private static final String WORKER = "patchbay-worker-";

  /** Calls have ended when this closes: what still runs is the end of a caller's own code. */
  private static final Duration LAST_STEPS = Duration.ofSeconds(2);

  private final ExecutorService workers = virtualOrPooled();
  private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor timer;
  private final Deadlines deadlines;
  private final DroppedHandles dropped;

  /** Starts nothing yet: threads begin with the first task. */
  public Workers() {
    this.timer = new ScheduledThreadPoolExecutor(1, daemons("patchbay-dispatch-timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.deadlines = new Deadlines(timer);
    this.dropped = new DroppedHandles(daemons("patchbay-cleaner"));
  }

  /** Runs blocking work on a worker; after the close here, where a call of a closed router ends. */
  public void execute(Runnable task) {
    try {
      workers.execute(() -> run(task));
    } catch (RejectedExecutionException closed) {
      task.run();
    }
  }

  private void run(Runnable task) {
    Thread worker = Thread.currentThread();
    busy.add(worker);
    try {
      task.run();
    } finally {
      busy.remove(worker);
    }
  }

  /** For waits: short tasks only. */
  public ScheduledExecutorService timer() {
    return timer;
  }

  /** Cancels the scope after so long, unless what is returned is run before. */
  public Runnable deadline(CallScope scope, Duration limit) {
    return deadlines.start(scope, limit);
  }

  DroppedHandles dropped() {
    return dropped;
  }

  private static ExecutorService virtualOrPooled() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Class<?> virtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
      Object named =
          lookup
              .findVirtual(
                  builder, "name", MethodType.methodType(builder, String.class, long.class))
              .invoke(
                  lookup
                      .findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtual))
                      .invoke(),
                  WORKER,
                  1L);
      MethodHandle factory =
          lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
      return (ExecutorService)
          lookup
              .findStatic(
                  Executors.class,
                  "newThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class, ThreadFactory.class))
              .invoke((ThreadFactory) factory.invoke(named));
    } catch (Throwable olderPlatform) {
      return Executors.newCachedThreadPool(daemons(WORKER));
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

  /**
   * Ends the threads; work that still runs after two seconds is interrupted. A worker that closes
   * does not wait for itself. Idempotent.
   */
  @Override
  public void close() {
    timer.shutdownNow();
    dropped.close();
    workers.shutdown();
    if (busy.contains(Thread.currentThread())) {
      return;
    }
    try {
      if (!workers.awaitTermination(LAST_STEPS.toMillis(), TimeUnit.MILLISECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
