package dev.patchbay.wire.writing;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.StopReason;
import dev.patchbay.failure.Failure;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.OpaqueTag;
import dev.patchbay.wire.StreamEncoder;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Encodes a stream: keeps what is known of the answer, gives each choice's parts to their writer,
 * and sees to it that the answer begins once, that nothing of a choice follows its end, and nothing
 * at all the end or the error. A codec says the words. One thread.
 *
 * @param <P> what writes the parts of a choice
 */
public abstract class AnswerWriter<P extends PartEvents> implements StreamEncoder {
  /** How many answers a stream of the protocol may hold. */
  public enum Choices {
    /** One; what more there are is declared lost. */
    ONE,
    /** Any number. */
    MANY
  }

  /** A part of our own, where the model's own parts have ended. */
  private static final int LAST_PART = Integer.MAX_VALUE;

  private final String protocol;
  private final Told told;
  private final Losses losses = new Losses();
  private final Frames frames = new Frames();
  private final Choices choices;
  private final SortedMap<Integer, P> parts = new TreeMap<>();
  private boolean begun;
  private boolean over;

  /** An answer for a client of the protocol. */
  protected AnswerWriter(String protocol, Choices choices) {
    this.protocol = protocol;
    this.told = new Told(protocol);
    this.choices = choices;
  }

  @Override
  public final void encode(ChatEvent given, Consumer<SseFrame> out) {
    ChatEvent event = OpaqueTag.shown(given, protocol);
    frames.to(out);
    PartRef ref = PartRef.of(event);
    if (over) {
      return;
    }
    if (ref != null) {
      part(event, ref);
    } else if (event instanceof ChatEvent.Finish finish) {
      finish(finish);
    } else if (event instanceof ChatEvent.Unknown stranger) {
      stranger(stranger);
    } else {
      told.answer(event);
    }
  }

  private void part(ChatEvent event, PartRef ref) {
    int choice = ref.choice();
    if (choices == Choices.ONE && choice != 0) {
      losses.lost("choices", "only the first answer was kept");
    } else if (!told.isFinished(choice)) {
      told.part(choice, event);
      beginOnce();
      parts(choice).take(event, ref.part());
    }
  }

  private void finish(ChatEvent.Finish finish) {
    int choice = finish.choice();
    if ((choices == Choices.ONE && choice != 0) || told.isFinished(choice)) {
      return;
    }
    P open = parts.get(choice);
    if (open != null) {
      open.endAll();
    }
    finish(choice, told.finish(finish));
  }

  @Override
  public final void heartbeat(Consumer<SseFrame> out) {
    if (!over) {
      out.accept(beat());
    }
  }

  @Override
  public final void end(Consumer<SseFrame> out) {
    frames.to(out);
    if (!over) {
      over = true;
      beginOnce();
      parts.values().forEach(PartEvents::endAll);
      end();
    }
  }

  @Override
  public final void fail(Failure failure, Consumer<SseFrame> out) {
    frames.to(out);
    if (!over) {
      over = true;
      fail(failure);
    }
  }

  @Override
  public final List<Loss> losses() {
    return losses.list();
  }

  /** Writes that the answer begins, unless that was written. */
  protected final void beginOnce() {
    if (!begun) {
      begun = true;
      begin();
    }
  }

  /** The answer's begin was written by somebody else. */
  protected final void hasBegun() {
    begun = true;
  }

  /** Tells a refusal that came without a word in words, for clients that look for some. */
  protected final void decline(int choice, Ending ending) {
    if (ending.reason() == StopReason.REFUSAL && !told.said(choice).refusal()) {
      beginOnce();
      P writer = parts(choice);
      writer.take(new ChatEvent.RefusalDelta(choice, LAST_PART, ending.declined()), LAST_PART);
      writer.endAll();
    }
  }

  /** The writer of a choice's parts. */
  protected final P parts(int choice) {
    return parts.computeIfAbsent(choice, this::writer);
  }

  /** What is known of the answer. */
  protected final Told told() {
    return told;
  }

  /** Where losses are declared. */
  protected final Losses lost() {
    return losses;
  }

  /** Where frames go. */
  protected final Frames frames() {
    return frames;
  }

  /**
   * The answer begins: not before its first part, so that what is known by then can be told. Some
   * protocols have no word for it.
   */
  protected void begin() {}

  /** A new writer for the parts of a choice. */
  protected abstract P writer(int choice);

  /** What says nothing; protocols without an event of that kind send a comment. */
  protected SseFrame beat() {
    return SseFrame.COMMENT;
  }

  /** An event nobody has a word for; protocols with closed lists of events leave it out. */
  protected void stranger(ChatEvent.Unknown event) {}

  /** A choice is complete; its parts have ended. */
  protected abstract void finish(int choice, Ending ending);

  /** The answer is complete. */
  protected abstract void end();

  /** The answer failed. */
  protected abstract void fail(Failure failure);
}
