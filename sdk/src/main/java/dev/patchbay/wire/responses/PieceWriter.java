package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Loss;
import java.io.IOException;
import java.util.function.Consumer;

/** Writes the pieces of one part of an item between the item's begin and its end. One thread. */
final class PieceWriter {
  private final ItemWriter items;
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
  PieceWriter(ItemWriter items, Part kind, int place, boolean raw) {
    this.items = items;
    this.kind = kind;
    this.place = place;
    this.raw = raw;
  }

  /** Text has an envelope. */
  void begin(Consumer<SseFrame> out) {
    if (kind instanceof Part.Text || kind instanceof Part.Refusal) {
      Part empty = kind instanceof Part.Text ? new Part.Text("") : new Part.Refusal("");
      inContent("response.content_part.added", w -> content(w, empty), out);
    }
  }

  private static void content(JsonWriter writer, Part part) throws IOException {
    writer.name("part");
    ItemEncoder.content(writer, part);
  }

  /** A part that comes at once is one piece. */
  void whole(Part part, Consumer<SseFrame> out) {
    if (part instanceof Part.Text text) {
      text(text.text(), "output_text", out);
      text.citations().forEach(citation -> citation(citation, out));
    } else if (part instanceof Part.Refusal refusal) {
      text(refusal.text(), "refusal", out);
    } else if (part instanceof Part.Thinking thinking) {
      thought(thinking.text(), out);
    } else if (part instanceof Part.ToolCall call) {
      input(call.arguments(), call.kind(), out);
    }
  }

  void piece(ChatEvent event, Consumer<SseFrame> out) {
    if (event instanceof ChatEvent.TextDelta d) {
      text(d.text(), "output_text", out);
    } else if (event instanceof ChatEvent.RefusalDelta d) {
      text(d.text(), "refusal", out);
    } else if (event instanceof ChatEvent.ThinkingDelta d) {
      thought(d.text(), out);
    } else if (event instanceof ChatEvent.ToolCallDelta d && kind instanceof Part.ToolCall call) {
      input(d.arguments(), call.kind(), out);
    } else if (event instanceof ChatEvent.CitationAdded c) {
      citation(c.citation(), out);
    }
  }

  private void text(String text, String type, Consumer<SseFrame> out) {
    if (!text.isEmpty()) {
      inContent(
          "response." + type + ".delta",
          w -> {
            w.name("delta").value(text);
            if (type.equals("output_text")) {
              w.name("logprobs").beginArray().endArray();
            }
          },
          out);
    }
  }

  private void citation(Citation citation, Consumer<SseFrame> out) {
    if (!ItemEncoder.isTellable(citation)) {
      items.lost(new Loss("citations", "Sources without an address were left out"));
      return;
    }
    int place = citations++;
    inContent(
        "response.output_text.annotation.added",
        w -> {
          w.name("annotation_index").value(place);
          ItemEncoder.annotation(w.name("annotation"), citation);
        },
        out);
  }

  private void thought(String text, Consumer<SseFrame> out) {
    if (text.isEmpty()) {
      return;
    }
    String type = raw ? "reasoning_text" : "summary_text";
    if (!told) {
      told = true;
      inThought(raw ? "content_part.added" : "reasoning_summary_part.added", type, "", out);
    }
    items.frame(
        raw ? "response.reasoning_text.delta" : "response.reasoning_summary_text.delta",
        true,
        w -> {
          w.name(raw ? "content_index" : "summary_index").value(0);
          w.name("delta").value(text);
        },
        out);
  }

  private void inThought(String event, String type, String text, Consumer<SseFrame> out) {
    items.frame(
        "response." + event,
        true,
        w -> {
          w.name(raw ? "content_index" : "summary_index").value(0);
          ThinkingWords.entry(w.name("part"), type, text);
        },
        out);
  }

  private void input(String input, Part.ToolCall.Kind kind, Consumer<SseFrame> out) {
    if (!input.isEmpty()) {
      told = true;
      items.frame(inputEvent(kind) + ".delta", true, w -> w.name("delta").value(input), out);
    }
  }

  private static String inputEvent(Part.ToolCall.Kind kind) {
    return kind == Part.ToolCall.Kind.CUSTOM
        ? "response.custom_tool_call_input"
        : "response.function_call_arguments";
  }

  /** The part is whole. */
  void end(Part part, Consumer<SseFrame> out) {
    if (part instanceof Part.ToolCall call) {
      endCall(call, out);
    } else if (part instanceof Part.Thinking thinking && told) {
      endThought(thinking.text(), out);
    } else if (part instanceof Part.Text || part instanceof Part.Refusal) {
      endContent(part, out);
    }
  }

  private void endCall(Part.ToolCall call, Consumer<SseFrame> out) {
    String input = ItemEncoder.given(call);
    if (!told) {
      input(input, call.kind(), out);
    }
    items.frame(
        inputEvent(call.kind()) + ".done",
        true,
        w -> {
          if (call.kind() == Part.ToolCall.Kind.FUNCTION) {
            w.name("name").value(call.name());
          }
          w.name(ItemEncoder.field(call.kind())).value(input);
        },
        out);
  }

  private void endThought(String text, Consumer<SseFrame> out) {
    items.frame(
        raw ? "response.reasoning_text.done" : "response.reasoning_summary_text.done",
        true,
        w -> {
          w.name(raw ? "content_index" : "summary_index").value(0);
          w.name("text").value(text);
        },
        out);
    if (!raw) {
      inThought("reasoning_summary_part.done", "summary_text", text, out);
    }
  }

  private void endContent(Part whole, Consumer<SseFrame> out) {
    if (whole instanceof Part.Text text) {
      inContent(
          "response.output_text.done",
          w -> {
            w.name("text").value(text.text());
            w.name("logprobs").beginArray().endArray();
          },
          out);
    } else if (whole instanceof Part.Refusal refusal) {
      inContent("response.refusal.done", w -> w.name("refusal").value(refusal.text()), out);
    }
    inContent("response.content_part.done", w -> content(w, whole), out);
  }

  private void inContent(String type, Json.Printer fields, Consumer<SseFrame> out) {
    items.frame(
        type,
        true,
        w -> {
          w.name("content_index").value(place);
          fields.print(w);
        },
        out);
  }
}
