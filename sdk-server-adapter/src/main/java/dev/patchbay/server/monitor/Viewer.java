package dev.patchbay.server.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One who watches. What happens is put here and never waits: who reads too slowly misses events,
 * and is told how many. Thread-safe; one thread takes.
 */
final class Viewer {
  /** Some seconds of a busy server; the bytes are shared with all who watch. */
  static final int ROOM = 2000;

  private static final int MOST_AT_ONCE = 200;

  private final BlockingQueue<Frame> waiting = new ArrayBlockingQueue<>(ROOM);
  private final AtomicLong missed = new AtomicLong();
  private volatile boolean gone;

  /** Something happened. */
  void offer(Frame frame) {
    if (!waiting.offer(frame)) {
      missed.incrementAndGet();
    }
  }

  /** The next frames, some at once; a heartbeat if none come within that time. */
  List<Frame> take(long millis) throws InterruptedException {
    Frame first = waiting.poll(millis, TimeUnit.MILLISECONDS);
    List<Frame> frames = new ArrayList<>();
    frames.add(first == null ? Frame.HEARTBEAT : first);
    waiting.drainTo(frames, MOST_AT_ONCE);
    long count = missed.getAndSet(0);
    if (count > 0) {
      frames.add(Frame.of("dropped", json -> Say.number(json, "count", count)));
    }
    return frames;
  }

  /** Nobody watches here any more. */
  void leave() {
    gone = true;
    waiting.clear();
    offer(Frame.HEARTBEAT);
  }

  boolean isGone() {
    return gone;
  }
}
