package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import java.util.List;
import java.util.function.Consumer;

/** One part of a stream while its deltas come in. One thread. */
final class OpenPart {
  private final int part;
  private final Part kind;
  private JsonFields told = JsonFields.NONE;
  private String entry = "";
  private int citations;
  private boolean streamed;

  /**
   * @param kind a part of the kind, without content; of a call its name and id
   */
  OpenPart(int part, Part kind) {
    this.part = part;
    this.kind = kind;
  }

  /** An empty text is a part too. */
  void begin(JsonFields extras, Consumer<ChatEvent> out) {
    if (kind instanceof Part.ToolCall call) {
      told = call.info().extras();
      out.accept(
          new ChatEvent.ToolCallStart(0, part, call.id(), call.name(), call.kind(), call.info()));
      if (!call.arguments().isEmpty() && !call.arguments().equals("{}")) {
        text(call.arguments(), out);
      }
      return;
    }
    extras(extras, out);
    delta("", out);
  }

  private void extras(JsonFields extras, Consumer<ChatEvent> out) {
    if (!extras.isEmpty() && !extras.equals(told)) {
      told = extras;
      out.accept(new ChatEvent.PartExtras(0, part, extras));
    }
  }

  void text(String text, Consumer<ChatEvent> out) {
    if (!text.isEmpty()) {
      streamed = true;
      delta(text, out);
    }
  }

  /** More reasoning: what belongs to another entry stands apart. */
  void entry(String key, String text, Consumer<ChatEvent> out) {
    boolean other = streamed && !entry.equals(key);
    entry = key;
    text(other ? ThinkingWords.BETWEEN + text : text, out);
  }

  private void delta(String text, Consumer<ChatEvent> out) {
    if (kind instanceof Part.Text) {
      out.accept(new ChatEvent.TextDelta(0, part, text));
    } else if (kind instanceof Part.Refusal) {
      out.accept(new ChatEvent.RefusalDelta(0, part, text));
    } else if (kind instanceof Part.Thinking) {
      out.accept(new ChatEvent.ThinkingDelta(0, part, text));
    } else if (kind instanceof Part.ToolCall) {
      out.accept(new ChatEvent.ToolCallDelta(0, part, text));
    }
  }

  void cite(List<Citation> sources, Consumer<ChatEvent> out) {
    if (kind instanceof Part.Text) {
      citations += sources.size();
      sources.forEach(source -> out.accept(new ChatEvent.CitationAdded(0, part, source)));
    }
  }

  /** True if the whole part may be what was streamed. */
  boolean takes(Part whole) {
    boolean thinking = kind instanceof Part.Thinking && ThinkingWords.isThinking(whole);
    return thinking || kind.getClass() == whole.getClass();
  }

  /** Tells a part of which nothing was streamed. */
  void whole(Part whole, Consumer<ChatEvent> out) {
    boolean streams =
        whole instanceof Part.Text
            || whole instanceof Part.Refusal
            || whole instanceof Part.Thinking
            || whole instanceof Part.ToolCall;
    if (!streams) {
      out.accept(new ChatEvent.PartAdded(0, part, whole));
    } else {
      begin(whole.info().extras(), out);
      rest(whole, out);
    }
  }

  /** Tells what was not streamed of the part. */
  void rest(Part whole, Consumer<ChatEvent> out) {
    if (whole instanceof Part.Text text) {
      unlessStreamed(text.text(), out);
      List<Citation> all = text.citations();
      cite(all.subList(Math.min(citations, all.size()), all.size()), out);
    } else if (whole instanceof Part.Refusal refusal) {
      unlessStreamed(refusal.text(), out);
    } else if (whole instanceof Part.ToolCall call) {
      unlessStreamed(call.arguments().equals("{}") ? "" : call.arguments(), out);
    } else if (whole instanceof Part.Thinking thinking) {
      unlessStreamed(thinking.text(), out);
    }
    Opaque sealed = ThinkingWords.sealed(whole);
    if (sealed != null) {
      out.accept(new ChatEvent.Signature(0, part, sealed));
    }
    extras(whole.info().extras(), out);
  }

  private void unlessStreamed(String text, Consumer<ChatEvent> out) {
    if (!streamed) {
      text(text, out);
    }
  }

  void end(Consumer<ChatEvent> out) {
    out.accept(new ChatEvent.PartEnd(0, part));
  }
}
