package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Content blocks as they are read; {@link PartEncoder} writes them. Stateless. */
final class PartDecoder {
  /** The caller every tool call has unless a hosted tool made it: said by leaving it out. */
  static final RawJson DIRECT_CALLER = RawJson.of("{\"type\":\"direct\"}");

  private static final Set<String> TTLS = Set.of("5m", "1h");

  private PartDecoder() {}

  /** A block as a part; one this version has no word for is kept as it is. */
  static Part decode(Block block, Issuer issuer) {
    RawJson raw = block.raw();
    String type = block.required("type");
    Part part =
        switch (type) {
          case "text" -> text(block);
          case "thinking" -> thinking(block, issuer);
          case "redacted_thinking" ->
              new Part.OpaqueThinking(new Opaque(block.required("data"), issuer), info(block));
          case "tool_use" -> call(block);
          case "image" -> image(block);
          case "document" -> document(block);
          default -> null;
        };
    return part == null ? new Part.Unknown(Words.PROTOCOL, type, raw) : part;
  }

  private static Part text(Block block) {
    List<Citation> citations =
        block.objects("citations").stream().map(PartDecoder::citation).toList();
    return new Part.Text(block.string("text", ""), citations, info(block));
  }

  static Citation citation(Block block) {
    RawJson raw = block.raw();
    String title = block.string("title");
    String documentTitle = block.string("document_title");
    return new Citation(
        Words.PROTOCOL,
        block.string("url"),
        title == null ? documentTitle : title,
        block.string("cited_text"),
        null,
        null,
        raw);
  }

  private static Part thinking(Block block, Issuer issuer) {
    String signature = block.string("signature", "");
    return new Part.Thinking(
        block.string("thinking", ""),
        signature.isEmpty() ? null : new Opaque(signature, issuer),
        info(block));
  }

  private static Part call(Block block) {
    String id = block.required("id");
    if (id.isEmpty()) {
      throw new BadJsonException(block.path() + ".id", "Expected the id of a tool call");
    }
    RawJson input = block.take("input");
    return new Part.ToolCall(
        id,
        block.required("name"),
        input == null ? "{}" : input.text(),
        Part.ToolCall.Kind.FUNCTION,
        callInfo(block));
  }

  /** As {@link #info}; the caller every call has is left out. */
  static PartInfo callInfo(Block block) {
    RawJson caller = block.take("caller");
    PartInfo info = info(block);
    if (caller == null || caller.sameValue(DIRECT_CALLER)) {
      return info;
    }
    return PartInfo.of(
        info.cacheTtl(), info.extras().and(JsonFields.of(Words.PROTOCOL, "caller", caller)));
  }

  private static @Nullable Part image(Block block) {
    MediaSource source = MediaParts.decode(block.object("source"));
    return source == null ? null : new Part.Image(source, null, info(block));
  }

  private static @Nullable Part document(Block block) {
    MediaSource source = MediaParts.decode(block.object("source"));
    if (source == null) {
      return null;
    }
    Block citations = block.object("citations");
    return new Part.Document(
        source,
        block.string("title"),
        block.string("context"),
        citations == null ? null : citations.flag("enabled"),
        info(block));
  }

  /** The cache mark and the unknown fields of a block whose own fields were taken. */
  static PartInfo info(Block block) {
    RawJson mark = block.take("cache_control");
    JsonFields rest = block.spokenRest();
    if (mark == null) {
      return PartInfo.of(null, rest);
    }
    Block control = Words.block(mark, block.path() + ".cache_control");
    String type = control.string("type", "");
    String ttl = control.string("ttl", "");
    boolean plain = type.equals("ephemeral") && (ttl.isEmpty() || TTLS.contains(ttl));
    return plain && control.rest().isEmpty()
        ? PartInfo.of(ttl, rest)
        : PartInfo.of(null, rest.and(JsonFields.of(Words.PROTOCOL, "cache_control", mark)));
  }
}
