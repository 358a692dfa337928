package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.wire.writing.Losses;
import dev.patchbay.wire.writing.WholeCalls;
import java.io.IOException;

/** Writes the pieces of one part of an item between the item's begin and its end. One thread. */
final class PieceWriter {
  private final PartWriter items;
  private final Losses losses;
  private final Part kind;
  private final int place;
  private final boolean raw;
  private boolean told;
  private int citations;

  /**
   * @param kind a part of the kind; of a call its name and type
   * @param place of the part in its message
   * @param raw true if reasoning is the model's own text, not a summary
   */
  PieceWriter(PartWriter items, Part kind, int place, boolean raw, Losses losses) {
    this.items = items;
    this.losses = losses;
    this.kind = kind;
    this.place = place;
    this.raw = raw;
  }

  /** Text has an envelope. */
  void begin() {
    if (kind instanceof Part.Text || kind instanceof Part.Refusal) {
      Part empty = kind instanceof Part.Text ? new Part.Text("") : new Part.Refusal("");
      inContent("response.content_part.added", w -> content(w, empty));
    }
  }

  private static void content(JsonWriter writer, Part part) throws IOException {
    writer.name("part");
    ItemEncoder.content(writer, part);
  }

  /** A part that comes at once is one piece. */
  void whole(Part part) {
    if (part instanceof Part.Text text) {
      text(text.text());
      text.citations().forEach(citation -> citation(citation));
    } else if (part instanceof Part.Refusal refusal) {
      refusal(refusal.text());
    } else if (part instanceof Part.Thinking thinking) {
      thinking(thinking.text());
    } else if (part instanceof Part.ToolCall call) {
      arguments(call.arguments());
    }
  }

  void text(String text) {
    text(text, "output_text");
  }

  void refusal(String text) {
    text(text, "refusal");
  }

  private void text(String text, String type) {
    if (!text.isEmpty()) {
      inContent(
          "response." + type + ".delta",
          w -> {
            w.name("delta").value(text);
            if (type.equals("output_text")) {
              w.name("logprobs").beginArray().endArray();
            }
          });
    }
  }

  void citation(Citation citation) {
    if (!ItemEncoder.isTellable(citation)) {
      losses.accept(ResponseEncoder.CITATION);
      return;
    }
    int place = citations++;
    inContent(
        "response.output_text.annotation.added",
        w -> {
          w.name("annotation_index").value(place);
          ItemEncoder.annotation(w.name("annotation"), citation);
        });
  }

  void thinking(String text) {
    if (text.isEmpty()) {
      return;
    }
    String type = raw ? "reasoning_text" : "summary_text";
    if (!told) {
      told = true;
      inThought(raw ? "content_part.added" : "reasoning_summary_part.added", type, "");
    }
    items.frame(
        raw ? "response.reasoning_text.delta" : "response.reasoning_summary_text.delta",
        true,
        w -> {
          w.name(raw ? "content_index" : "summary_index").value(0);
          w.name("delta").value(text);
        });
  }

  private void inThought(String event, String type, String text) {
    items.frame(
        "response." + event,
        true,
        w -> {
          w.name(raw ? "content_index" : "summary_index").value(0);
          ThinkingWords.entry(w.name("part"), type, text);
        });
  }

  void arguments(String input) {
    if (!input.isEmpty() && kind instanceof Part.ToolCall call) {
      told = true;
      items.frame(inputEvent(call.kind()) + ".delta", true, w -> w.name("delta").value(input));
    }
  }

  private static String inputEvent(Part.ToolCall.Kind kind) {
    return kind == Part.ToolCall.Kind.CUSTOM
        ? "response.custom_tool_call_input"
        : "response.function_call_arguments";
  }

  /** The part is whole. */
  void end(Part part) {
    if (part instanceof Part.ToolCall call) {
      endCall(call);
    } else if (part instanceof Part.Thinking thinking && told) {
      endThought(thinking.text());
    } else if (part instanceof Part.Text || part instanceof Part.Refusal) {
      endContent(part);
    }
  }

  private void endCall(Part.ToolCall call) {
    String input = WholeCalls.given(call.kind(), call.arguments());
    if (!told) {
      arguments(input);
    }
    items.frame(
        inputEvent(call.kind()) + ".done",
        true,
        w -> {
          if (call.kind() == Part.ToolCall.Kind.FUNCTION) {
            w.name("name").value(call.name());
          }
          w.name(ItemEncoder.field(call.kind())).value(input);
        });
  }

  private void endThought(String text) {
    items.frame(
        raw ? "response.reasoning_text.done" : "response.reasoning_summary_text.done",
        true,
        w -> {
          w.name(raw ? "content_index" : "summary_index").value(0);
          w.name("text").value(text);
        });
    if (!raw) {
      inThought("reasoning_summary_part.done", "summary_text", text);
    }
  }

  private void endContent(Part whole) {
    if (whole instanceof Part.Text text) {
      inContent(
          "response.output_text.done",
          w -> {
            w.name("text").value(text.text());
            w.name("logprobs").beginArray().endArray();
          });
    } else if (whole instanceof Part.Refusal refusal) {
      inContent("response.refusal.done", w -> w.name("refusal").value(refusal.text()));
    }
    inContent("response.content_part.done", w -> content(w, whole));
  }

  private void inContent(String type, Json.Printer fields) {
    items.frame(
        type,
        true,
        w -> {
          w.name("content_index").value(place);
          fields.print(w);
        });
  }
}
