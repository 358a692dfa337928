package dev.patchbay.stream;

import dev.patchbay.chat.ChatEvent;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Events through a bounded queue, filled by a worker: a slow reader is back-pressure upstream. One
 * thread reads.
 */
final class StreamIterator implements Iterator<ChatEvent> {
  private static final int QUEUE = 64;
  private static final Object END = new Object();

  private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(QUEUE);
  private final StreamRun run;

  /** Keeps the handle alive as long as somebody iterates. */
  private final Object handle;

  private @Nullable ChatEvent next;
  private boolean ended;

  StreamIterator(StreamRun run, Executor workers, Object handle) {
    this.run = run;
    this.handle = handle;
    Filler filler = new Filler(run, queue);
    workers.execute(filler);
  }

  @Override
  public boolean hasNext() {
    if (next != null) {
      return true;
    }
    if (ended) {
      return false;
    }
    Object item = take();
    if (item instanceof ChatEvent event) {
      next = event;
      return true;
    }
    ended = true;
    if (item instanceof RuntimeException failure) {
      throw failure;
    }
    return false;
  }

  private Object take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      run.cancel();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + handle, e);
    }
  }

  @Override
  public ChatEvent next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("The stream has ended");
    }
    ChatEvent event = next;
    next = null;
    return event;
  }

  /** Fills the queue; knows nothing of the handle, so that a dropped one can be found. */
  private record Filler(StreamRun call, BlockingQueue<Object> queue) implements Runnable {
    @Override
    public void run() {
      Object end = END;
      try {
        call.run(this::put);
      } catch (RuntimeException e) {
        end = e;
      }
      put(end);
    }

    /** A reader who went away without closing is found by the cleaner, which cancels the run. */
    private void put(Object item) {
      try {
        while (!queue.offer(item, 100, TimeUnit.MILLISECONDS)) {
          if (call.stopped()) {
            return;
          }
        }
      } catch (InterruptedException e) {
        call.cancel();
        Thread.currentThread().interrupt();
      }
    }
  }
}
