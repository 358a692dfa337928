package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Block;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One output item of a stream, from its first event to the one that holds it whole. What was
 * streamed of it is not told again. One thread.
 */
final class OpenItem {
  /** What one event says of an item. */
  record Change(Kind kind, int place, String text, @Nullable Part part) {
    /** How an event changes its item. */
    enum Kind {
      TEXT,
      REFUSAL,
      SUMMARY,
      REASONING,
      INPUT,
      CITATION,
      PART
    }

    private static final Map<String, Kind> DELTAS =
        Map.of(
            "response.output_text.delta", Kind.TEXT,
            "response.refusal.delta", Kind.REFUSAL,
            "response.reasoning_summary_text.delta", Kind.SUMMARY,
            "response.reasoning_text.delta", Kind.REASONING,
            "response.function_call_arguments.delta", Kind.INPUT,
            "response.custom_tool_call_input.delta", Kind.INPUT);

    /** Said once more by the item when it is done. */
    private static final Set<String> SETTLED =
        Set.of(
            "response.output_text.done",
            "response.refusal.done",
            "response.reasoning_summary_part.added",
            "response.reasoning_summary_part.done",
            "response.reasoning_summary_text.done",
            "response.reasoning_text.done",
            "response.function_call_arguments.done",
            "response.custom_tool_call_input.done",
            "response.content_part.done");

    /** The change of an event; null if this version has no word for it. */
    static @Nullable Change of(String type, Block event) {
      Kind kind = DELTAS.get(type);
      if (kind != null) {
        String place = kind == Kind.SUMMARY ? "summary_index" : "content_index";
        return new Change(kind, place(event, place), event.string("delta", ""), null);
      }
      if (type.equals("response.output_text.annotation.added")) {
        Block annotation = event.object("annotation");
        Part cited =
            annotation == null
                ? null
                : new Part.Text("", List.of(PartDecoder.citation(annotation)), PartInfo.NONE);
        return new Change(Kind.CITATION, place(event, "content_index"), "", cited);
      }
      if (type.equals("response.content_part.added")) {
        Block part = event.object("part");
        Part begun = part == null ? null : PartDecoder.decode(part);
        return new Change(Kind.PART, place(event, "content_index"), "", begun);
      }
      return SETTLED.contains(type) ? new Change(Kind.PART, 0, "", null) : null;
    }

    private static int place(Block event, String name) {
      Integer place = event.integer(name);
      return place == null ? 0 : place;
    }

    /** The type of item the event belongs to, if the item's begin was lost. */
    String itemType() {
      boolean thought = kind == Kind.SUMMARY || kind == Kind.REASONING;
      return thought ? Words.REASONING : Words.MESSAGE;
    }
  }

  /** The parts of the answer so far: how many, and of which kinds. */
  static final class Parts {
    private int count;
    private boolean calls;
    private boolean refusal;

    int next(Part part) {
      calls |= part instanceof Part.ToolCall;
      refusal |= part instanceof Part.Refusal;
      return count++;
    }

    ResponseDecoder.Kinds kinds() {
      return new ResponseDecoder.Kinds(calls, refusal);
    }
  }

  private final Parts parts;
  private final Map<Integer, OpenPart> open = new TreeMap<>();
  private final String type;
  private @Nullable Part begun;
  private JsonFields mark = JsonFields.NONE;
  private boolean settled;

  OpenItem(String type, Parts parts) {
    this.type = type;
    this.parts = parts;
  }

  /** An item as its first event shows it, which is without its content. */
  static OpenItem begun(Block item, Issuer issuer, String seed, Parts parts) {
    OpenItem open = new OpenItem(ItemDecoder.type(item), parts);
    Block copy = Words.block(item.raw(), item.path());
    List<Part> first = ItemDecoder.answer(item, issuer, seed);
    open.begun = first.isEmpty() ? null : first.get(0);
    if (open.type.equals(Words.MESSAGE)) {
      for (String known : List.of("type", "role", "status", "content")) {
        copy.take(known);
      }
      open.mark = Mark.of(copy);
    } else if (open.begun != null) {
      open.mark = open.begun.info().extras();
    }
    return open;
  }

  /** A call is told at once; everything else when there is something of it. */
  void begin(Consumer<ChatEvent> out) {
    if (begun instanceof Part.ToolCall call) {
      part(0, call, out);
    }
  }

  boolean takesInput() {
    return !settled && begun instanceof Part.ToolCall;
  }

  void change(Change change, Consumer<ChatEvent> out) {
    if (settled) {
      return;
    }
    Part said = change.part();
    switch (change.kind()) {
      case TEXT -> part(change.place(), new Part.Text(""), out).text(change.text(), out);
      case REFUSAL -> part(change.place(), new Part.Refusal(""), out).text(change.text(), out);
      case SUMMARY, REASONING -> thought(change, out);
      case INPUT -> {
        OpenPart call = open.get(0);
        if (call != null) {
          call.text(change.text(), out);
        }
      }
      case CITATION -> {
        if (said instanceof Part.Text cited) {
          part(change.place(), new Part.Text(""), out).cite(cited.citations(), out);
        }
      }
      case PART -> {
        if (said instanceof Part.Text text) {
          part(change.place(), new Part.Text(""), out).text(text.text(), out);
        } else if (said instanceof Part.Refusal refusal) {
          part(change.place(), new Part.Refusal(""), out).text(refusal.text(), out);
        }
      }
    }
  }

  private void thought(Change change, Consumer<ChatEvent> out) {
    if (open.isEmpty() && change.kind() == Change.Kind.REASONING) {
      mark = ThinkingWords.raw(mark);
    }
    if (!change.text().isEmpty()) {
      part(0, new Part.Thinking("", null), out)
          .entry(change.kind() + "/" + change.place(), change.text(), out);
    }
  }

  /** The open part at a place; it is begun if there is none, the first with the item's mark. */
  private OpenPart part(int place, Part kind, Consumer<ChatEvent> out) {
    OpenPart known = open.get(place);
    if (known != null) {
      return known;
    }
    OpenPart part = new OpenPart(parts.next(kind), kind);
    JsonFields extras = open.isEmpty() ? mark : JsonFields.NONE;
    open.put(place, part);
    part.begin(extras, out);
    return part;
  }

  /** Takes the item whole: tells what was not streamed of it, and ends its parts. */
  void settle(String wholeType, List<Part> whole, Consumer<ChatEvent> out) {
    if (settled) {
      return;
    }
    if (!wholeType.equals(type)) {
      open.values().forEach(part -> part.end(out));
      open.clear();
    }
    for (int i = 0; i < whole.size(); i++) {
      OpenPart known = open.remove(i);
      if (known == null || !known.takes(whole.get(i))) {
        if (known != null) {
          known.end(out);
        }
        known = new OpenPart(parts.next(whole.get(i)), whole.get(i));
        known.whole(whole.get(i), out);
      } else {
        known.rest(whole.get(i), out);
      }
      known.end(out);
    }
    close(out);
  }

  /** Ends what is open. */
  void close(Consumer<ChatEvent> out) {
    if (!settled) {
      settled = true;
      open.values().forEach(part -> part.end(out));
      open.clear();
    }
  }
}
