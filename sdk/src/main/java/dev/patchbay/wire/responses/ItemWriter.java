package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Loss;
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
  private int part = NONE;
  private boolean opened;
  private int place;
  private PieceWriter pieces;

  ItemWriter(StreamWriter stream) {
    this.stream = stream;
    this.pieces = new PieceWriter(this, new Part.Text(""), 0, false);
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
    pieces.whole(shown, out);
  }

  private void piece(ChatEvent event, Consumer<SseFrame> out) {
    if (!opened) {
      open(part(), out);
    }
    pieces.piece(event, out);
  }

  /** The open part so far. */
  private Part part() {
    return fold.response().message().parts().get(0);
  }

  private void open(Part begun, Consumer<SseFrame> out) {
    opened = true;
    ItemEncoder.Item before = item;
    if (before != null && ItemEncoder.goesOn(before, marked(begun))) {
      place++;
    } else {
      close(Words.COMPLETED, out);
      ItemEncoder.Item next = ItemEncoder.Item.of(marked(begun), stream.id() + "/" + output.size());
      item = new ItemEncoder.Item(next.type(), next.id(), next.mark(), List.of());
      RawJson raw = ResponseEncoder.raw(next, null);
      frame("response.output_item.added", false, w -> Json.raw(w.name("item"), raw), out);
    }
    boolean raw = Mark.fields(extras).get(ThinkingWords.CONTENT).isPresent();
    pieces = new PieceWriter(this, begun, place, raw);
    pieces.begin(out);
  }

  /** The part with the extras that came beside it. */
  private Part marked(Part begun) {
    JsonFields mark = Mark.isIn(extras) ? Mark.of(Mark.fields(extras)) : JsonFields.NONE;
    if (begun instanceof Part.Thinking thinking) {
      return new Part.Thinking(thinking.text(), null, Mark.on(PartInfo.NONE, mark));
    }
    return ItemDecoder.marked(begun, mark);
  }

  /** Ends the open part, if there is one; all but a message is whole then. */
  void endPart(Consumer<SseFrame> out) {
    ItemEncoder.Item open = item;
    if (opened && open != null) {
      Part whole = part();
      pieces.end(whole, out);
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
    extras = JsonFields.NONE;
    fold = new ChatFold();
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
    place = 0;
  }

  void lost(Loss loss) {
    stream.lost(loss);
  }

  /**
   * An event of the open item.
   *
   * @param named whether it says the item's id
   */
  void frame(String type, boolean named, Json.Printer fields, Consumer<SseFrame> out) {
    ItemEncoder.Item open = item;
    int index = output.size();
    stream.frame(
        type,
        w -> {
          if (named && open != null) {
            w.name("item_id").value(open.id());
          }
          w.name("output_index").value(index);
          fields.print(w);
        },
        out);
  }
}
