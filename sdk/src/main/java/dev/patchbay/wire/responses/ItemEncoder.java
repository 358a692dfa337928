package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.writing.WholeCalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the model said, as the items of an answer. Stateless. */
final class ItemEncoder {
  /** The fields of an item that are written from its parts. */
  private static final Set<String> WRITTEN =
      Set.of(
          "type",
          "id",
          "status",
          "role",
          "content",
          "summary",
          "encrypted_content",
          "call_id",
          "name",
          "arguments",
          "input");

  private ItemEncoder() {}

  /**
   * Which item of an answer a part belongs to.
   *
   * @param id as the provider named it, or made
   * @param mark what else the item says
   */
  record Item(String type, String id, JsonFields mark, List<Part> parts) {
    /** The item a part begins. */
    static Item of(Part part, String seed) {
      String type = ItemEncoder.type(part);
      JsonFields mark = Mark.fields(part.info().extras());
      String id = mark.get("id").map(Block::text).orElseGet(() -> Words.id(type, seed));
      return new Item(type, id, mark.without("id"), List.of(part));
    }

    Item with(Part part) {
      List<Part> more = new ArrayList<>(parts);
      more.add(part);
      return new Item(type, id, mark, more);
    }
  }

  /** The items of an answer's parts, in order. */
  static List<Item> items(List<Part> parts, String seed) {
    List<Item> items = new ArrayList<>();
    for (Part part : parts) {
      int last = items.size() - 1;
      if (last >= 0 && goesOn(items.get(last), part)) {
        items.set(last, items.get(last).with(part));
      } else {
        items.add(Item.of(part, seed + "/" + items.size()));
      }
    }
    return items;
  }

  /** True if the part is more of the message that is the item. */
  static boolean goesOn(Item item, Part part) {
    return item.type().equals(Words.MESSAGE)
        && type(part).equals(Words.MESSAGE)
        && !Mark.isIn(part.info().extras());
  }

  /** The type of item a part is in. */
  static String type(Part part) {
    if (part instanceof Part.ToolCall call) {
      return call.kind() == Part.ToolCall.Kind.CUSTOM ? Words.CUSTOM_CALL : Words.CALL;
    }
    if (part instanceof Part.Unknown unknown && !unknown.type().startsWith(PartDecoder.CONTENT)) {
      return unknown.type();
    }
    return ThinkingWords.isThinking(part) ? Words.REASONING : Words.MESSAGE;
  }

  /**
   * Writes an item.
   *
   * @param status of the item; null for one just begun, which is written without its content
   */
  static void write(JsonWriter writer, Item item, @Nullable String status) throws IOException {
    Part first = item.parts().get(0);
    if (first instanceof Part.Unknown unknown && !item.type().equals(Words.MESSAGE)) {
      Json.raw(writer, unknown.raw());
      return;
    }
    writer.beginObject();
    writer.name("type").value(item.type());
    writer.name("id").value(item.id());
    if (!item.type().equals(Words.REASONING)) {
      writer.name("status").value(status == null ? ResponseEncoder.IN_PROGRESS : status);
    }
    boolean begun = status == null;
    if (first instanceof Part.ToolCall call) {
      call(writer, call, begun);
    } else if (ThinkingWords.isThinking(first)) {
      reasoning(writer, first, item.mark(), begun);
    } else {
      message(writer, begun ? List.of() : item.parts());
    }
    Json.fields(writer, item.mark().without(WRITTEN));
    writer.endObject();
  }

  private static void message(JsonWriter writer, List<Part> parts) throws IOException {
    writer.name("role").value(Words.ASSISTANT);
    writer.name("content").beginArray();
    for (Part part : parts) {
      content(writer, part);
    }
    writer.endArray();
  }

  /** One part of a message's content. */
  static void content(JsonWriter writer, Part part) throws IOException {
    if (part instanceof Part.Unknown unknown) {
      Json.raw(writer, unknown.raw());
      return;
    }
    writer.beginObject();
    JsonFields extras = Mark.off(part.info().extras().in(Words.PROTOCOL));
    if (part instanceof Part.Refusal refusal) {
      writer.name("type").value("refusal");
      writer.name("refusal").value(refusal.text());
    } else if (part instanceof Part.Text text) {
      writer.name("type").value("output_text");
      writer.name("text").value(text.text());
      writer.name("annotations");
      annotations(writer, text.citations());
      if (extras.get("logprobs").isEmpty()) {
        writer.name("logprobs").beginArray().endArray();
      }
    }
    Json.fields(writer, extras.without(List.of("type", "text", "refusal", "annotations")));
    writer.endObject();
  }

  private static void reasoning(JsonWriter writer, Part part, JsonFields mark, boolean begun)
      throws IOException {
    String text = part instanceof Part.Thinking thinking ? thinking.text() : "";
    if (begun) {
      ThinkingWords.encode(writer, "", JsonFields.NONE);
      return;
    }
    ThinkingWords.encode(writer, text, mark);
    Opaque sealed = ThinkingWords.sealed(part);
    if (sealed != null) {
      writer.name(ThinkingWords.ENCRYPTED).value(sealed.value());
    }
  }

  private static void call(JsonWriter writer, Part.ToolCall call, boolean begun)
      throws IOException {
    writer.name("call_id").value(call.id());
    writer.name("name").value(call.name());
    writer
        .name(field(call.kind()))
        .value(begun ? "" : WholeCalls.given(call.kind(), call.arguments()));
  }

  /** The field of a call's input. */
  static String field(Part.ToolCall.Kind kind) {
    return kind == Part.ToolCall.Kind.CUSTOM ? "input" : "arguments";
  }

  /** Citations as annotations; those of other protocols as far as they have an address. */
  static void annotations(JsonWriter writer, List<Citation> citations) throws IOException {
    writer.beginArray();
    for (Citation citation : citations) {
      if (isTellable(citation)) {
        annotation(writer, citation);
      }
    }
    writer.endArray();
  }

  static void annotation(JsonWriter writer, Citation citation) throws IOException {
    if (citation.protocol().equals(Words.PROTOCOL)) {
      Json.raw(writer, citation.raw());
      return;
    }
    writer.beginObject();
    writer.name("type").value("url_citation");
    writer.name("start_index").value(citation.start() == null ? 0 : citation.start());
    writer.name("end_index").value(citation.end() == null ? 0 : citation.end());
    writer.name("title").value(citation.title() == null ? "" : citation.title());
    writer.name("url").value(citation.url());
    writer.endObject();
  }

  /** True if a citation can be told in this protocol. */
  static boolean isTellable(Citation citation) {
    return citation.protocol().equals(Words.PROTOCOL) || citation.url() != null;
  }
}
