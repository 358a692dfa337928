package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.writing.Losses;
import dev.patchbay.wire.writing.PartsInTurn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of a choice: items one after the other, each begun, then its content in pieces,
 * then whole. Texts in a row are one message, which is whole when something else begins. One
 * thread.
 */
final class PartWriter extends PartsInTurn {
  private final StreamWriter stream;
  private final Losses losses;
  private final List<RawJson> output = new ArrayList<>();
  private ItemEncoder.@Nullable Item item;
  private @Nullable PieceWriter pieces;
  private ChatFold fold = new ChatFold();
  private JsonFields extras = JsonFields.NONE;
  private int place;

  PartWriter(StreamWriter stream, Losses losses) {
    this.stream = stream;
    this.losses = losses;
  }

  @Override
  protected void text(int part, String text) {
    piece(new ChatEvent.TextDelta(0, 0, text)).text(text);
  }

  @Override
  protected void refusal(int part, String text) {
    piece(new ChatEvent.RefusalDelta(0, 0, text)).refusal(text);
  }

  @Override
  protected void thinking(int part, String text) {
    piece(new ChatEvent.ThinkingDelta(0, 0, text)).thinking(text);
  }

  @Override
  protected void signature(int part, Opaque signature) {
    piece(new ChatEvent.Signature(0, 0, signature));
  }

  @Override
  protected void citation(int part, Citation citation) {
    piece(new ChatEvent.CitationAdded(0, 0, citation)).citation(citation);
  }

  @Override
  protected void call(ChatEvent.ToolCallStart call) {
    piece(new ChatEvent.ToolCallStart(0, 0, call.id(), call.name(), call.kind(), call.info()));
  }

  @Override
  protected void arguments(int part, String arguments) {
    piece(new ChatEvent.ToolCallDelta(0, 0, arguments)).arguments(arguments);
  }

  /** The pieces of the open part, which is opened if none is. */
  private PieceWriter piece(ChatEvent event) {
    fold.add(event);
    return pieces == null ? open(part()) : pieces;
  }

  /** The open part so far. */
  private Part part() {
    return fold.response().message().parts().get(0);
  }

  @Override
  protected void whole(int part, Part content) {
    Part shown = ResponseEncoder.told(content, losses);
    if (shown != null && pieces == null) {
      extras = extras.and(shown.info().extras().in(Words.PROTOCOL));
      fold.add(new ChatEvent.PartAdded(0, 0, shown));
      open(shown).whole(shown);
    }
  }

  @Override
  protected void extras(int part, JsonFields more) {
    extras = extras.and(more.in(Words.PROTOCOL));
    fold.add(new ChatEvent.PartExtras(0, 0, more));
  }

  /** Opens a part, and its item unless it goes on with the one that is open. */
  private PieceWriter open(Part begun) {
    ItemEncoder.Item before = item;
    if (before != null && ItemEncoder.goesOn(before, marked(begun))) {
      place++;
    } else {
      close(Words.COMPLETED);
      ItemEncoder.Item next = ItemEncoder.Item.of(marked(begun), stream.id() + "/" + output.size());
      item = new ItemEncoder.Item(next.type(), next.id(), next.mark(), List.of());
      RawJson raw = ResponseEncoder.raw(next, null);
      frame("response.output_item.added", false, w -> Json.raw(w.name("item"), raw));
    }
    boolean raw = Mark.fields(extras).get(ThinkingWords.CONTENT).isPresent();
    PieceWriter opened = new PieceWriter(this, begun, place, raw, losses);
    pieces = opened;
    opened.begin();
    return opened;
  }

  /** The part with the extras that came beside it. */
  private Part marked(Part begun) {
    JsonFields mark = Mark.isIn(extras) ? Mark.of(Mark.fields(extras)) : JsonFields.NONE;
    if (begun instanceof Part.Thinking thinking) {
      return new Part.Thinking(thinking.text(), null, Mark.on(PartInfo.NONE, mark));
    }
    return ItemDecoder.marked(begun, mark);
  }

  /** All but a message is whole then. */
  @Override
  protected void end(int part) {
    ItemEncoder.Item open = item;
    if (pieces != null && open != null) {
      Part whole = part();
      pieces.end(whole);
      boolean first = open.parts().isEmpty();
      ItemEncoder.Item settled = first ? ItemEncoder.Item.of(whole, "") : open;
      List<Part> parts = new ArrayList<>(open.parts());
      parts.add(whole);
      item = new ItemEncoder.Item(open.type(), open.id(), settled.mark(), parts);
      if (!open.type().equals(Words.MESSAGE)) {
        close(Words.COMPLETED);
      }
    }
    pieces = null;
    extras = JsonFields.NONE;
    fold = new ChatFold();
  }

  /** The open item is whole, if there is one. */
  void close(String status) {
    ItemEncoder.Item whole = item;
    if (whole != null && !whole.parts().isEmpty()) {
      RawJson raw = ResponseEncoder.raw(whole, status);
      frame("response.output_item.done", false, w -> Json.raw(w.name("item"), raw));
      output.add(raw);
    }
    item = null;
    place = 0;
  }

  /** The items that are whole. */
  List<RawJson> output() {
    return output;
  }

  /**
   * Writes an event of the open item.
   *
   * @param named whether it says the item's id
   */
  void frame(String type, boolean named, Json.Printer fields) {
    ItemEncoder.Item open = item;
    stream.frame(
        type,
        w -> {
          if (named && open != null) {
            w.name("item_id").value(open.id());
          }
          w.name("output_index").value(output.size());
          fields.print(w);
        });
  }
}
