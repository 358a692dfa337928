package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.writing.Frames;
import dev.patchbay.wire.writing.Losses;
import dev.patchbay.wire.writing.PartsInTurn;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of a choice: content blocks one after the other, their indexes without a gap.
 * One thread.
 */
final class PartWriter extends PartsInTurn {
  private static final String NONE = "";

  private final Frames frames;
  private final Losses losses;
  private int index = -1;
  private String open = NONE;
  private @Nullable InputWriter input;
  private @Nullable Opaque signature;

  PartWriter(Frames frames, Losses losses) {
    this.frames = frames;
    this.losses = losses;
  }

  /** A block without text is refused when the client sends it back. */
  @Override
  protected void text(int part, String text) {
    if (!text.isEmpty()) {
      open("text");
      delta("text_delta", w -> w.name("text").value(text));
    }
  }

  @Override
  protected void refusal(int part, String text) {
    text(part, text);
  }

  @Override
  protected void thinking(int part, String text) {
    open("thinking");
    if (!text.isEmpty()) {
      delta("thinking_delta", w -> w.name("thinking").value(text));
    }
  }

  /** It comes last in its block. */
  @Override
  protected void signature(int part, Opaque signed) {
    open("thinking");
    signature = signed;
  }

  @Override
  protected void citation(int part, Citation citation) {
    if (citation.protocol().equals(Words.PROTOCOL)) {
      open("text");
      delta("citations_delta", w -> Json.raw(w.name("citation"), citation.raw()));
    } else {
      losses.accept(ResponseEncoder.CITATION);
    }
  }

  /** Opens a block of text or thinking, unless it is open. */
  private void open(String type) {
    if (!open.equals(type)) {
      start(
          type,
          w -> {
            w.beginObject().name("type").value(type);
            w.name(type).value("");
            if (type.equals("thinking")) {
              w.name("signature").value("");
            }
            w.endObject();
          });
    }
  }

  @Override
  protected void call(ChatEvent.ToolCallStart call) {
    start(
        "tool_use",
        w -> {
          w.beginObject().name("type").value("tool_use");
          w.name("id").value(call.id()).name("name").value(call.name());
          w.name("input").beginObject().endObject();
          PartEncoder.ANSWER.caller(w, call.info());
          Json.fields(w, call.info().extras().in(Words.PROTOCOL));
          w.endObject();
        });
    input = new InputWriter(call, this::input, losses);
    input("");
  }

  @Override
  protected void arguments(int part, String arguments) {
    if (input != null) {
      input.more(arguments);
    }
  }

  private void input(String fragment) {
    delta("input_json_delta", w -> w.name("partial_json").value(fragment));
  }

  @Override
  protected void whole(int part, Part content) {
    if (content instanceof Part.OpaqueThinking redacted) {
      start("redacted_thinking", w -> PartEncoder.ANSWER.redacted(w, redacted));
    } else if (content instanceof Part.Unknown unknown
        && unknown.protocol().equals(Words.PROTOCOL)) {
      unknown(unknown);
    } else if (content instanceof Part.Audio audio && audio.transcript() != null) {
      losses.accept(ResponseEncoder.SOUND);
      text(part, audio.transcript());
    } else if (!pieces(part, content)) {
      losses.accept(ResponseEncoder.UNTOLD);
    }
  }

  /** Input comes in a delta, as the vendor's own does: its Java client refuses a call without. */
  private void unknown(Part.Unknown unknown) {
    JsonFields fields = Words.block(unknown.raw(), "$").rest();
    RawJson all = fields.get("input").orElse(null);
    if (all == null || !all.isObject()) {
      start(unknown.type(), w -> Json.raw(w, unknown.raw()));
      return;
    }
    JsonFields emptied = fields.with("input", RawJson.EMPTY_OBJECT);
    start(unknown.type(), w -> Json.raw(w, RawJson.object(emptied)));
    input(all.text());
  }

  @Override
  protected void extras(int part, JsonFields extras) {
    // A block's own fields stand in its start, which has been written.
  }

  @Override
  protected void end(int part) {
    if (input != null) {
      input.end();
    }
    Opaque signed = signature;
    if (signed != null) {
      delta("signature_delta", w -> w.name("signature").value(signed.value()));
    }
    if (!open.equals(NONE)) {
      frames.named("content_block_stop", w -> w.name("index").value(index));
    }
    open = NONE;
    input = null;
    signature = null;
  }

  private void start(String type, Json.Printer block) {
    open = type;
    index++;
    frames.named(
        "content_block_start",
        w -> {
          w.name("index").value(index);
          block.print(w.name("content_block"));
        });
  }

  private void delta(String type, Json.Printer fields) {
    frames.named(
        "content_block_delta",
        w -> {
          w.name("index").value(index);
          w.name("delta").beginObject().name("type").value(type);
          fields.print(w);
          w.endObject();
        });
  }
}
