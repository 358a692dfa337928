package dev.patchbay.stream;

import dev.patchbay.chat.ChatEvent;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Events read by a worker and handed over; a slow reader is back-pressure. One thread reads. */
final class StreamIterator implements Iterator<ChatEvent> {
  private final Handoff handoff = new Handoff();
  private final StreamRun<Consumer<? super ChatEvent>> run;

  /** Keeps the handle alive as long as somebody iterates. */
  @SuppressWarnings({"unused", "FieldCanBeLocal"})
  private final Object handle;

  private @Nullable ChatEvent next;
  private boolean ended;

  StreamIterator(StreamRun<Consumer<? super ChatEvent>> run, Workers workers, Object handle) {
    this.run = run;
    this.handle = handle;
    run.onStop(handoff::stop);
    workers.execute(new Filler(run, handoff));
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = take();
    }
    return next != null;
  }

  private @Nullable ChatEvent take() {
    ended = true;
    try {
      ChatEvent event = handoff.take();
      ended = event == null;
      return event;
    } catch (InterruptedException e) {
      throw run.interrupted();
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

  /** Runs the call; knows nothing of the handle, so that a dropped one can be found. */
  private record Filler(StreamRun<Consumer<? super ChatEvent>> call, Handoff handoff)
      implements Runnable {
    @Override
    public void run() {
      try {
        call.run(this::put);
        handoff.end(null);
      } catch (Throwable e) {
        handoff.end(e);
      }
    }

    private void put(ChatEvent event) {
      try {
        handoff.put(event);
      } catch (InterruptedException e) {
        call.cancel();
        Thread.currentThread().interrupt();
      }
    }
  }
}
