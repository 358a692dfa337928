package dev.patchbay.chat;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The stored form of tools and of the choice among them. Stateless. */
final class ToolJson {
  private static final Map<String, Json.Parser<?>> FIELDS =
      Map.of(
          "type", JsonReader::nextString,
          "name", JsonReader::nextString,
          "description", JsonReader::nextString,
          "schema", Json::raw,
          "strict", JsonReader::nextBoolean,
          "format", Json::raw,
          "info", ValueJson::info,
          "protocol", JsonReader::nextString,
          "word", JsonReader::nextString,
          "raw", Json::raw);

  private static final Map<String, List<String>> TYPES =
      Map.of(
          "function", List.of("name", "description", "schema", "strict", "info"),
          "custom", List.of("name", "description", "format", "info"),
          "hosted", List.of("protocol", "word", "name", "raw"));

  private static final Map<String, Json.Parser<?>> CHOICE_FIELDS =
      Map.of(
          "type", JsonReader::nextString,
          "name", JsonReader::nextString,
          "names", StoredObject.listOf(JsonReader::nextString),
          "required", JsonReader::nextBoolean);

  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "auto", List.of(),
          "none", List.of(),
          "required", List.of(),
          "named", List.of("name"),
          "allowed", List.of("names", "required"));

  private ToolJson() {}

  static Tool read(JsonReader reader) throws IOException {
    String type = StoredObject.word(reader, "type");
    List<String> own = StoredObject.lookUp(TYPES, type, "tool", reader);
    StoredObject o = StoredObject.read(reader, ValueJson.select(FIELDS, List.of("type"), own));
    PartInfo info = o.or("info", PartInfo.NONE);
    return switch (type) {
      case "function" ->
          new Tool.Function(
              o.need("name"), o.find("description"), o.find("schema"), o.find("strict"), info);
      case "custom" ->
          new Tool.Custom(o.need("name"), o.find("description"), o.find("format"), info);
      default -> new Tool.Hosted(o.need("protocol"), o.need("word"), o.need("name"), o.need("raw"));
    };
  }

  static void write(StoredWriter out, Tool tool) throws IOException {
    PartInfo info = PartInfo.NONE;
    if (tool instanceof Tool.Function t) {
      out.begin("type", "function").text("name", t.name()).text("description", t.description());
      out.raw("schema", t.schema()).flag("strict", t.strict());
      info = t.info();
    } else if (tool instanceof Tool.Custom t) {
      out.begin("type", "custom").text("name", t.name()).text("description", t.description());
      out.raw("format", t.format());
      info = t.info();
    } else if (tool instanceof Tool.Hosted t) {
      out.begin("type", "hosted").text("protocol", t.protocol()).text("word", t.type());
      out.text("name", t.name()).raw("raw", t.raw());
    }
    out.object("info", info.equals(PartInfo.NONE) ? null : info, ValueJson::info).end();
  }

  static ToolChoice readChoice(JsonReader reader) throws IOException {
    String type = StoredObject.word(reader, "type");
    List<String> own = StoredObject.lookUp(CHOICES, type, "tool choice", reader);
    StoredObject o =
        StoredObject.read(reader, ValueJson.select(CHOICE_FIELDS, List.of("type"), own));
    return switch (type) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      case "named" -> new ToolChoice.Named(o.need("name"));
      default -> new ToolChoice.Allowed(o.need("names"), o.or("required", false));
    };
  }

  static void writeChoice(StoredWriter out, ToolChoice choice) throws IOException {
    if (choice instanceof ToolChoice.Auto) {
      out.begin("type", "auto");
    } else if (choice instanceof ToolChoice.None) {
      out.begin("type", "none");
    } else if (choice instanceof ToolChoice.Required) {
      out.begin("type", "required");
    } else if (choice instanceof ToolChoice.Named named) {
      out.begin("type", "named").text("name", named.name());
    } else if (choice instanceof ToolChoice.Allowed allowed) {
      out.begin("type", "allowed");
      out.wholeList("names", allowed.names(), (w, name) -> w.json().value(name));
      out.flag("required", allowed.required() ? true : null);
    }
    out.end();
  }
}
