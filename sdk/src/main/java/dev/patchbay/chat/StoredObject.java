package dev.patchbay.chat;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object of the stored form, read by the table of the fields it may have. A field that is not
 * in the table, one of another type and a missing one are refused with their path: stored data is
 * ours, so what we don't know in it was written by something newer or broken. One thread.
 */
final class StoredObject {
  private final Map<String, Object> values = new HashMap<>();
  private final String path;

  private StoredObject(String path) {
    this.path = path;
  }

  static StoredObject read(JsonReader reader, Map<String, Json.Parser<?>> fields)
      throws IOException {
    reader.beginObject();
    StoredObject object = new StoredObject(parent(reader.getPath()));
    while (reader.hasNext()) {
      String name = reader.nextName();
      Json.Parser<?> parser = fields.get(name);
      if (parser == null) {
        throw new BadJsonException(reader.getPath(), "Unknown field '" + name + "'");
      }
      Object value = parser.parse(reader);
      if (value != null) {
        object.values.put(name, value);
      }
    }
    reader.endObject();
    return object;
  }

  /** The word that says what an object is, looked up without reading it. */
  static String word(JsonReader reader, String field) throws IOException {
    String path = reader.getPath();
    var unused = reader.peek(); // see Json.raw
    try (JsonReader ahead = reader.peekJson()) {
      ahead.beginObject();
      while (ahead.hasNext()) {
        if (ahead.nextName().equals(field)) {
          return ahead.nextString();
        }
        ahead.skipValue();
      }
    }
    throw new BadJsonException(path, "Missing field '" + field + "'");
  }

  /** The entry of a table by a word of the document. */
  static <T> T lookUp(Map<String, T> table, String word, String what, JsonReader reader) {
    T found = table.get(word);
    if (found == null) {
      throw new BadJsonException(reader.getPath(), "Unknown " + what + " '" + word + "'");
    }
    return found;
  }

  boolean has(String field) {
    return values.containsKey(field);
  }

  /** A field that must be there; its type is that of the table's parser. */
  <T> T need(String field) {
    T value = find(field);
    if (value == null) {
      throw new BadJsonException(path, "Missing field '" + field + "'");
    }
    return value;
  }

  /** A field, or null if it is not there. */
  @SuppressWarnings("unchecked") // each field is always read by the same parser of the table
  <T> @Nullable T find(String field) {
    return (T) values.get(field);
  }

  /** A field, or what holds if it is not there. */
  <T> T or(String field, T absent) {
    T value = find(field);
    return value == null ? absent : value;
  }

  static <T> Json.Parser<List<T>> listOf(Json.Parser<T> element) {
    return reader -> {
      List<T> list = new ArrayList<>();
      reader.beginArray();
      while (reader.hasNext()) {
        list.add(element.parse(reader));
      }
      reader.endArray();
      return list;
    };
  }

  static <T> Json.Parser<Map<String, T>> mapOf(Json.Parser<T> value) {
    return reader -> {
      Map<String, T> map = new LinkedHashMap<>();
      reader.beginObject();
      while (reader.hasNext()) {
        map.put(reader.nextName(), value.parse(reader));
      }
      reader.endObject();
      return map;
    };
  }

  /** An enum's constant, written in lower case. */
  static <E extends Enum<E>> Json.Parser<E> wordOf(Class<E> type) {
    return reader -> {
      String word = reader.nextString();
      for (E constant : type.getEnumConstants()) {
        if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
          return constant;
        }
      }
      throw new BadJsonException(
          reader.getPath(), "Unknown " + type.getSimpleName() + " '" + word + "'");
    };
  }

  /** Unknown fields of one protocol, under its id. */
  static JsonFields fields(JsonReader reader) throws IOException {
    Map<String, JsonFields> byId = fieldsById(reader);
    if (byId.size() > 1) {
      throw new BadJsonException(reader.getPath(), "Expected fields of one protocol");
    }
    return byId.isEmpty() ? JsonFields.NONE : byId.values().iterator().next();
  }

  /** Unknown fields by the ids of their protocols. */
  static Map<String, JsonFields> fieldsById(JsonReader reader) throws IOException {
    Map<String, JsonFields> byId = new LinkedHashMap<>();
    mapOf(mapOf(Json::raw))
        .parse(reader)
        .forEach((id, raw) -> byId.put(id, new JsonFields(raw, id.isEmpty() ? null : id)));
    return byId;
  }

  /** A path inside an object that was just opened ends with a dot. */
  private static String parent(String path) {
    return path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
  }
}
