package dev.patchbay.dispatch;

import dev.patchbay.attempt.EventSink;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.route.Candidate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commit point of a live call: events are held back until the first visible one, so that an
 * error before it fails over unseen. What the caller's consumer throws is kept, not thrown: on its
 * way up it could be taken for a failure of the upstream. One thread.
 */
final class HoldBack implements Delivery {
  private final Consumer<? super ChatEvent> consumer;
  private final Consumer<Candidate> onCommit;
  private boolean shown;
  private @Nullable Throwable fault;
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
    return bridge == null ? new Sink(candidate) : event -> hand(bridge.map(event));
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
  public @Nullable Throwable fault() {
    return fault;
  }

  @Override
  public void continueAfter(ChatResponse partial) {
    continuation = Continuation.after(partial);
  }

  @Override
  public ChatResponse answer(ChatResponse attempt) {
    return continuation == null ? attempt : continuation.answer();
  }

  /** False if the consumer has thrown, now or before: it gets nothing more. */
  private boolean hand(List<ChatEvent> events) {
    return events.stream().allMatch(this::hand);
  }

  private boolean hand(ChatEvent event) {
    if (fault != null) {
      return false;
    }
    try {
      consumer.accept(event);
      return true;
    } catch (RuntimeException | Error e) {
      fault = e;
      return false;
    }
  }

  private final class Sink implements EventSink {
    private final Candidate candidate;
    private @Nullable Held held = new Held();

    Sink(Candidate candidate) {
      this.candidate = candidate;
    }

    @Override
    public boolean event(ChatEvent event) {
      Held waiting = held;
      if (waiting == null) {
        return hand(event);
      }
      if (!waiting.add(event)) {
        return true;
      }
      held = null;
      shown = true;
      onCommit.accept(candidate);
      return hand(waiting.events());
    }
  }
}
