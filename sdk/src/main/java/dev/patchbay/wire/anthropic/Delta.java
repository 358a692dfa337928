package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.Citation;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.wire.Block;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of an open block. Reading it touches no state. Immutable.
 *
 * @param index the block's
 * @param kind null if this version has no word for it
 * @param text the piece of text, signature or input; empty for a citation
 */
record Delta(int index, @Nullable Kind kind, String text, @Nullable Citation citation) {
  /** What a delta adds. */
  enum Kind {
    TEXT("text"),
    CITATION("citation"),
    THINKING("thinking"),
    SIGNATURE("signature"),
    INPUT("partial_json");

    private final String field;

    Kind(String field) {
      this.field = field;
    }
  }

  private static final Map<String, Kind> KINDS =
      Map.of(
          "text_delta", Kind.TEXT,
          "citations_delta", Kind.CITATION,
          "thinking_delta", Kind.THINKING,
          "signature_delta", Kind.SIGNATURE,
          "input_json_delta", Kind.INPUT);

  static Delta read(Block event) {
    int index = index(event);
    Block delta = event.object("delta");
    if (delta == null) {
      throw new BadJsonException("$.delta", "Expected a delta, found nothing");
    }
    Kind kind = KINDS.get(delta.string("type", ""));
    if (kind == null) {
      return new Delta(index, null, "", null);
    }
    return kind == Kind.CITATION
        ? new Delta(index, kind, "", citation(delta))
        : new Delta(index, kind, delta.required(kind.field), null);
  }

  /** The index of the block an event is of. */
  static int index(Block event) {
    Integer index = event.integer("index");
    if (index == null) {
      throw new BadJsonException("$.index", "Expected a block's index, found nothing");
    }
    return index;
  }

  private static Citation citation(Block delta) {
    Block citation = delta.object(Kind.CITATION.field);
    if (citation == null) {
      throw new BadJsonException("$.delta.citation", "Expected a citation, found nothing");
    }
    return PartDecoder.citation(citation);
  }
}
