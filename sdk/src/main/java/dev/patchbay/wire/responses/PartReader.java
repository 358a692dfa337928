package dev.patchbay.wire.responses;

import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.reading.ChoiceEvents;
import dev.patchbay.wire.reading.PartEvents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of an item, from what is streamed of it to its whole: what was streamed is not told
 * again. One thread.
 */
final class PartReader {
  private final PartEvents part;
  private String entry = "";
  private int citations;

  private PartReader(PartEvents part) {
    this.part = part;
  }

  /**
   * A part begins, of which nothing is known but its kind.
   *
   * @param extras what the item says of it
   */
  static PartReader begin(ChoiceEvents choice, PartEvents.Kind kind, JsonFields extras) {
    PartReader begun = new PartReader(choice.begin(kind));
    begun.part.extras(extras);
    begun.part.more(""); // an empty text is a part too
    return begun;
  }

  /** A call begins, with what there is of its arguments. */
  static PartReader begin(ChoiceEvents choice, Part.ToolCall call) {
    PartReader begun = new PartReader(choice.begin(call));
    begun.part.more(arguments(call));
    return begun;
  }

  /** No arguments are an empty object in the end, so it may be that they come yet. */
  private static String arguments(Part.ToolCall call) {
    boolean none = call.kind() == Part.ToolCall.Kind.FUNCTION && call.arguments().equals("{}");
    return none ? "" : call.arguments();
  }

  void more(String text) {
    if (!text.isEmpty()) {
      part.more(text);
    }
  }

  /** More reasoning: what belongs to another entry stands apart. */
  void entry(String key, String text) {
    boolean other = part.streamed() && !entry.equals(key);
    entry = key;
    more(other ? ThinkingWords.BETWEEN + text : text);
  }

  void cite(List<Citation> sources) {
    if (part.kind() == PartEvents.Kind.TEXT) {
      citations += sources.size();
      sources.forEach(part::citation);
    }
  }

  /** True if the whole part may be what was streamed. */
  boolean takes(Part whole) {
    return ThinkingWords.isThinking(whole)
        ? part.kind() == PartEvents.Kind.THINKING
        : part.kind() == PartEvents.Kind.of(whole);
  }

  /** Tells what was not streamed of the part, and ends it. */
  void settle(Part whole) {
    if (whole instanceof Part.Text text) {
      unlessStreamed(text.text());
      List<Citation> all = text.citations();
      cite(all.subList(Math.min(citations, all.size()), all.size()));
    } else if (whole instanceof Part.Refusal refusal) {
      unlessStreamed(refusal.text());
    } else if (whole instanceof Part.ToolCall call) {
      unlessStreamed(arguments(call));
    } else if (whole instanceof Part.Thinking thinking) {
      unlessStreamed(thinking.text());
    }
    sign(ThinkingWords.sealed(whole));
    part.extras(whole.info().extras());
    part.end();
  }

  private void unlessStreamed(String text) {
    if (!part.streamed()) {
      more(text);
    }
  }

  private void sign(@Nullable Opaque signature) {
    if (signature != null) {
      part.signature(signature);
    }
  }

  /** Ends it as it is. */
  void close() {
    part.end();
  }
}
