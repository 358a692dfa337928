package dev.patchbay.server.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Notices clients of HTTP/1.1 that leave while they are answered. Nothing tells a server: an idle
 * client's leaving is seen only by who reads, and the first write after it even succeeds. So one
 * thread for all of them tries to read a byte of each every 250 ms; over TLS one of the decrypted.
 * Thread-safe.
 */
final class Presence implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(250);

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          run -> {
            Thread one = new Thread(run, "patchbay-presence");
            one.setDaemon(true);
            return one;
          });

  /** One thread's. */
  private final ByteBuffer one = BufferUtil.allocate(1);

  Presence() {
    every(EVERY, () -> watches.forEach(watch -> watch.look(one)));
  }

  /** What else is to be done again and again, quickly, on the same thread. */
  void every(Duration time, Runnable work) {
    thread.scheduleWithFixedDelay(work, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What is to be done once, quickly, on the same thread, at the next look. */
  void next(Runnable work) {
    thread.schedule(work, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Watches a connection that nobody else reads from until the watch is closed.
   *
   * @param left called at most once, on the shared thread: must be quick
   */
  Watch watch(EndPoint connection, Runnable left) {
    Watch watch = new Watch(connection, left);
    watches.add(watch);
    return watch;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** One connection, while it is watched. */
  final class Watch implements AutoCloseable {
    private final EndPoint connection;
    private final Runnable left;
    // guarded by this: whoever closes a watch may read as soon as it is closed
    private boolean over;
    private boolean ateByte;

    private Watch(EndPoint connection, Runnable left) {
      this.connection = connection;
      this.left = left;
    }

    private void look(ByteBuffer room) {
      if (isGone(room)) {
        left.run();
      }
    }

    private synchronized boolean isGone(ByteBuffer room) {
      if (over) {
        return false;
      }
      int read = read(room);
      if (read != 0) {
        end();
      }
      ateByte = read > 0;
      return read < 0;
    }

    private int read(ByteBuffer room) {
      BufferUtil.clear(room);
      try {
        return connection.fill(room);
      } catch (IOException | RuntimeException e) {
        return -1;
      }
    }

    private void end() {
      over = true;
      watches.remove(this);
    }

    /**
     * Whether the client sent more, of which a byte is lost: then the connection can't go on after
     * this answer.
     */
    synchronized boolean ateByte() {
      return ateByte;
    }

    @Override
    public synchronized void close() {
      end();
    }
  }
}
