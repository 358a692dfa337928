package dev.patchbay.wire.writing;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import java.util.TreeSet;

/**
 * Writes the parts of one choice, whose events may interleave: a codec says each kind in its words.
 * One thread.
 */
public abstract class PartEvents {
  private final TreeSet<Integer> open = new TreeSet<>();

  /** Takes the next event of a part. */
  void take(ChatEvent event, int part) {
    if (event instanceof ChatEvent.PartEnd) {
      if (open.remove(part)) {
        end(part);
      }
      return;
    }
    open.add(part);
    write(event, part);
  }

  /** Ends what is open. */
  void endAll() {
    while (!open.isEmpty()) {
      end(open.pollFirst());
    }
  }

  final void write(ChatEvent event, int part) {
    if (event instanceof ChatEvent.TextDelta d) {
      text(part, d.text());
    } else if (event instanceof ChatEvent.RefusalDelta d) {
      refusal(part, d.text());
    } else if (event instanceof ChatEvent.ThinkingDelta d) {
      thinking(part, d.text());
    } else if (event instanceof ChatEvent.Signature s) {
      signature(part, s.signature());
    } else if (event instanceof ChatEvent.CitationAdded c) {
      citation(part, c.citation());
    } else if (event instanceof ChatEvent.ToolCallStart s) {
      call(s);
    } else if (event instanceof ChatEvent.ToolCallDelta d) {
      arguments(part, d.arguments());
    } else if (event instanceof ChatEvent.PartAdded p) {
      whole(part, p.content());
    } else if (event instanceof ChatEvent.PartExtras p) {
      extras(part, p.extras());
    }
  }

  /** Writes a part that came whole as its events would have been, if there are events for it. */
  protected final boolean pieces(int part, Part content) {
    if (content instanceof Part.Text text) {
      text(part, text.text());
      text.citations().forEach(citation -> citation(part, citation));
    } else if (content instanceof Part.Refusal refusal) {
      refusal(part, refusal.text());
    } else if (content instanceof Part.Thinking thinking) {
      thinking(part, thinking.text());
      extras(part, thinking.info().extras());
      if (thinking.signature() != null) {
        signature(part, thinking.signature());
      }
    } else if (content instanceof Part.ToolCall call) {
      call(new ChatEvent.ToolCallStart(0, part, call.id(), call.name(), call.kind(), call.info()));
      arguments(part, call.arguments());
    } else {
      return false;
    }
    return true;
  }

  /** More of a text. */
  protected abstract void text(int part, String text);

  /** More of a refusal. */
  protected abstract void refusal(int part, String text);

  /** More of a thought. */
  protected abstract void thinking(int part, String text);

  /** The signature of a thought. */
  protected abstract void signature(int part, Opaque signature);

  /** A source of the text so far. */
  protected abstract void citation(int part, Citation citation);

  /** A call begins. */
  protected abstract void call(ChatEvent.ToolCallStart call);

  /** More of a call's arguments. */
  protected abstract void arguments(int part, String arguments);

  /** A part that comes whole. */
  protected abstract void whole(int part, Part content);

  /** Unknown fields of a part. */
  protected abstract void extras(int part, JsonFields extras);

  /** A part is complete. */
  protected abstract void end(int part);
}
