package dev.patchbay.wire.responses;

import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.ToolIds;
import java.util.ArrayList;
import java.util.List;

/** What the model says, item by item, as parts: in answers and in histories. Stateless. */
final class ItemDecoder {
  private ItemDecoder() {}

  /**
   * The parts of one item of an answer; whether it is finished follows from the answer.
   *
   * @param seed tells it from other items, for a call that came without an id
   */
  static List<Part> answer(Block item, Issuer issuer, String seed) {
    item.take("status");
    return decode(item, issuer, seed);
  }

  /** The parts of one item, which also keep its status. */
  static List<Part> decode(Block item, Issuer issuer, String seed) {
    String type = type(item);
    RawJson raw = item.raw();
    item.take("type");
    return switch (type) {
      case Words.MESSAGE -> message(item);
      case Words.REASONING -> List.of(ThinkingWords.decode(item, issuer));
      case Words.CALL -> List.of(call(item, "arguments", Part.ToolCall.Kind.FUNCTION, seed));
      case Words.CUSTOM_CALL -> List.of(call(item, "input", Part.ToolCall.Kind.CUSTOM, seed));
      default -> List.of(new Part.Unknown(Words.PROTOCOL, type, raw));
    };
  }

  /** The type of an item; a message may leave it out. Not taken. */
  static String type(Block item) {
    RawJson type = item.peek("type");
    return type == null ? (item.has("role") ? Words.MESSAGE : "") : Block.text(type);
  }

  private static List<Part> message(Block item) {
    item.take("role");
    List<Part> parts = new ArrayList<>(PartDecoder.content(item, "content"));
    JsonFields mark = Mark.of(item);
    if (!parts.isEmpty()) {
      parts.set(0, marked(parts.get(0), mark));
    }
    return parts;
  }

  /** The part with a mark on it, if it is one that carries any. */
  static Part marked(Part part, JsonFields mark) {
    if (part instanceof Part.Text text) {
      return new Part.Text(text.text(), text.citations(), Mark.on(text.info(), mark));
    }
    if (part instanceof Part.Refusal refusal) {
      return new Part.Refusal(refusal.text(), Mark.on(refusal.info(), mark));
    }
    return part;
  }

  private static Part call(Block item, String field, Part.ToolCall.Kind kind, String seed) {
    String given = item.string("call_id", "");
    String name = item.string("name", "");
    String input = item.text(field);
    boolean none = input == null || (kind == Part.ToolCall.Kind.FUNCTION && input.isBlank());
    String empty = kind == Part.ToolCall.Kind.FUNCTION ? "{}" : "";
    return new Part.ToolCall(
        given.isEmpty() ? ToolIds.made(seed) : given,
        name,
        none || input == null ? empty : input,
        kind,
        PartInfo.of(null, Mark.of(item)));
  }
}
