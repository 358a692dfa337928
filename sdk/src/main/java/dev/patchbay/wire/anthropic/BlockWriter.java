package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.turn.ToolForms;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the content blocks of a stream, one open at a time. One thread. */
final class BlockWriter {
  private static final int NONE = -1;

  private final List<Loss> losses;
  private final StringBuilder freeText = new StringBuilder();
  private int index = NONE;
  private int part = NONE;
  private String kind = "";
  private boolean custom;
  private @Nullable Opaque signature;

  BlockWriter(List<Loss> losses) {
    this.losses = losses;
  }

  boolean isOpen() {
    return part != NONE;
  }

  boolean inToolCall() {
    return isOpen() && kind.equals("tool_use");
  }

  /** The part whose block is open; -1 for none. */
  int part() {
    return part;
  }

  void write(ChatEvent event, int of, Consumer<SseFrame> out) {
    if (event instanceof ChatEvent.TextDelta text) {
      text(of, text.text(), out);
    } else if (event instanceof ChatEvent.RefusalDelta refusal) {
      text(of, refusal.text(), out);
    } else if (event instanceof ChatEvent.CitationAdded added) {
      citation(of, added.citation(), out);
    } else if (event instanceof ChatEvent.ThinkingDelta thinking) {
      thinking(of, thinking.text(), out);
    } else if (event instanceof ChatEvent.Signature signed) {
      open(of, "thinking", out);
      signature = signed.signature();
    } else if (event instanceof ChatEvent.ToolCallStart call) {
      call(call, out);
    } else if (event instanceof ChatEvent.ToolCallDelta more) {
      arguments(of, more.arguments(), out);
    } else if (event instanceof ChatEvent.PartAdded added) {
      whole(of, added.content(), out);
    } else if (event instanceof ChatEvent.PartEnd && part == of) {
      close(out);
    }
  }

  private void text(int of, String text, Consumer<SseFrame> out) {
    // A block without text is refused when the client sends it back.
    if (!text.isEmpty()) {
      open(of, "text", out);
      delta(out, "text_delta", w -> w.name("text").value(text));
    }
  }

  private void citation(int of, Citation citation, Consumer<SseFrame> out) {
    if (!citation.protocol().equals(Words.PROTOCOL)) {
      lose("citations", "a source in another protocol's form was left out");
      return;
    }
    open(of, "text", out);
    delta(out, "citations_delta", w -> Json.raw(w.name("citation"), citation.raw()));
  }

  private void thinking(int of, String text, Consumer<SseFrame> out) {
    open(of, "thinking", out);
    if (!text.isEmpty()) {
      delta(out, "thinking_delta", w -> w.name("thinking").value(text));
    }
  }

  /** Opens a block of text or thinking for a part, unless it is open. */
  private void open(int of, String type, Consumer<SseFrame> out) {
    if (part == of && kind.equals(type)) {
      return;
    }
    start(
        of,
        type,
        out,
        w -> {
          w.beginObject().name("type").value(type);
          w.name(type).value("");
          if (type.equals("thinking")) {
            w.name("signature").value("");
          }
          w.endObject();
        });
  }

  private void call(ChatEvent.ToolCallStart call, Consumer<SseFrame> out) {
    start(
        call.part(),
        "tool_use",
        out,
        w -> {
          w.beginObject().name("type").value("tool_use");
          w.name("id").value(call.id()).name("name").value(call.name());
          w.name("input").beginObject().endObject();
          PartEncoder.ANSWER.caller(w, call.info());
          Json.fields(w, call.info().extras().in(Words.PROTOCOL));
          w.endObject();
        });
    custom = call.kind() == Part.ToolCall.Kind.CUSTOM;
    input(out, "");
  }

  private void arguments(int of, String fragment, Consumer<SseFrame> out) {
    if (part != of || !inToolCall() || fragment.isEmpty()) {
      return;
    }
    if (custom) {
      freeText.append(fragment);
    } else {
      input(out, fragment);
    }
  }

  private void input(Consumer<SseFrame> out, String fragment) {
    delta(out, "input_json_delta", w -> w.name("partial_json").value(fragment));
  }

  /** A part that comes whole is written as its deltas would have been, or in its start. */
  private void whole(int of, Part content, Consumer<SseFrame> out) {
    if (content instanceof Part.Text text) {
      text(of, text.text(), out);
      text.citations().forEach(citation -> citation(of, citation, out));
    } else if (content instanceof Part.Refusal refusal) {
      text(of, refusal.text(), out);
    } else if (content instanceof Part.Thinking thinking) {
      thinking(of, thinking.text(), out);
      signature = thinking.signature();
    } else if (content instanceof Part.ToolCall call) {
      call(
          new ChatEvent.ToolCallStart(0, of, call.id(), call.name(), call.kind(), call.info()),
          out);
      arguments(of, call.arguments(), out);
    } else if (content instanceof Part.OpaqueThinking redacted) {
      start(of, "redacted_thinking", out, w -> PartEncoder.ANSWER.redacted(w, redacted));
    } else if (content instanceof Part.Unknown unknown
        && unknown.protocol().equals(Words.PROTOCOL)) {
      start(of, unknown.type(), out, w -> Json.raw(w, unknown.raw()));
    } else if (content instanceof Part.Audio audio && audio.transcript() != null) {
      lose("audio-output", "sound was replaced by what is said in it");
      text(of, audio.transcript(), out);
    } else {
      lose("content-part", "a part the protocol has no form for was left out");
    }
  }

  private void start(int of, String type, Consumer<SseFrame> out, Json.Printer block) {
    close(out);
    index++;
    part = of;
    kind = type;
    frame(
        out,
        "content_block_start",
        w -> {
          w.name("content_block");
          block.print(w);
        });
  }

  private void delta(Consumer<SseFrame> out, String type, Json.Printer fields) {
    frame(
        out,
        "content_block_delta",
        w -> {
          w.name("delta").beginObject().name("type").value(type);
          fields.print(w);
          w.endObject();
        });
  }

  /** Closes the open block, if there is one; its signature comes last. */
  void close(Consumer<SseFrame> out) {
    if (!isOpen()) {
      return;
    }
    if (custom) {
      JsonFields wrapped =
          JsonFields.of(Words.PROTOCOL, ToolForms.FREE_TEXT, RawJson.string(freeText.toString()));
      input(out, RawJson.object(wrapped).text());
    }
    Opaque signed = signature;
    if (signed != null) {
      delta(out, "signature_delta", w -> w.name("signature").value(signed.value()));
    }
    frame(out, "content_block_stop", BlockWriter::nothing);
    part = NONE;
    kind = "";
    custom = false;
    signature = null;
    freeText.setLength(0);
  }

  private static void nothing(JsonWriter writer) throws IOException {}

  private void frame(Consumer<SseFrame> out, String type, Json.Printer fields) {
    int at = index;
    String data =
        Json.write(
            w -> {
              w.beginObject().name("type").value(type).name("index").value(at);
              fields.print(w);
              w.endObject();
            });
    out.accept(new SseFrame(type, data));
  }

  private void lose(String feature, String detail) {
    losses.add(new Loss(feature, detail));
  }
}
