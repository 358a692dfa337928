package dev.patchbay.wire.responses;

import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Block;
import java.util.List;

/**
 * An output item as an event shows it. Reading it touches no state. Immutable.
 *
 * @param parts when it begins, without their content
 * @param mark what is said of the item; on its first part
 */
record Item(String type, List<Part> parts, JsonFields mark) {
  /** An item as its first event shows it. */
  static Item begun(Block item, Issuer issuer, String seed) {
    String type = ItemDecoder.type(item);
    if (type.equals(Words.MESSAGE)) { // without a part there is none to bear the mark yet
      Block copy = Words.block(item.raw(), item.path());
      ItemDecoder.answer(item, issuer, seed);
      List.of("type", "role", "status", "content").forEach(copy::take);
      return new Item(type, List.of(), Mark.of(copy));
    }
    return whole(item, issuer, seed);
  }

  /** An item as its last event, or the answer, shows it. */
  static Item whole(Block item, Issuer issuer, String seed) {
    String type = ItemDecoder.type(item);
    List<Part> parts = ItemDecoder.answer(item, issuer, seed);
    return new Item(type, parts, parts.isEmpty() ? JsonFields.NONE : parts.get(0).info().extras());
  }
}
