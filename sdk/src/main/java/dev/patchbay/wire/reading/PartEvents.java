package dev.patchbay.wire.reading;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;

/**
 * Tells one part of a choice, from its begin to its end; after it, nothing. A part of which nothing
 * was told has no end either. One thread.
 */
public final class PartEvents {
  /** How a part comes. */
  public enum Kind {
    /** Text in pieces, with citations. */
    TEXT,
    /** Readable reasoning in pieces, with a signature. */
    THINKING,
    /** A refusal in pieces. */
    REFUSAL,
    /** A tool call, its arguments in pieces. */
    CALL,
    /** At once. Until it is told, its input may be coming in pieces. */
    WHOLE;

    /** How a part of that class comes. */
    public static Kind of(Part part) {
      if (part instanceof Part.Text) {
        return TEXT;
      } else if (part instanceof Part.Thinking) {
        return THINKING;
      } else if (part instanceof Part.Refusal) {
        return REFUSAL;
      }
      return part instanceof Part.ToolCall ? CALL : WHOLE;
    }
  }

  private final ChoiceEvents choice;
  private final int part;
  private final Kind kind;
  private JsonFields extras = JsonFields.NONE;
  private boolean told;
  private boolean begun;
  private boolean streamed;
  private boolean ended;

  PartEvents(ChoiceEvents choice, int part, Kind kind) {
    this.choice = choice;
    this.part = part;
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** True if some of its text or of its arguments was told, or all of it. */
  public boolean streamed() {
    return streamed;
  }

  /** True until it ends. */
  public boolean isOpen() {
    return !ended;
  }

  boolean takesInput() {
    return kind == Kind.CALL || (kind == Kind.WHOLE && !streamed);
  }

  /** What the begin of a part holds; of a call, not the arguments. */
  void show(Part first) {
    if (first instanceof Part.ToolCall call) {
      call(call.id(), call.name(), call.kind(), call.info());
      return;
    }
    if (kind == Kind.WHOLE) {
      added(first);
      return;
    }
    extras(first.info().extras()); // first: they may say to which item the part belongs
    if (first instanceof Part.Text text) {
      more(text.text());
      text.citations().forEach(this::citation);
    } else if (first instanceof Part.Refusal refusal) {
      more(refusal.text());
    } else if (first instanceof Part.Thinking thinking) {
      thinking(thinking);
    }
  }

  private void thinking(Part.Thinking thinking) {
    more(thinking.text());
    if (thinking.signature() != null) {
      signature(thinking.signature());
    }
  }

  /** A call begins. Arguments as in {@link ChatEvent.ToolCallStart}. */
  public void call(String id, String name, Part.ToolCall.Kind calls, PartInfo info) {
    extras = info.extras();
    tell(new ChatEvent.ToolCallStart(choice.index(), part, id, name, calls, info));
  }

  /**
   * More of its text or of its arguments. The first may be empty, for an empty text is a part too;
   * later ones are left out if they are.
   */
  public void more(String text) {
    if (text.isEmpty() && (begun || kind == Kind.CALL)) {
      return;
    }
    begun = true;
    streamed |= !text.isEmpty();
    int at = choice.index();
    switch (kind) {
      case TEXT -> tell(new ChatEvent.TextDelta(at, part, text));
      case THINKING -> tell(new ChatEvent.ThinkingDelta(at, part, text));
      case REFUSAL -> tell(new ChatEvent.RefusalDelta(at, part, text));
      case CALL -> tell(new ChatEvent.ToolCallDelta(at, part, text));
      case WHOLE -> throw new IllegalStateException("A part that comes whole has no pieces");
    }
  }

  /** A source of the text so far. */
  public void citation(Citation citation) {
    tell(new ChatEvent.CitationAdded(choice.index(), part, citation));
  }

  /** The signature of reasoning; the last one counts. */
  public void signature(Opaque signature) {
    tell(new ChatEvent.Signature(choice.index(), part, signature));
  }

  /** Unknown fields of the part; none, or the same again, are not told. */
  public void extras(JsonFields fields) {
    if (!fields.isEmpty() && !fields.equals(extras)) {
      extras = fields;
      tell(new ChatEvent.PartExtras(choice.index(), part, fields));
    }
  }

  /** All of it at once. */
  public void added(Part whole) {
    streamed = true;
    tell(new ChatEvent.PartAdded(choice.index(), part, whole));
  }

  /** It is complete, unless it was. */
  public void end() {
    if (!ended) {
      if (told) {
        choice.tell(new ChatEvent.PartEnd(choice.index(), part));
      }
      ended = true;
      choice.ended(this);
    }
  }

  private void tell(ChatEvent event) {
    if (!ended) {
      told = true;
      choice.tell(event);
    }
  }
}
