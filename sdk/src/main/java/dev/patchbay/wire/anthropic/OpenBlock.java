package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.util.List;
import java.util.function.Consumer;

/** One content block of a stream between its start and its stop. One thread. */
final class OpenBlock {
  /** How the block comes. */
  enum Kind {
    TEXT,
    THINKING,
    CALL,
    /**
     * Whole in its start, or whole at its stop: redacted thinking, hosted tools and the unknown.
     */
    WHOLE
  }

  private final int part;
  private final Part started;
  private final Kind kind;
  private final StringBuilder input = new StringBuilder();
  private boolean streamed;

  private OpenBlock(int part, Part started) {
    this.part = part;
    this.started = started;
    this.kind = kind(started);
  }

  static OpenBlock of(int part, Block block, Issuer issuer) {
    return new OpenBlock(part, PartDecoder.decode(block, issuer));
  }

  private static Kind kind(Part part) {
    if (part instanceof Part.Text) {
      return Kind.TEXT;
    }
    if (part instanceof Part.Thinking) {
      return Kind.THINKING;
    }
    return part instanceof Part.ToolCall ? Kind.CALL : Kind.WHOLE;
  }

  Kind kind() {
    return kind;
  }

  boolean takesInput() {
    return kind == Kind.CALL || started instanceof Part.Unknown;
  }

  /** Hands out what the start holds; an empty text is handed out too, for there is a block. */
  void begin(Consumer<ChatEvent> out) {
    if (started instanceof Part.Text text) {
      out.accept(new ChatEvent.TextDelta(0, part, text.text()));
      text.citations().forEach(c -> out.accept(new ChatEvent.CitationAdded(0, part, c)));
      extras(out);
    } else if (started instanceof Part.Thinking thinking) {
      out.accept(new ChatEvent.ThinkingDelta(0, part, thinking.text()));
      if (thinking.signature() != null) {
        out.accept(new ChatEvent.Signature(0, part, thinking.signature()));
      }
      extras(out);
    } else if (started instanceof Part.ToolCall call) {
      out.accept(
          new ChatEvent.ToolCallStart(0, part, call.id(), call.name(), call.kind(), call.info()));
    }
  }

  private void extras(Consumer<ChatEvent> out) {
    JsonFields extras = started.info().extras();
    if (!extras.isEmpty()) {
      out.accept(new ChatEvent.PartExtras(0, part, extras));
    }
  }

  /** Takes a delta; false if it is of a type unknown, or not of this block's kind. */
  boolean delta(Block delta, Issuer issuer, List<ChatEvent> out) {
    switch (delta.string("type", "") + "/" + kind) {
      case "text_delta/TEXT" -> out.add(new ChatEvent.TextDelta(0, part, delta.required("text")));
      case "citations_delta/TEXT" -> out.add(citation(delta));
      case "thinking_delta/THINKING" ->
          out.add(new ChatEvent.ThinkingDelta(0, part, delta.required("thinking")));
      case "signature_delta/THINKING" -> {
        Opaque signature = new Opaque(delta.required("signature"), issuer);
        out.add(new ChatEvent.Signature(0, part, signature));
      }
      case "input_json_delta/CALL" -> {
        String fragment = delta.required("partial_json");
        if (!fragment.isEmpty()) {
          streamed = true;
          out.add(new ChatEvent.ToolCallDelta(0, part, fragment));
        }
      }
      case "input_json_delta/WHOLE" -> input.append(delta.required("partial_json"));
      default -> {
        return false;
      }
    }
    return true;
  }

  private ChatEvent citation(Block delta) {
    Block citation = delta.object("citation");
    if (citation == null) {
      throw new BadJsonException("$.delta.citation", "Expected a citation, found nothing");
    }
    return new ChatEvent.CitationAdded(0, part, PartDecoder.citation(citation));
  }

  /** Hands out what waited for the stop, and the end of the part. */
  void close(Consumer<ChatEvent> out) {
    if (started instanceof Part.ToolCall call) {
      if (!streamed && !call.arguments().equals("{}")) {
        out.accept(new ChatEvent.ToolCallDelta(0, part, call.arguments()));
      }
    } else if (kind == Kind.WHOLE) {
      out.accept(new ChatEvent.PartAdded(0, part, whole()));
    }
    out.accept(new ChatEvent.PartEnd(0, part));
  }

  /** The block with the input that came in pieces; with the start's if they make no JSON. */
  private Part whole() {
    if (!(started instanceof Part.Unknown unknown) || input.toString().isBlank()) {
      return started;
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
