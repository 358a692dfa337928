package dev.patchbay.wire.responses;

import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;

/** Tools as they are read. Stateless. */
final class ToolWords {
  static final String STRICT = "strict";
  private static final String GRAMMAR = "grammar";
  private static final RawJson NULL = RawJson.of("null");

  private ToolWords() {}

  static Tool tool(Block tool) {
    RawJson raw = tool.raw();
    String type = tool.string("type", "");
    if (type.equals(Words.FUNCTION)) {
      return function(tool);
    }
    if (type.equals(Words.CUSTOM)) {
      return custom(tool);
    }
    return new Tool.Hosted(Words.PROTOCOL, type, tool.string("name", type), raw);
  }

  /**
   * Where nothing is said of strictness the server decides by the schema; elsewhere nothing said
   * means no. So that is kept, to be said again.
   */
  private static Tool function(Block tool) {
    String name = tool.required("name");
    String description = tool.string("description");
    RawJson schema = tool.take("parameters");
    Boolean strict = tool.flag(STRICT);
    JsonFields rest = tool.spokenRest();
    if (strict == null) {
      rest = rest.and(JsonFields.of(Words.PROTOCOL, STRICT, NULL));
    }
    return new Tool.Function(name, description, schema, strict, PartInfo.of(null, rest));
  }

  private static Tool custom(Block tool) {
    String name = tool.required("name");
    String description = tool.string("description");
    RawJson format = tool.take("format");
    PartInfo info = PartInfo.of(null, tool.spokenRest());
    return new Tool.Custom(name, description, format == null ? null : nested(format), info);
  }

  /** A grammar stands flat here, and in an object of its own in Chat, as in the canonical form. */
  private static RawJson nested(RawJson format) {
    if (!format.isObject()) {
      return format;
    }
    Block flat = Words.block(format, "$.tools.format");
    if (!flat.is(GRAMMAR) || flat.has(GRAMMAR)) {
      return format;
    }
    flat.take("type");
    return RawJson.object(
        JsonFields.of(Words.PROTOCOL, "type", RawJson.string(GRAMMAR))
            .with(GRAMMAR, RawJson.object(flat.rest())));
  }

  /** The way back. */
  static RawJson flat(RawJson format) {
    if (!format.isObject()) {
      return format;
    }
    Block nested = Words.block(format, "$.tools.format");
    RawJson inner = nested.take(GRAMMAR);
    return inner == null || !inner.isObject()
        ? format
        : RawJson.object(nested.rest().and(Words.block(inner, "$.tools.format").rest()));
  }
}
