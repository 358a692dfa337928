package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.reading.ChoiceEvents;
import dev.patchbay.wire.reading.PartEvents;
import org.jspecify.annotations.Nullable;

/** One content block of a stream between its start and its stop. One thread. */
final class BlockReader {
  private final PartEvents part;
  private final Part started;
  private final Issuer issuer;
  private final StringBuilder input = new StringBuilder();

  /** A block begins, and what its start holds is told; of hosted tools the input comes yet. */
  BlockReader(ChoiceEvents choice, Part started, Issuer issuer) {
    this.part =
        started instanceof Part.Unknown
            ? choice.begin(PartEvents.Kind.WHOLE)
            : choice.begin(started);
    this.started = started;
    this.issuer = issuer;
  }

  /** Takes a delta; false if it is of a kind unknown, or not of this block's. */
  boolean read(Delta delta) {
    if (delta.kind() == null) {
      return false;
    }
    return switch (delta.kind()) {
      case TEXT -> more(delta.text(), PartEvents.Kind.TEXT);
      case CITATION -> cite(delta.citation());
      case THINKING -> more(delta.text(), PartEvents.Kind.THINKING);
      case SIGNATURE -> sign(delta.text());
      case INPUT -> input(delta.text());
    };
  }

  private boolean more(String text, PartEvents.Kind kind) {
    boolean fits = part.kind() == kind;
    if (fits) {
      part.more(text);
    }
    return fits;
  }

  private boolean cite(@Nullable Citation citation) {
    boolean fits = part.kind() == PartEvents.Kind.TEXT;
    if (fits && citation != null) {
      part.citation(citation);
    }
    return fits;
  }

  private boolean sign(String signature) {
    boolean fits = part.kind() == PartEvents.Kind.THINKING;
    if (fits) {
      part.signature(new Opaque(signature, issuer));
    }
    return fits;
  }

  private boolean input(String piece) {
    if (started instanceof Part.Unknown) {
      input.append(piece);
      return true;
    }
    return more(piece, PartEvents.Kind.CALL);
  }

  /** Tells what waited for the stop, and ends the part. */
  void close() {
    if (started instanceof Part.ToolCall call) {
      if (!part.streamed() && !call.arguments().equals("{}")) {
        part.more(call.arguments());
      }
    } else if (started instanceof Part.Unknown unknown) {
      part.added(whole(unknown));
    }
    part.end();
  }

  /** The block with the input that came in pieces; with the start's if they make no JSON. */
  private Part whole(Part.Unknown unknown) {
    if (input.toString().isBlank()) {
      return unknown;
    }
    try {
      RawJson collected = RawJson.of(input.toString());
      JsonFields fields = Words.block(unknown.raw(), "$").rest().with("input", collected);
      return new Part.Unknown(unknown.protocol(), unknown.type(), RawJson.object(fields));
    } catch (BadJsonException e) {
      return unknown;
    }
  }
}
