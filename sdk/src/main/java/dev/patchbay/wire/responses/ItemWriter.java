package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Loss;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the items of a stream, one after the other: begun, then its content in pieces, then whole.
 * Texts in a row are one message, which is whole when something else begins. One thread.
 */
final class ItemWriter {
  private static final int NONE = -1;

  private final StreamWriter stream;
  private final List<RawJson> output = new ArrayList<>();
  private ItemEncoder.@Nullable Item item;
  private ChatFold fold = new ChatFold();
  private JsonFields extras = JsonFields.NONE;
  private Part.ToolCall.Kind kind = Part.ToolCall.Kind.FUNCTION;
  private int part = NONE;
  private boolean opened;
  private boolean told;
  private int contents;
  private int citations;

  ItemWriter(StreamWriter stream) {
    this.stream = stream;
  }

  /** The items that are whole. */
  List<RawJson> output() {
    return output;
  }

  boolean inPart() {
    return part != NONE;
  }

  boolean isInAnother(int of) {
    return inPart() && part != of;
  }

  void write(ChatEvent event, int of, Consumer<SseFrame> out) {
    if (event instanceof ChatEvent.PartEnd) {
      if (part == of) {
        endPart(out);
      }
      return;
    }
    part = of;
    if (event instanceof ChatEvent.PartExtras more) {
      extras = extras.and(more.extras().in(Words.PROTOCOL));
      fold.add(event);
    } else if (event instanceof ChatEvent.PartAdded added) {
      added(added.content(), of, out);
    } else {
      fold.add(event);
      piece(event, out);
    }
  }

  private void added(Part whole, int of, Consumer<SseFrame> out) {
    List<Loss> losses = new ArrayList<>();
    Part shown = ResponseEncoder.told(whole, losses);
    losses.forEach(stream::lost);
    if (shown == null || opened) {
      return;
    }
    extras = extras.and(shown.info().extras().in(Words.PROTOCOL));
    fold.add(new ChatEvent.PartAdded(0, of, shown));
    open(shown, out);
    if (shown instanceof Part.Text text) {
      text(text.text(), "output_text", out);
      text.citations().forEach(citation -> citation(citation, out));
    } else if (shown instanceof Part.Refusal refusal) {
      text(refusal.text(), "refusal", out);
    } else if (shown instanceof Part.Thinking thinking) {
      thought(thinking.text(), out);
    } else if (shown instanceof Part.ToolCall call) {
      input(call.arguments(), call.kind(), out);
    }
  }

  private void piece(ChatEvent event, Consumer<SseFrame> out) {
    if (!opened) {
      open(part(), out);
    }
    if (event instanceof ChatEvent.TextDelta d) {
      text(d.text(), "output_text", out);
    } else if (event instanceof ChatEvent.RefusalDelta d) {
      text(d.text(), "refusal", out);
    } else if (event instanceof ChatEvent.ThinkingDelta d) {
      thought(d.text(), out);
    } else if (event instanceof ChatEvent.ToolCallDelta d && isCall()) {
      input(d.arguments(), kind, out);
    } else if (event instanceof ChatEvent.CitationAdded c) {
      citation(c.citation(), out);
    }
  }

  private boolean isCall() {
    return item != null
        && (item.type().equals(Words.CALL) || item.type().equals(Words.CUSTOM_CALL));
  }

  /** The open part so far. */
  private Part part() {
    return fold.response().message().parts().get(0);
  }

  private void open(Part begun, Consumer<SseFrame> out) {
    opened = true;
    kind = begun instanceof Part.ToolCall call ? call.kind() : kind;
    ItemEncoder.Item before = item;
    if (before != null && ItemEncoder.goesOn(before, marked(begun))) {
      contents++;
    } else {
      close(Words.COMPLETED, out);
      ItemEncoder.Item next = ItemEncoder.Item.of(marked(begun), stream.id() + "/" + output.size());
      item = new ItemEncoder.Item(next.type(), next.id(), next.mark(), List.of());
      RawJson raw = ResponseEncoder.raw(next, null);
      frame("response.output_item.added", false, w -> Json.raw(w.name("item"), raw), out);
    }
    boolean content = begun instanceof Part.Text || begun instanceof Part.Refusal;
    if (content) {
      Part empty = begun instanceof Part.Text ? new Part.Text("") : new Part.Refusal("");
      inContent("response.content_part.added", w -> content(w, empty), out);
    }
  }

  private static void content(JsonWriter writer, Part part) throws IOException {
    writer.name("part");
    ItemEncoder.content(writer, part);
  }

