package dev.patchbay.dispatch;

import dev.patchbay.attempt.EventSink;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.route.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commit point of a live call: events are held back until the first visible one, so that an
 * error before it fails over unseen. One thread.
 */
final class HoldBack implements Delivery {
  /** An upstream that sends so many invisible events must not fill the memory. */
  private static final int MOST_HELD = 4_096;

  private final Consumer<? super ChatEvent> consumer;
  private final Consumer<Candidate> onCommit;
  private boolean shown;
  private @Nullable Continuation continuation;

  /**
   * @param consumer the caller's
   * @param onCommit hears whose output is shown first
   */
  HoldBack(Consumer<? super ChatEvent> consumer, Consumer<Candidate> onCommit) {
    this.consumer = consumer;
    this.onCommit = onCommit;
  }

  @Override
  public EventSink open(Candidate candidate) {
    Continuation bridge = continuation;
    if (bridge == null) {
      return new Sink(candidate);
    }
    return event -> {
      bridge.map(event).forEach(consumer);
      return true;
    };
  }

  @Override
  public boolean shown() {
    return shown;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public void continueAfter(ChatResponse partial) {
    continuation = Continuation.after(partial);
  }

  @Override
  public ChatResponse answer(ChatResponse attempt) {
    return continuation == null ? attempt : continuation.answer();
  }

  private final class Sink implements EventSink {
    private final Candidate candidate;
    private @Nullable List<ChatEvent> held = new ArrayList<>();

    Sink(Candidate candidate) {
      this.candidate = candidate;
    }

    @Override
    public boolean event(ChatEvent event) {
      List<ChatEvent> waiting = held;
      if (waiting == null) {
        consumer.accept(event);
        return true;
      }
      waiting.add(event);
      boolean atEnd = event instanceof ChatEvent.Finish;
      if (event.visible() || atEnd || waiting.size() >= MOST_HELD) {
        held = null;
        shown = true;
        onCommit.accept(candidate);
        waiting.forEach(consumer);
      }
      return true;
    }
  }
}
