package dev.patchbay.wire.gemini;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One choice while its pieces come in. A part with a signature is never put together with another:
 * it is handed out whole. One thread.
 */
final class ChoiceReader {
  private static final int NONE = -1;

  private final int choice;
  private final StringBuilder said = new StringBuilder();
  private JsonFields extras = JsonFields.NONE;
  private int parts;
  private int calls;
  private int text = NONE;
  private int thinking = NONE;
  private int call = NONE;
  private @Nullable PartialArgs args;
  private boolean finished;

  ChoiceReader(int choice) {
    this.choice = choice;
  }

  boolean finished() {
    return finished;
  }

  int calls() {
    return calls;
  }

  boolean inToolArguments() {
    return !finished && call != NONE;
  }

  void read(Candidate candidate, Consumer<ChatEvent> out) {
    if (finished) {
      return;
    }
    extras = extras.and(candidate.extras());
    for (Candidate.Piece piece : candidate.pieces()) {
      if (piece instanceof Candidate.Piece.Fragment fragment) {
        fragment(fragment, out);
      } else if (piece instanceof Candidate.Piece.Whole whole) {
        part(whole.part(), out);
      }
    }
    if (candidate.finish() != null) {
      String word = candidate.finish();
      cite(out);
      finish(Candidate.stopReason(word, calls > 0), Candidate.ended(word, extras), out);
    }
  }

  private void part(Part part, Consumer<ChatEvent> out) {
    boolean plain = ResponseDecoder.isPlain(part);
    if (plain && part instanceof Part.Text more) {
      text(more.text(), out);
    } else if (plain && part instanceof Part.Thinking more) {
      thinking(more.text(), out);
    } else if (part instanceof Part.ToolCall whole) {
      closeParts(out);
      calls++;
      start(whole, out);
      out.accept(new ChatEvent.ToolCallDelta(choice, parts, whole.arguments()));
      out.accept(new ChatEvent.PartEnd(choice, parts++));
    } else {
      closeParts(out);
      out.accept(new ChatEvent.PartAdded(choice, parts, part));
      out.accept(new ChatEvent.PartEnd(choice, parts++));
    }
  }

  private void start(Part.ToolCall made, Consumer<ChatEvent> out) {
    out.accept(
        new ChatEvent.ToolCallStart(
            choice, parts, made.id(), made.name(), made.kind(), made.info()));
  }

  private void text(String more, Consumer<ChatEvent> out) {
    if (more.isEmpty()) {
      return;
    }
    if (text == NONE) {
      closeParts(out);
      text = parts++;
    }
    said.append(more);
    out.accept(new ChatEvent.TextDelta(choice, text, more));
  }

  private void thinking(String more, Consumer<ChatEvent> out) {
    if (thinking == NONE) {
      closeParts(out);
      thinking = parts++;
    }
    out.accept(new ChatEvent.ThinkingDelta(choice, thinking, more));
  }

  private void fragment(Candidate.Piece.Fragment piece, Consumer<ChatEvent> out) {
    if (!piece.name().isEmpty() || call == NONE) {
      if (piece.name().isEmpty()) {
        return; // the rest of a call nobody began
      }
      closeParts(out);
      calls++;
      out.accept(
          new ChatEvent.ToolCallStart(
              choice, parts, piece.id(), piece.name(), Part.ToolCall.Kind.FUNCTION, piece.info()));
      call = parts++;
      args = new PartialArgs();
    }
    if (args != null) {
      piece.values().forEach(args::add);
    }
    if (!piece.more()) {
      closeCall(out);
    }
  }

  private void closeCall(Consumer<ChatEvent> out) {
    if (call != NONE && args != null) {
      out.accept(new ChatEvent.ToolCallDelta(choice, call, args.json()));
    }
    call = end(call, out);
    args = null;
  }

  private void closeParts(Consumer<ChatEvent> out) {
    closeCall(out);
    thinking = end(thinking, out);
    text = end(text, out);
    said.setLength(0);
  }

  private int end(int part, Consumer<ChatEvent> out) {
    if (part != NONE) {
      out.accept(new ChatEvent.PartEnd(choice, part));
    }
    return NONE;
  }

  /** Sources come with the last frame; they are of the text that ends the answer. */
  private void cite(Consumer<ChatEvent> out) {
    if (text != NONE) {
      Grounding.citations(extras, said.toString())
          .forEach(c -> out.accept(new ChatEvent.CitationAdded(choice, text, c)));
    }
  }

  /** Ends what is open; a call whose arguments were cut off keeps none, and nobody saw its end. */
  void close(Consumer<ChatEvent> out) {
    args = null;
    closeParts(out);
  }

  void finish(StopReason reason, JsonFields told, Consumer<ChatEvent> out) {
    closeParts(out);
    finished = true;
    out.accept(new ChatEvent.Finish(choice, reason, null, told));
  }
}