  /** The part with the extras that came beside it. */
  private Part marked(Part begun) {
    JsonFields mark = Mark.isIn(extras) ? Mark.of(Mark.fields(extras)) : JsonFields.NONE;
    if (begun instanceof Part.Thinking thinking) {
      return new Part.Thinking(thinking.text(), null, Mark.on(PartInfo.NONE, mark));
    }
    return ItemDecoder.marked(begun, mark);
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
      stream.lost(new Loss("citations", "Sources without an address were left out"));
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

  private boolean isRaw() {
    return Mark.fields(extras).get(ThinkingWords.CONTENT).isPresent();
  }

  private void thought(String text, Consumer<SseFrame> out) {
    if (text.isEmpty()) {
      return;
    }
    String type = isRaw() ? "reasoning_text" : "summary_text";
    if (!told) {
      told = true;
      inThought(isRaw() ? "content_part.added" : "reasoning_summary_part.added", type, "", out);
    }
    frame(
        isRaw() ? "response.reasoning_text.delta" : "response.reasoning_summary_text.delta",
        true,
        w -> {
          w.name(isRaw() ? "content_index" : "summary_index").value(0);
          w.name("delta").value(text);
        },
        out);
  }

  private void inThought(String event, String type, String text, Consumer<SseFrame> out) {
    frame(
        "response." + event,
        true,
        w -> {
          w.name(isRaw() ? "content_index" : "summary_index").value(0);
          ThinkingWords.entry(w.name("part"), type, text);
        },
        out);
  }

  private void input(String input, Part.ToolCall.Kind kind, Consumer<SseFrame> out) {
    if (!input.isEmpty()) {
      told = true;
      frame(inputEvent(kind) + ".delta", true, w -> w.name("delta").value(input), out);
    }
  }

  private static String inputEvent(Part.ToolCall.Kind kind) {
    return kind == Part.ToolCall.Kind.CUSTOM
        ? "response.custom_tool_call_input"
        : "response.function_call_arguments";
  }

  /** Ends the open part, if there is one; all but a message is whole then. */
  void endPart(Consumer<SseFrame> out) {
    ItemEncoder.Item open = item;
    if (opened && open != null) {
      Part whole = part();
      if (whole instanceof Part.ToolCall call) {
        endCall(call, out);
      } else if (whole instanceof Part.Thinking thinking && told) {
        endThought(thinking.text(), out);
      } else if (whole instanceof Part.Text || whole instanceof Part.Refusal) {
        endContent(whole, out);
      }
      boolean first = open.parts().isEmpty();
      ItemEncoder.Item settled = first ? ItemEncoder.Item.of(whole, "") : open;
      List<Part> parts = new ArrayList<>(open.parts());
      parts.add(whole);
      item = new ItemEncoder.Item(open.type(), open.id(), settled.mark(), parts);
      if (!open.type().equals(Words.MESSAGE)) {
        close(Words.COMPLETED, out);
      }
    }
    part = NONE;
    opened = false;
    told = false;
    citations = 0;
    extras = JsonFields.NONE;
    fold = new ChatFold();
  }

  private void endCall(Part.ToolCall call, Consumer<SseFrame> out) {
    String input = ItemEncoder.given(call);
    if (!told) {
      input(input, call.kind(), out);
    }
    frame(
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
    frame(
        isRaw() ? "response.reasoning_text.done" : "response.reasoning_summary_text.done",
        true,
        w -> {
          w.name(isRaw() ? "content_index" : "summary_index").value(0);
          w.name("text").value(text);
        },
        out);
    if (!isRaw()) {
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

  /** Tells a refusal that came without a word in words. */
  void decline(Consumer<SseFrame> out) {
    boolean silent = item == null && output.stream().allMatch(ItemWriter::isReasoning);
    if (silent) {
      write(new ChatEvent.RefusalDelta(0, 0, ResponseEncoder.DECLINED), 0, out);
      endPart(out);
    }
  }

  private static boolean isReasoning(RawJson item) {
    return Words.block(item, "$").is(Words.REASONING);
  }

  /** The open item is whole. */
  void close(String status, Consumer<SseFrame> out) {
    ItemEncoder.Item whole = item;
    if (whole != null && !whole.parts().isEmpty()) {
      RawJson raw = ResponseEncoder.raw(whole, status);
      frame("response.output_item.done", false, w -> Json.raw(w.name("item"), raw), out);
      output.add(raw);
    }
    item = null;
    contents = 0;
  }

  private void inContent(String type, Json.Printer fields, Consumer<SseFrame> out) {
    int place = contents;
    frame(
        type,
        true,
        w -> {
          w.name("content_index").value(place);
          fields.print(w);
        },
        out);
  }

  /** An event of the open item. */
  private void frame(String type, boolean named, Json.Printer fields, Consumer<SseFrame> out) {
    ItemEncoder.Item open = item;
    int place = output.size();
    stream.frame(
        type,
        w -> {
          if (named && open != null) {
            w.name("item_id").value(open.id());
          }
          w.name("output_index").value(place);
          fields.print(w);
        },
        out);
  }
}
