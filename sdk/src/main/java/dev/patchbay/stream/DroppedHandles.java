package dev.patchbay.stream;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds handles that the garbage collector took before they were closed. What {@link
 * java.lang.ref.Cleaner} does, with a thread that ends when it is told to and not when the next
 * collection happens to come. The thread begins with the first handle. Thread-safe.
 */
final class DroppedHandles {
  private static final Logger LOG = LoggerFactory.getLogger(DroppedHandles.class);

  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final Set<Trail> trails = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean started = new AtomicBoolean();
  private final Thread thread;

  DroppedHandles(ThreadFactory threads) {
    this.thread = threads.newThread(this::look);
  }

  /** What is left of a handle; must not refer to it. */
  static final class Trail extends PhantomReference<Object> {
    private final Runnable whenDropped;

    Trail(Object handle, ReferenceQueue<Object> queue, Runnable whenDropped) {
      super(handle, queue);
      this.whenDropped = whenDropped;
    }
  }

  /** Runs the action on the looking thread if the handle is dropped before {@link #forget}. */
  Trail watch(Object handle, Runnable whenDropped) {
    Trail trail = new Trail(handle, queue, whenDropped);
    trails.add(trail);
    if (started.compareAndSet(false, true)) {
      thread.start();
    }
    return trail;
  }

  /** The handle was closed. */
  void forget(Trail trail) {
    trails.remove(trail);
    trail.clear();
  }

  private void look() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Trail trail = (Trail) queue.remove();
        if (trails.remove(trail)) {
          run(trail);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a listener throws at the end of a dropped call must not stop the looking. */
  private static void run(Trail trail) {
    try {
      trail.whenDropped.run();
    } catch (RuntimeException e) {
      LOG.warn("A dropped stream could not be cancelled", e);
    }
  }

  /** Ends the thread. Idempotent. */
  void close() {
    thread.interrupt();
  }
}
