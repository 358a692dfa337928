package dev.patchbay.wire;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One small JSON object of a protocol while it is decoded: its {@code type} may stand last, so its
 * fields are kept raw and taken out by name; what nobody took is {@link #rest}, and belongs to the
 * protocol. A null counts as absent. One thread.
 */
public final class Block {
  private static final RawJson TEXT_TYPE = RawJson.string("text");

  private final Map<String, RawJson> fields;
  private final RawJson raw;
  private final String path;
  private final Protocol protocol;

  private Block(Map<String, RawJson> fields, RawJson raw, String path, Protocol protocol) {
    this.fields = fields;
    this.raw = raw;
    this.path = path;
    this.protocol = protocol;
  }

  /** Reads the next value of a reader, which must be an object. */
  public static Block read(JsonReader reader, Protocol protocol) throws IOException {
    String path = reader.getPath();
    return of(Json.raw(reader), path, protocol);
  }

  /** An object in raw form; its faults are reported below the path. */
  public static Block of(RawJson raw, String path, Protocol protocol) {
    return at(
        path,
        "an object",
        () ->
            Json.read(
                raw.text(),
                reader -> {
                  Map<String, RawJson> fields = new LinkedHashMap<>();
                  reader.beginObject();
                  while (reader.hasNext()) {
                    fields.put(reader.nextName(), Json.raw(reader));
                  }
                  reader.endObject();
                  return new Block(fields, raw, path, protocol);
                }));
  }

  /** A text block of the text: where a plain string stands for it. */
  public static Block text(String text, String path, Protocol protocol) {
    Map<String, RawJson> fields = new LinkedHashMap<>();
    fields.put("type", TEXT_TYPE);
    fields.put("text", RawJson.string(text));
    return new Block(fields, RawJson.EMPTY_OBJECT, path, protocol);
  }

  /** True if the block's {@code type} is the word; it is not taken. */
  public boolean is(String type) {
    RawJson value = fields.get("type");
    return value != null && value.text().equals('"' + type + '"');
  }

  /** The object as it was written. */
  public RawJson raw() {
    return raw;
  }

  public String path() {
    return path;
  }

  /** True if the field is there and not null; it is not taken. */
  public boolean has(String name) {
    RawJson value = fields.get(name);
    return value != null && !value.isNull();
  }

  /** The value of a field, null for none; it is not taken. */
  public @Nullable RawJson peek(String name) {
    RawJson value = fields.get(name);
    return value == null || value.isNull() ? null : value;
  }

  public @Nullable RawJson take(String name) {
    RawJson value = fields.remove(name);
    return value == null || value.isNull() ? null : value;
  }

  /** Puts back what was taken in vain. */
  public void putBack(String name, RawJson value) {
    fields.put(name, value);
  }

  /** A string; null for none. */
  public @Nullable String string(String name) {
    RawJson value = fields.get(name);
    if (value != null && value.isPlainString()) {
      fields.remove(name);
      return value.plainString();
    }
    return value(name, "a string", JsonReader::nextString);
  }

  public String string(String name, String absent) {
    String value = string(name);
    return value == null ? absent : value;
  }

  /** The value of a field without which the object makes no sense. */
  public String required(String name) {
    String value = string(name);
    if (value == null) {
      throw new BadJsonException(path + "." + name, "Expected a string, found nothing");
    }
    return value;
  }

  /** A count; some servers write them as decimals. */
  public @Nullable Long count(String name) {
    BigDecimal number = value(name, "a number", Json::number);
    return number == null ? null : (Long) number.longValue();
  }

  public @Nullable Integer integer(String name) {
    return value(name, "a whole number", JsonReader::nextInt);
  }

  public @Nullable Double decimal(String name) {
    BigDecimal number = value(name, "a number", Json::number);
    return number == null ? null : (Double) number.doubleValue();
  }

  public @Nullable Boolean flag(String name) {
    return value(name, "true or false", JsonReader::nextBoolean);
  }

  public @Nullable Block object(String name) {
    RawJson value = take(name);
    return value == null ? null : of(value, path + "." + name, protocol);
  }

  /** The objects of an array; empty if it is absent. */
  public List<Block> objects(String name) {
    RawJson value = take(name);
    List<Block> blocks = new ArrayList<>();
    if (value != null) {
      int index = 0;
      for (RawJson item : items(value, path + "." + name)) {
        blocks.add(of(item, path + "." + name + "[" + index++ + "]", protocol));
      }
    }
    return blocks;
  }

  /** The values of an array; empty if it is absent. */
  public List<RawJson> items(String name) {
    RawJson value = take(name);
    return value == null ? List.of() : items(value, path + "." + name);
  }

  /** A string, or the text of whatever else stands there. */
  public @Nullable String text(String name) {
    RawJson value = take(name);
    return value == null ? null : text(value);
  }

  public static String text(RawJson value) {
    if (value.isPlainString()) {
      return value.plainString();
    }
    return value.text().startsWith("\"")
        ? Json.read(value.text(), JsonReader::nextString)
        : value.text();
  }

  /** The texts of an array; empty if it is absent. */
  public List<String> strings(String name) {
    List<String> texts =
        value(
            name,
            "an array of strings",
            reader -> {
              List<String> read = new ArrayList<>();
              reader.beginArray();
              while (reader.hasNext()) {
                read.add(reader.nextString());
              }
              reader.endArray();
              return read;
            });
    return texts == null ? List.of() : texts;
  }

  /** What was not taken, nulls included. */
  public JsonFields rest() {
    return fields.isEmpty() ? JsonFields.NONE : new JsonFields(fields, protocol.id());
  }

  /** What was not taken and says something. */
  public JsonFields spokenRest() {
    fields.values().removeIf(RawJson::isNull);
    return rest();
  }

  /** The values of an array that stands at the path. */
  public static List<RawJson> items(RawJson array, String path) {
    return at(
        path,
        "an array",
        () ->
            Json.read(
                array.text(),
                reader -> {
                  List<RawJson> items = new ArrayList<>();
                  reader.beginArray();
                  while (reader.hasNext()) {
                    items.add(Json.raw(reader));
                  }
                  reader.endArray();
                  return items;
                }));
  }

  private <T> @Nullable T value(String name, String expected, Json.Parser<T> parser) {
    RawJson value = take(name);
    if (value == null) {
      return null;
    }
    return at(path + "." + name, expected, () -> Json.read(value.text(), parser));
  }

  private static <T> T at(String path, String expected, Supplier<T> read) {
    try {
      return read.get();
    } catch (BadJsonException e) {
      BadJsonException located = new BadJsonException(path, "Expected " + expected);
      located.initCause(e);
      throw located;
    }
  }
}
