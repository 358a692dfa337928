package dev.patchbay.server.monitor;

import dev.patchbay.Requests;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.event.RouteListener;
import dev.patchbay.failure.StoreException;
import dev.patchbay.log.RequestTail;
import dev.patchbay.server.alerts.News;
import dev.patchbay.server.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all who watch what happens. One thread reads the log and makes the words, once for all of
 * them, and only while somebody watches; a request's own thread does no more than to put an event
 * into a queue that never waits. Thread-safe.
 */
final class Feed implements RouteListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  /** Each holds a connection, and on Java 17 a thread. */
  static final int MOST_VIEWERS = 100;

  private static final int MOST_EVENTS = 4096;
  private static final int MOST_REQUESTS = 200;
  private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();
  private static final long WAIT_MILLIS = 100;

  private final BlockingQueue<RouteEvent> events = new ArrayBlockingQueue<>(MOST_EVENTS);
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private @Nullable Requests requests;
  private @Nullable Thread thread;
  private volatile String cursor = "";
  private volatile boolean closed;
  private boolean troubled;

  /** Whose requests they are; before anybody watches. */
  synchronized void follow(Requests log) {
    requests = log;
  }

  @Override
  public void on(RouteEvent event) {
    // Too much at once: those who watch see the ends of these requests all the same.
    boolean unused = viewers.isEmpty() || events.offer(event);
  }

  /**
   * Refuses one more.
   *
   * @throws Fault if there are enough, or it was closed
   */
  void refuseFull() {
    if (closed) {
      throw Fault.of(503, "unavailable", "The server stops");
    }
    if (viewers.size() >= MOST_VIEWERS) {
      throw Fault.later(
          "There are " + MOST_VIEWERS + " live streams; close one", Duration.ofSeconds(10));
    }
  }

  /**
   * One more watches, and is told all that happens from now on.
   *
   * @return the place in the log that this is
   */
  synchronized String join(Viewer viewer) {
    refuseFull();
    Requests log = requests;
    if (log == null) {
      throw new IllegalStateException("There is no router yet");
    }
    if (thread == null) {
      cursor = log.follow(null, 1).cursor();
      events.clear();
      Thread next = new Thread(() -> run(log), "patchbay-monitor");
      next.setDaemon(true);
      thread = next;
      viewers.add(viewer);
      next.start();
    } else {
      viewers.add(viewer);
    }
    return cursor;
  }

  /** One watches no more. Idempotent. */
  void leave(Viewer viewer) {
    viewers.remove(viewer);
    viewer.leave();
  }

  private void run(Requests log) {
    long lookedAt = System.nanoTime();
    try {
      while (goesOn()) {
        RouteEvent event = events.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        if (event != null) {
          EventView.of(event).ifPresent(frame -> tell(List.of(frame)));
        }
        if (System.nanoTime() - lookedAt >= LOOK_NANOS) {
          look(log);
          lookedAt = System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The thread ends when nobody watches; the next one who does begins another. */
  private synchronized boolean goesOn() {
    if (viewers.isEmpty()) {
      thread = null;
      return false;
    }
    return true;
  }

  private void look(Requests log) {
    try {
      RequestTail tail;
      do {
        tail = log.follow(cursor, MOST_REQUESTS);
        tell(EventView.of(tail));
        cursor = tail.cursor();
      } while (tail.requests().size() == MOST_REQUESTS);
      troubled = false;
    } catch (StoreException e) {
      if (!troubled) {
        LOG.warn("Live views wait for the request log", e);
      }
      troubled = true;
    }
  }

  /** Something happened to an alert. */
  void alert(News news) {
    if (!viewers.isEmpty()) {
      tell(List.of(EventView.of(news)));
    }
  }

  private void tell(List<Frame> frames) {
    for (Viewer viewer : viewers) {
      frames.forEach(viewer::offer);
    }
  }

  @Override
  public void close() {
    closed = true;
    viewers.forEach(this::leave);
  }
}
