package dev.patchbay.chat;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stored form of messages. Stateless. */
final class MessageJson {
  private static final Map<String, Json.Parser<?>> FIELDS =
      Map.ofEntries(
          Map.entry("role", JsonReader::nextString),
          Map.entry("developer", JsonReader::nextBoolean),
          Map.entry("name", JsonReader::nextString),
          Map.entry("call", JsonReader::nextString),
          Map.entry("error", JsonReader::nextBoolean),
          Map.entry("parts", StoredObject.listOf(PartJson::read)),
          Map.entry("extras", StoredObject::fields),
          Map.entry("info", ValueJson::info),
          Map.entry("protocol", JsonReader::nextString),
          Map.entry("word", JsonReader::nextString),
          Map.entry("raw", Json::raw));

  /** The fields of each role besides the role. */
  private static final Map<String, List<String>> ROLES =
      Map.of(
          "system", List.of("developer", "name", "parts", "extras"),
          "user", List.of("name", "parts", "extras"),
          "assistant", List.of("name", "parts", "extras"),
          "tool", List.of("call", "name", "error", "parts", "info"),
          "unknown", List.of("protocol", "word", "raw"));

  private MessageJson() {}

  static Message read(JsonReader reader) throws IOException {
    String role = StoredObject.word(reader, "role");
    List<String> own = StoredObject.lookUp(ROLES, role, "role", reader);
    StoredObject o = StoredObject.read(reader, ValueJson.select(FIELDS, List.of("role"), own));
    return switch (role) {
      case "system" ->
          new Message.System(o.need("parts"), o.or("developer", false), o.find("name"), extras(o));
      case "user" -> new Message.User(o.need("parts"), o.find("name"), extras(o));
      case "assistant" -> assistant(o);
      case "tool" ->
          new Message.Tool(
              o.need("call"),
              o.find("name"),
              o.need("parts"),
              o.or("error", false),
              o.or("info", PartInfo.NONE));
      default -> new Message.Unknown(o.need("protocol"), o.need("word"), o.need("raw"));
    };
  }

  /** The stored message of an answer's choice: always the model's. */
  static Message.Assistant readAssistant(JsonReader reader) throws IOException {
    List<String> own = StoredObject.lookUp(ROLES, "assistant", "role", reader);
    StoredObject o = StoredObject.read(reader, ValueJson.select(FIELDS, List.of(), own));
    return assistant(o);
  }

  private static Message.Assistant assistant(StoredObject o) {
    return new Message.Assistant(o.need("parts"), o.find("name"), extras(o));
  }

  private static JsonFields extras(StoredObject o) {
    return o.or("extras", JsonFields.NONE);
  }

  static void write(StoredWriter out, Message message) throws IOException {
    if (message instanceof Message.System m) {
      out.begin("role", "system").flag("developer", m.developer() ? true : null);
      content(out, m.name(), m.parts(), m.extras());
    } else if (message instanceof Message.User m) {
      out.begin("role", "user");
      content(out, m.name(), m.parts(), m.extras());
    } else if (message instanceof Message.Assistant m) {
      out.begin("role", "assistant");
      content(out, m.name(), m.parts(), m.extras());
    } else if (message instanceof Message.Tool m) {
      out.begin("role", "tool").text("call", m.callId()).text("name", m.name());
      out.flag("error", m.error() ? true : null);
      out.wholeList("parts", m.parts(), PartJson::write);
      out.object("info", m.info().equals(PartInfo.NONE) ? null : m.info(), ValueJson::info);
    } else if (message instanceof Message.Unknown m) {
      out.begin("role", "unknown").text("protocol", m.protocol()).text("word", m.role());
      out.raw("raw", m.raw());
    }
    out.end();
  }

  static void writeAssistant(StoredWriter out, Message.Assistant message) throws IOException {
    out.begin();
    content(out, message.name(), message.parts(), message.extras());
    out.end();
  }

  private static void content(
      StoredWriter out, @Nullable String name, List<Part> parts, JsonFields extras)
      throws IOException {
    out.text("name", name).wholeList("parts", parts, PartJson::write).fields("extras", extras);
  }
}
