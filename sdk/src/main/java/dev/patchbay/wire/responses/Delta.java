package dev.patchbay.wire.responses;

import static java.util.Map.entry;

import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.wire.Block;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of an open item. Reading it touches no state. Immutable.
 *
 * @param index the item's
 * @param place of the part within the item
 * @param text the piece of text, reasoning or input; empty for others
 * @param part the citation, as a text that has it, or a part as it begins; null for others
 */
record Delta(int index, Kind kind, int place, String text, @Nullable Part part) {
  /** What a delta adds. */
  enum Kind {
    TEXT,
    REFUSAL,
    SUMMARY,
    REASONING,
    INPUT,
    CITATION,
    PART,
    /** Nothing: it is said once more by the item when it is done. */
    SETTLED
  }

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          entry("response.output_text.delta", Kind.TEXT),
          entry("response.refusal.delta", Kind.REFUSAL),
          entry("response.reasoning_summary_text.delta", Kind.SUMMARY),
          entry("response.reasoning_text.delta", Kind.REASONING),
          entry("response.function_call_arguments.delta", Kind.INPUT),
          entry("response.custom_tool_call_input.delta", Kind.INPUT),
          entry("response.output_text.annotation.added", Kind.CITATION),
          entry("response.content_part.added", Kind.PART),
          entry("response.output_text.done", Kind.SETTLED),
          entry("response.refusal.done", Kind.SETTLED),
          entry("response.reasoning_summary_part.added", Kind.SETTLED),
          entry("response.reasoning_summary_part.done", Kind.SETTLED),
          entry("response.reasoning_summary_text.done", Kind.SETTLED),
          entry("response.reasoning_text.done", Kind.SETTLED),
          entry("response.function_call_arguments.done", Kind.SETTLED),
          entry("response.custom_tool_call_input.done", Kind.SETTLED),
          entry("response.content_part.done", Kind.SETTLED));

  /** What an event says; null if it is of a type this version has no word for. */
  static @Nullable Delta read(String type, Block event) {
    Kind kind = KINDS.get(type);
    if (kind == null) {
      return null;
    }
    int index = index(event);
    return switch (kind) {
      case SETTLED -> new Delta(index, kind, 0, "", null);
      case CITATION -> new Delta(index, kind, place(event, "content_index"), "", cited(event));
      case PART -> new Delta(index, kind, place(event, "content_index"), "", begun(event));
      case SUMMARY -> piece(index, kind, event, "summary_index");
      default -> piece(index, kind, event, "content_index");
    };
  }

  /** The index of the item an event is of. */
  static int index(Block event) {
    Integer index = event.integer("output_index");
    if (index == null) {
      throw new BadJsonException("$.output_index", "Expected an item's index, found nothing");
    }
    return index;
  }

  private static Delta piece(int index, Kind kind, Block event, String place) {
    return new Delta(index, kind, place(event, place), event.string("delta", ""), null);
  }

  private static int place(Block event, String name) {
    Integer place = event.integer(name);
    return place == null ? 0 : place;
  }

  private static @Nullable Part cited(Block event) {
    Block annotation = event.object("annotation");
    return annotation == null
        ? null
        : new Part.Text("", List.of(PartDecoder.citation(annotation)), PartInfo.NONE);
  }

  private static @Nullable Part begun(Block event) {
    Block part = event.object("part");
    return part == null ? null : PartDecoder.decode(part);
  }

  /** The type of item the event belongs to, if the item's begin was lost. */
  String itemType() {
    boolean thought = kind == Kind.SUMMARY || kind == Kind.REASONING;
    return thought ? Words.REASONING : Words.MESSAGE;
  }
}
