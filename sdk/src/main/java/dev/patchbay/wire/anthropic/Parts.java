package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Content blocks, both ways. Stateless. */
final class Parts {
  /** The caller every tool call has unless a hosted tool made it: said by leaving it out. */
  private static final RawJson DIRECT_CALLER = RawJson.of("{\"type\":\"direct\"}");

  private static final Set<String> TTLS = Set.of("5m", "1h");

  private Parts() {}

  /** Where an encoded block stands; what a place does not take is written differently. */
  enum Place {
    /** In a request. */
    REQUEST,
    /** In an answer for a client, whose SDK wants the fields newer versions require. */
    ANSWER
  }

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
          case "tool_use" -> toolCall(block);
          case "image" -> image(block);
          case "document" -> document(block);
          default -> null;
        };
    return part == null ? new Part.Unknown(Words.PROTOCOL, type, raw) : part;
  }

  private static Part text(Block block) {
    List<Citation> citations = block.objects("citations").stream().map(Parts::citation).toList();
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

  private static Part toolCall(Block block) {
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
    return PartInfo.of(info.cacheTtl(), info.extras().with("caller", caller));
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
    Block control = Block.of(mark, block.path() + ".cache_control");
    String type = control.string("type", "");
    String ttl = control.string("ttl", "");
    boolean plain = type.equals("ephemeral") && (ttl.isEmpty() || TTLS.contains(ttl));
    return plain && control.rest().isEmpty()
        ? PartInfo.of(ttl, rest)
        : PartInfo.of(null, rest.with("cache_control", mark));
  }

  /** Writes a text block of a request: the vendor refuses citations in what a user says. */
  static void encodeText(JsonWriter writer, String text, PartInfo info, CacheMarks marks)
      throws IOException {
    writer.beginObject().name("type").value("text");
    writer.name("text").value(text);
    encodeInfo(writer, info, marks);
    writer.endObject();
  }

  /** Writes a text block of the model's, with its sources; none are left out, never null. */
  static void encodeAnswerText(JsonWriter writer, Part.Text text, CacheMarks marks)
      throws IOException {
    writer.beginObject().name("type").value("text");
    writer.name("text").value(text.text());
    List<Citation> own = ownCitations(text);
    if (!own.isEmpty()) {
      writer.name("citations").beginArray();
      for (Citation citation : own) {
        Json.raw(writer, citation.raw());
      }
      writer.endArray();
    }
    encodeInfo(writer, text.info(), marks);
    writer.endObject();
  }

  /** Citations this protocol wrote; those of others have no form here. */
  static List<Citation> ownCitations(Part.Text text) {
    return text.citations().stream().filter(c -> c.protocol().equals(Words.PROTOCOL)).toList();
  }

  static void encodeThinking(JsonWriter writer, Part.Thinking thinking) throws IOException {
    writer.beginObject().name("type").value("thinking");
    writer.name("thinking").value(thinking.text());
    Opaque signature = thinking.signature();
    writer.name("signature").value(signature == null ? "" : signature.value());
    Json.fields(writer, thinking.info().extras());
    writer.endObject();
  }

  static void encodeRedacted(JsonWriter writer, Part.OpaqueThinking thinking) throws IOException {
    writer.beginObject().name("type").value("redacted_thinking");
    writer.name("data").value(thinking.data().value());
    Json.fields(writer, thinking.info().extras());
    writer.endObject();
  }

  /** Writes a call; its input is an object already. */
  static void encodeCall(
      JsonWriter writer, Part.ToolCall call, RawJson input, Place place, CacheMarks marks)
      throws IOException {
    writer.beginObject().name("type").value("tool_use");
    writer.name("id").value(call.id());
    writer.name("name").value(call.name());
    writer.name("input");
    Json.raw(writer, input);
    encodeCaller(writer, call.info(), place);
    encodeInfo(writer, call.info(), marks);
    writer.endObject();
  }

  static void encodeCaller(JsonWriter writer, PartInfo info, Place place) throws IOException {
    if (place == Place.ANSWER && info.extras().get("caller").isEmpty()) {
      writer.name("caller");
      Json.raw(writer, DIRECT_CALLER);
    }
  }

  static void encodeImage(JsonWriter writer, Part.Image image, CacheMarks marks)
      throws IOException {
    writer.beginObject().name("type").value("image");
    MediaParts.encode(writer, MediaParts.image(image));
    encodeInfo(writer, image.info(), marks);
    writer.endObject();
  }

  static void encodeDocument(JsonWriter writer, Part.Document document, CacheMarks marks)
      throws IOException {
    writer.beginObject().name("type").value("document");
    MediaParts.encode(writer, MediaParts.document(document));
    if (document.title() != null) {
      writer.name("title").value(document.title());
    }
    if (document.context() != null) {
      writer.name("context").value(document.context());
    }
    if (document.citations() != null) {
      writer.name("citations").beginObject();
      writer.name("enabled").value(document.citations()).endObject();
    }
    encodeInfo(writer, document.info(), marks);
    writer.endObject();
  }

  static void encodeInfo(JsonWriter writer, PartInfo info, CacheMarks marks) throws IOException {
    String ttl = marks.next(info);
    if (ttl != null) {
      writer.name("cache_control").beginObject().name("type").value("ephemeral");
      if (!ttl.isEmpty()) {
        writer.name("ttl").value(ttl);
      }
      writer.endObject();
    }
    Json.fields(writer, info.extras());
  }
}
