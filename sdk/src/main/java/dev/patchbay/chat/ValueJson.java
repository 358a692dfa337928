package dev.patchbay.chat;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stored form of what hangs on parts: sources, citations, opaque values. Stateless. */
final class ValueJson {
  private static final Map<String, Json.Parser<?>> INFO =
      Map.of(
          "cache", JsonReader::nextString,
          "signature", ValueJson::opaque,
          "extras", StoredObject::fields);
  private static final Map<String, Json.Parser<?>> OPAQUE =
      Map.of("value", JsonReader::nextString, "issuer", ValueJson::issuer);
  private static final Map<String, Json.Parser<?>> ISSUER =
      Map.of(
          "provider", JsonReader::nextString,
          "model", JsonReader::nextString,
          "organization", JsonReader::nextString,
          "client", JsonReader::nextString,
          "protocol", JsonReader::nextString);
  private static final Map<String, Json.Parser<?>> CITATION =
      Map.of(
          "protocol", JsonReader::nextString,
          "url", JsonReader::nextString,
          "title", JsonReader::nextString,
          "cited", JsonReader::nextString,
          "start", JsonReader::nextInt,
          "end", JsonReader::nextInt,
          "raw", Json::raw);
  private static final Map<String, Json.Parser<?>> SOURCE =
      Map.of(
          "type", JsonReader::nextString,
          "media_type", JsonReader::nextString,
          "data", JsonReader::nextString,
          "url", JsonReader::nextString,
          "id", JsonReader::nextString,
          "text", JsonReader::nextString);

  /** The fields of each kind of source besides its type. */
  private static final Map<String, List<String>> SOURCES =
      Map.of(
          "base64", List.of("media_type", "data"),
          "url", List.of("url"),
          "file", List.of("id"),
          "text", List.of("media_type", "text"));

  private ValueJson() {}

  /** The rows of a table that a kind of object has. */
  static Map<String, Json.Parser<?>> select(
      Map<String, Json.Parser<?>> table, List<String> common, List<String> own) {
    Map<String, Json.Parser<?>> selected = new HashMap<>(table);
    selected.keySet().removeIf(name -> !common.contains(name) && !own.contains(name));
    return Map.copyOf(selected);
  }

  static PartInfo info(JsonReader reader) throws IOException {
    StoredObject o = StoredObject.read(reader, INFO);
    return new PartInfo(o.find("cache"), o.find("signature"), o.or("extras", JsonFields.NONE));
  }

  static void info(StoredWriter out, PartInfo info) throws IOException {
    out.begin().text("cache", info.cacheTtl());
    out.object("signature", info.signature(), ValueJson::opaque);
    out.fields("extras", info.extras()).end();
  }

  static Opaque opaque(JsonReader reader) throws IOException {
    StoredObject o = StoredObject.read(reader, OPAQUE);
    return new Opaque(o.need("value"), o.or("issuer", Issuer.UNKNOWN));
  }

  static void opaque(StoredWriter out, Opaque opaque) throws IOException {
    Issuer issuer = opaque.issuer();
    out.begin().text("value", opaque.value());
    out.object("issuer", issuer.equals(Issuer.UNKNOWN) ? null : issuer, ValueJson::issuer).end();
  }

  private static Issuer issuer(JsonReader reader) throws IOException {
    StoredObject o = StoredObject.read(reader, ISSUER);
    String client = o.find("client");
    String protocol = client == null ? o.find("protocol") : client;
    return new Issuer(o.or("provider", ""), o.or("model", ""), o.find("organization"), protocol);
  }

  private static void issuer(StoredWriter out, Issuer issuer) throws IOException {
    String protocol = issuer.protocol();
    if (issuer.provider().isEmpty() && protocol != null) {
      out.begin("client", protocol);
    } else {
      out.begin().text("provider", issuer.provider()).text("model", issuer.model());
      out.text("protocol", protocol);
    }
    out.text("organization", issuer.organization()).end();
  }

  static Citation citation(JsonReader reader) throws IOException {
    StoredObject o = StoredObject.read(reader, CITATION);
    return new Citation(
        o.need("protocol"),
        o.find("url"),
        o.find("title"),
        o.find("cited"),
        o.find("start"),
        o.find("end"),
        o.need("raw"));
  }

  static void citation(StoredWriter out, Citation citation) throws IOException {
    out.begin().text("protocol", citation.protocol());
    out.text("url", citation.url()).text("title", citation.title());
    out.text("cited", citation.citedText());
    out.number("start", citation.start()).number("end", citation.end());
    out.raw("raw", citation.raw()).end();
  }

  static MediaSource source(JsonReader reader) throws IOException {
    String type = StoredObject.word(reader, "type");
    List<String> own = StoredObject.lookUp(SOURCES, type, "media source", reader);
    StoredObject o = StoredObject.read(reader, select(SOURCE, List.of("type"), own));
    return switch (type) {
      case "base64" -> new MediaSource.Base64(o.need("media_type"), o.need("data"));
      case "url" -> new MediaSource.Url(o.need("url"));
      case "file" -> new MediaSource.FileRef(o.need("id"));
      default -> new MediaSource.PlainText(o.need("media_type"), o.need("text"));
    };
  }

  static void source(StoredWriter out, MediaSource source) throws IOException {
    if (source instanceof MediaSource.Base64 s) {
      out.begin("type", "base64").text("media_type", s.mediaType()).text("data", s.data());
    } else if (source instanceof MediaSource.Url s) {
      out.begin("type", "url").text("url", s.url());
    } else if (source instanceof MediaSource.FileRef s) {
      out.begin("type", "file").text("id", s.id());
    } else if (source instanceof MediaSource.PlainText s) {
      out.begin("type", "text").text("media_type", s.mediaType()).text("text", s.text());
    }
    out.end();
  }
}
