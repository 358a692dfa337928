package dev.patchbay.wire.responses;

import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;

/**
 * What an item says besides its content: its id, its phase, unknown fields. It is kept under one
 * name among the extras of the item's first part, or of the message or result it became, so that
 * the same items come back. A text that carries a mark begins an item of its own; one without goes
 * on with the message before it. Stateless.
 */
final class Mark {
  /** Where it is kept; {@link dev.patchbay.wire.Scope} knows the name: it is no loss elsewhere. */
  static final String NAME = "item";

  private Mark() {}

  /** The mark of an item: what nobody took of it; none if that says nothing. */
  static JsonFields of(Block item) {
    JsonFields rest = item.spokenRest();
    return rest.isEmpty() ? JsonFields.NONE : of(rest);
  }

  /** A mark of these fields; without any it still begins an item. */
  static JsonFields of(JsonFields fields) {
    return JsonFields.of(Words.PROTOCOL, NAME, RawJson.object(fields));
  }

  /** True if there is a mark among the extras. */
  static boolean isIn(JsonFields extras) {
    return extras.in(Words.PROTOCOL).get(NAME).isPresent();
  }

  /** The fields of the mark among the extras; none if there is no mark. */
  static JsonFields fields(JsonFields extras) {
    return PartDecoder.inside(extras, NAME);
  }

  /** The extras with the mark added. */
  static PartInfo on(PartInfo info, JsonFields mark) {
    return mark.isEmpty() ? info : info.withExtras(info.extras().and(mark));
  }

  /** The extras without the mark. */
  static JsonFields off(JsonFields extras) {
    return extras.in(Words.PROTOCOL).isEmpty() ? extras : extras.without(NAME);
  }
}
