package dev.patchbay.wire.reading;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells one choice of an answer: its parts are numbered as they begin, each ends once, and the
 * finish comes once and after them all; what comes after it is left out. One thread.
 *
 * <p>Where a protocol says which part a piece belongs to, parts {@link #begin} beside each other;
 * where it does not, pieces go to the {@link #current} one.
 */
public final class ChoiceEvents {
  private final AnswerEvents answer;
  private final int index;
  private final Set<PartEvents> open = new LinkedHashSet<>();
  private @Nullable PartEvents current;
  private int parts;
  private int calls;
  private boolean refused;
  private boolean finished;

  ChoiceEvents(AnswerEvents answer, int index) {
    this.answer = answer;
    this.index = index;
  }

  int index() {
    return index;
  }

  /** The current part if it is of that kind; else it ends, and the next one begins. */
  public PartEvents current(PartEvents.Kind kind) {
    if (current == null || current.kind() != kind || !current.isOpen()) {
      endCurrent();
      current = begin(kind);
    }
    return current;
  }

  /** The current part ends, if there is one. */
  public void endCurrent() {
    if (current != null) {
      current.end();
      current = null;
    }
  }

  /** The next part begins, beside those that are open. Nothing is told of it yet. */
  public PartEvents begin(PartEvents.Kind kind) {
    PartEvents part = new PartEvents(this, parts, kind);
    if (finished) {
      part.end();
      return part;
    }
    parts++;
    calls += kind == PartEvents.Kind.CALL ? 1 : 0;
    refused |= kind == PartEvents.Kind.REFUSAL;
    open.add(part);
    return part;
  }

  /** The next part begins, beside those that are open, and what is given of it is told. */
  public PartEvents begin(Part first) {
    PartEvents part = begin(PartEvents.Kind.of(first));
    part.show(first);
    return part;
  }

  /** A part that came whole, whatever its kind; the current one ends before it. */
  public void added(Part whole) {
    endCurrent();
    PartEvents part = begin(PartEvents.Kind.of(whole));
    part.added(whole);
    part.end();
  }

  /** How many calls began so far. */
  public int calls() {
    return calls;
  }

  /** True if the model refused in words. */
  public boolean refused() {
    return refused;
  }

  /** Ends what is open. */
  public void close() {
    current = null;
    for (PartEvents part : List.copyOf(open)) {
      part.end();
    }
  }

  /** The choice is complete, unless it was. Arguments as in {@link ChatEvent.Finish}. */
  public void finish(StopReason reason, @Nullable String stopSequence, JsonFields extras) {
    if (!finished) {
      close();
      finished = true;
      answer.tell(new ChatEvent.Finish(index, reason, stopSequence, extras));
    }
  }

  /** True once it is complete. */
  public boolean finished() {
    return finished;
  }

  boolean takesInput() {
    return open.stream().anyMatch(PartEvents::takesInput);
  }

  void tell(ChatEvent event) {
    answer.tell(event);
  }

  void ended(PartEvents part) {
    open.remove(part);
  }
}
