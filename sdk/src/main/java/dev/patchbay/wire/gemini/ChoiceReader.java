package dev.patchbay.wire.gemini;

import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.reading.ChoiceEvents;
import dev.patchbay.wire.reading.PartEvents;
import org.jspecify.annotations.Nullable;

/**
 * One choice while its deltas come in. A part with a signature is never put together with another:
 * it is handed out whole. One thread.
 */
final class ChoiceReader {
  private final ChoiceEvents choice;
  private final StringBuilder said = new StringBuilder();
  private JsonFields extras = JsonFields.NONE;
  private @Nullable PartEvents text;
  private @Nullable PartEvents call;
  private @Nullable PartialArgs args;

  ChoiceReader(ChoiceEvents choice) {
    this.choice = choice;
  }

  void read(Delta delta) {
    if (choice.finished()) {
      return;
    }
    extras = extras.and(delta.extras());
    for (Delta.Piece piece : delta.pieces()) {
      if (piece instanceof Delta.Piece.Fragment fragment) {
        fragment(fragment);
      } else if (piece instanceof Delta.Piece.Whole part && !PartDecoder.isNothing(part.part())) {
        part(part.part(), delta.whole());
      }
    }
    if (delta.whole() || delta.finish() != null) {
      finish(delta.finish());
    }
  }

  /** Parts of a whole answer stand apart, as it wrote them. */
  private void part(Part part, boolean whole) {
    endCall();
    if (whole) {
      choice.endCurrent();
    }
    boolean plain = PartDecoder.isPlain(part);
    if (plain && part instanceof Part.Text more) {
      text(more.text());
    } else if (plain && part instanceof Part.Thinking more) {
      choice.current(PartEvents.Kind.THINKING).more(more.text());
    } else if (part instanceof Part.ToolCall made) {
      choice.endCurrent();
      PartEvents begun = choice.begin(made);
      begun.more(made.arguments());
      begun.end();
    } else {
      choice.added(part);
    }
  }

  private void text(String more) {
    PartEvents part = choice.current(PartEvents.Kind.TEXT);
    if (part != text) {
      text = part;
      said.setLength(0);
    }
    part.more(more);
    said.append(more);
  }

  private void fragment(Delta.Piece.Fragment piece) {
    if (!piece.name().isEmpty()) {
      endCall();
      choice.endCurrent();
      call = choice.begin(PartEvents.Kind.CALL);
      call.call(piece.id(), piece.name(), Part.ToolCall.Kind.FUNCTION, piece.info());
      args = new PartialArgs();
    }
    if (args != null) { // else it is the rest of a call nobody began
      piece.values().forEach(args::add);
    }
    if (!piece.more()) {
      endCall();
    }
  }

  private void endCall() {
    if (call != null && args != null) {
      call.more(args.json());
      call.end();
    }
    call = null;
    args = null;
  }

  /** Sources come with the last frame; they are of the text that ends the answer. */
  private void cite() {
    if (text != null && text.isOpen()) {
      Grounding.citations(extras, said.toString()).forEach(text::citation);
    }
  }

  /** Ends what is open; a call whose arguments were cut off keeps none, and nobody saw its end. */
  void close() {
    choice.close();
  }

  private void finish(@Nullable String word) {
    endCall();
    cite();
    choice.finish(StopWords.reason(word, choice), null, extras.and(StopWords.extras(word)));
  }
}
