package dev.patchbay.chat;

import static java.util.Map.entry;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The stored form of parts. Stateless. */
final class PartJson {
  /** Makes a part of what was read. */
  @FunctionalInterface
  private interface Maker {
    Part make(StoredObject fields, PartInfo info);
  }

  private static final Map<String, Json.Parser<?>> FIELDS =
      Map.ofEntries(
          entry("type", JsonReader::nextString),
          entry("text", JsonReader::nextString),
          entry("citations", StoredObject.listOf(ValueJson::citation)),
          entry("signature", ValueJson::opaque),
          entry("data", ValueJson::opaque),
          entry("id", JsonReader::nextString),
          entry("name", JsonReader::nextString),
          entry("arguments", JsonReader::nextString),
          entry("kind", StoredObject.wordOf(Part.ToolCall.Kind.class)),
          entry("source", ValueJson::source),
          entry("detail", JsonReader::nextString),
          entry("title", JsonReader::nextString),
          entry("context", JsonReader::nextString),
          entry("cite", JsonReader::nextBoolean),
          entry("transcript", JsonReader::nextString),
          entry("protocol", JsonReader::nextString),
          entry("word", JsonReader::nextString),
          entry("raw", Json::raw),
          entry("info", ValueJson::info));

  /** Which fields a kind of part has besides {@code type} and {@code info}, and how it is made. */
  private record Kind(Map<String, Json.Parser<?>> fields, Maker maker) {
    static Kind of(Maker maker, String... names) {
      return new Kind(ValueJson.select(FIELDS, List.of("type", "info"), List.of(names)), maker);
    }
  }

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          entry(
              "text",
              Kind.of(
                  (o, info) -> new Part.Text(o.need("text"), o.or("citations", List.of()), info),
                  "text",
                  "citations")),
          entry("refusal", Kind.of((o, info) -> new Part.Refusal(o.need("text"), info), "text")),
          entry(
              "thinking",
              Kind.of(
                  (o, info) -> new Part.Thinking(o.need("text"), o.find("signature"), info),
                  "text",
                  "signature")),
          entry(
              "opaque_thinking",
              Kind.of((o, info) -> new Part.OpaqueThinking(o.need("data"), info), "data")),
          entry("tool_call", Kind.of(PartJson::toolCall, "id", "name", "arguments", "kind")),
          entry(
              "image",
              Kind.of(
                  (o, info) -> new Part.Image(o.need("source"), o.find("detail"), info),
                  "source",
                  "detail")),
          entry("document", Kind.of(PartJson::document, "source", "title", "context", "cite")),
          entry(
              "audio",
              Kind.of(
                  (o, info) -> new Part.Audio(o.need("source"), o.find("transcript"), info),
                  "source",
                  "transcript")),
          entry("unknown", Kind.of(PartJson::unknown, "protocol", "word", "raw")));

  private PartJson() {}

  static Part read(JsonReader reader) throws IOException {
    String type = StoredObject.word(reader, "type");
    Kind kind = StoredObject.lookUp(KINDS, type, "part", reader);
    StoredObject fields = StoredObject.read(reader, kind.fields());
    return kind.maker().make(fields, fields.or("info", PartInfo.NONE));
  }

  private static Part toolCall(StoredObject o, PartInfo info) {
    return new Part.ToolCall(
        o.need("id"),
        o.need("name"),
        o.need("arguments"),
        o.or("kind", Part.ToolCall.Kind.FUNCTION),
        info);
  }

  private static Part document(StoredObject o, PartInfo info) {
    return new Part.Document(
        o.need("source"), o.find("title"), o.find("context"), o.find("cite"), info);
  }

  private static Part unknown(StoredObject o, PartInfo info) {
    return new Part.Unknown(o.need("protocol"), o.need("word"), o.need("raw"));
  }

  static void write(StoredWriter out, Part part) throws IOException {
    if (part instanceof Part.Text p) {
      out.begin("type", "text").text("text", p.text());
      out.list("citations", p.citations(), ValueJson::citation);
    } else if (part instanceof Part.Refusal p) {
      out.begin("type", "refusal").text("text", p.text());
    } else if (part instanceof Part.Thinking p) {
      out.begin("type", "thinking").text("text", p.text());
      out.object("signature", p.signature(), ValueJson::opaque);
    } else if (part instanceof Part.OpaqueThinking p) {
      out.begin("type", "opaque_thinking").object("data", p.data(), ValueJson::opaque);
    } else if (part instanceof Part.ToolCall p) {
      out.begin("type", "tool_call").text("id", p.id()).text("name", p.name());
      out.text("arguments", p.arguments());
      out.word("kind", p.kind() == Part.ToolCall.Kind.FUNCTION ? null : p.kind());
    } else {
      writeMedia(out, part);
    }
    out.object("info", part.info().equals(PartInfo.NONE) ? null : part.info(), ValueJson::info);
    out.end();
  }

  private static void writeMedia(StoredWriter out, Part part) throws IOException {
    if (part instanceof Part.Image p) {
      out.begin("type", "image").object("source", p.source(), ValueJson::source);
      out.text("detail", p.detail());
    } else if (part instanceof Part.Document p) {
      out.begin("type", "document").object("source", p.source(), ValueJson::source);
      out.text("title", p.title()).text("context", p.context()).flag("cite", p.citations());
    } else if (part instanceof Part.Audio p) {
      out.begin("type", "audio").object("source", p.source(), ValueJson::source);
      out.text("transcript", p.transcript());
    } else if (part instanceof Part.Unknown p) {
      out.begin("type", "unknown").text("protocol", p.protocol()).text("word", p.type());
      out.raw("raw", p.raw());
    }
  }
}
