package dev.patchbay.server.roster;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a second, on a thread of its own. A look that fails is told once. Thread-safe. */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long MILLIS = 1000;

  private final Runnable look;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "patchbay-roster");
            made.setDaemon(true);
            return made;
          });
  private boolean failing;

  Watch(Runnable look) {
    this.look = look;
  }

  void start() {
    thread.scheduleWithFixedDelay(this::once, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Never throws: a task that does is not run again. */
  private void once() {
    try {
      look.run();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("What was changed by others could not be looked at or applied", e);
      }
      failing = true;
    }
  }

  /** Idempotent. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
