package dev.patchbay.wire.gemini;

import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.ToolIds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts as they are read; {@link PartEncoder} writes them. A thought signature stays on the part it
 * came on, whatever its kind. Stateless.
 */
final class PartDecoder {
  static final String CALL = "functionCall";

  private PartDecoder() {}

  static List<Part> decode(List<Block> blocks, Issuer issuer) {
    return decode(blocks, issuer, "");
  }

  /**
   * The parts but those that say nothing.
   *
   * @param seed what tells these parts from others, for calls without an id
   */
  static List<Part> decode(List<Block> blocks, Issuer issuer, String seed) {
    List<Part> parts = new ArrayList<>();
    int calls = 0;
    for (Block block : blocks) {
      Part part = decode(block, issuer, seed + "/" + calls);
      calls += part instanceof Part.ToolCall ? 1 : 0;
      if (!isNothing(part)) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** True for a text that says nothing, not even by a signature. */
  static boolean isNothing(Part part) {
    return part instanceof Part.Text text && text.text().isEmpty() && isPlain(part);
  }

  /** True for a part on which nothing hangs: it may grow with the text of further frames. */
  static boolean isPlain(Part part) {
    return part.info().equals(PartInfo.NONE);
  }

  /** A part; one this version has no word for is kept as it is. */
  static Part decode(Block block, Issuer issuer, String seed) {
    RawJson raw = block.raw();
    Opaque signature = signature(block.string(Words.SIGNATURE), issuer);
    if (block.has(CALL)) {
      return call(block, signature, seed);
    }
    if (block.has("inlineData") || block.has("fileData")) {
      Part media = MediaParts.decode(block, signature);
      return media == null ? unknown(block, raw) : media;
    }
    boolean thought = Boolean.TRUE.equals(block.flag("thought"));
    String text = block.string("text");
    if (text == null && !block.spokenRest().isEmpty()) {
      return unknown(block, raw);
    }
    String said = text == null ? "" : text;
    PartInfo info = info(block, signature);
    return thought ? new Part.Thinking(said, null, info) : new Part.Text(said, List.of(), info);
  }

  private static Part call(Block block, @Nullable Opaque signature, String seed) {
    Block call = Words.object(block, CALL);
    if (call == null) {
      return new Part.Text("", List.of(), info(block, signature));
    }
    String id = call.string("id", "");
    String name = call.string("name", "");
    RawJson args = call.take("args");
    PartInfo info = info(block, signature);
    if (!call.spokenRest().isEmpty()) {
      RawJson rest = RawJson.object(call.spokenRest());
      info = info.withExtras(info.extras().and(JsonFields.of(Words.PROTOCOL, CALL, rest)));
    }
    return new Part.ToolCall(
        id.isEmpty() ? ToolIds.made(seed) : id,
        name,
        args == null ? "{}" : args.text(),
        Part.ToolCall.Kind.FUNCTION,
        info);
  }

  static @Nullable Opaque signature(@Nullable String value, Issuer issuer) {
    return value == null || value.isEmpty() ? null : new Opaque(value, issuer);
  }

  /** The signature and the unknown fields of a part whose own fields were taken. */
  static PartInfo info(Block block, @Nullable Opaque signature) {
    PartInfo info = PartInfo.of(null, block.spokenRest());
    return signature == null ? info : info.withSignature(signature);
  }

  private static Part unknown(Block block, RawJson raw) {
    String type = block.spokenRest().byName().keySet().stream().findFirst().orElse("part");
    return new Part.Unknown(Words.PROTOCOL, type, raw);
  }

  /** What else was said inside a part's own object. */
  static JsonFields inside(PartInfo info, String name) {
    RawJson kept = info.extras().in(Words.PROTOCOL).get(name).orElse(null);
    return kept == null || !kept.isObject() ? JsonFields.NONE : Words.block(kept, "$").rest();
  }
}
