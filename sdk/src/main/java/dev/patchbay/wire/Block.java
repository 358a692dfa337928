package dev.patchbay.wire;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.JsonSpans;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of a protocol while it is decoded: its {@code type} may stand last, so its fields
 * are left in the text and taken out by name; what nobody took is {@link #rest}, and belongs to the
 * protocol. A null counts as absent. One thread.
 *
 * <p>A stream has a few of these in each of its chunks: a reader is made only for what is not
 * written as it should be.
 */
public final class Block {
  private static final int NONE = -1;
  private static final RawJson TEXT_TYPE = RawJson.string("text");

  private final JsonSpans spans;
  private final boolean[] taken;
  private final String path;
  private final Protocol protocol;

  /** What was put beside the object's fields, which have other names; null for nothing. */
  private @Nullable Map<String, RawJson> put;

  private Block(JsonSpans spans, String path, Protocol protocol) {
    this.spans = spans;
    this.taken = new boolean[spans.size()];
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
    if (!raw.isObject()) {
      throw new BadJsonException(path, "Expected an object");
    }
    return new Block(JsonSpans.of(raw), path, protocol);
  }

  /** A text block of the text: where a plain string stands for it. */
  public static Block text(String text, String path, Protocol protocol) {
    Block block = of(RawJson.EMPTY_OBJECT, path, protocol);
    block.putBack("type", TEXT_TYPE);
    block.putBack("text", RawJson.string(text));
    return block;
  }

  /** True if the block's {@code type} is the word; it is not taken. */
  public boolean is(String type) {
    int at = find("type");
    RawJson other = put("type");
    return at == NONE
        ? other != null && other.isString() && other.characters().equals(type)
        : spans.is(at, type);
  }

  /** The object as it was written. */
  public RawJson raw() {
    return spans.raw();
  }

  public String path() {
    return path;
  }

  /** True if the field is there and not null; it is not taken. */
  public boolean has(String name) {
    int at = find(name);
    RawJson other = put(name);
    return at == NONE ? other != null && !other.isNull() : spans.first(at) != 'n';
  }

  /** The value of a field, null for none; it is not taken. */
  public @Nullable RawJson peek(String name) {
    int at = find(name);
    return at == NONE ? unlessNull(put(name)) : raw(at);
  }

  public @Nullable RawJson take(String name) {
    return taken(takeAt(name), name);
  }

  /** Puts back what was taken in vain. */
  public void putBack(String name, RawJson value) {
    takeAt(name);
    if (put == null) {
      put = new LinkedHashMap<>();
    }
    put.put(name, value);
  }

  /** Where the value of a field is that was not taken; of several of one name the last counts. */
  private int find(String name) {
    for (int i = taken.length - 2; i >= 0; i -= 2) {
      if (!taken[i] && spans.is(i, name)) {
        return i + 1;
      }
    }
    return NONE;
  }

  /** As {@link #find}, and takes all fields of the name. */
  private int takeAt(String name) {
    int found = NONE;
    for (int i = 0; i < taken.length; i += 2) {
      if (!taken[i] && spans.is(i, name)) {
        taken[i] = true;
        found = i + 1;
      }
    }
    return found;
  }

  /** The value of a field that {@link #takeAt} took, or of what was put under the name. */
  private @Nullable RawJson taken(int at, String name) {
    if (at != NONE) {
      return raw(at);
    }
    return put == null ? null : unlessNull(put.remove(name));
  }

  private @Nullable RawJson put(String name) {
    return put == null ? null : put.get(name);
  }

  private @Nullable RawJson raw(int at) {
    return spans.first(at) == 'n' ? null : spans.raw(at);
  }

  private static @Nullable RawJson unlessNull(@Nullable RawJson value) {
    return value == null || value.isNull() ? null : value;
  }

  private boolean starts(int at, char c) {
    return at != NONE && spans.first(at) == c;
  }

  /** A string; null for none. */
  public @Nullable String string(String name) {
    int at = takeAt(name);
    if (starts(at, '"')) {
      return spans.string(at);
    }
    return value(at, name, "a string", JsonReader::nextString);
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
    int at = takeAt(name);
    Long whole = at == NONE ? null : spans.whole(at);
    if (whole != null) {
      return whole;
    }
    BigDecimal number = value(at, name, "a number", Json::number);
    return number == null ? null : (Long) number.longValue();
  }

  public @Nullable Integer integer(String name) {
    int at = takeAt(name);
    Long whole = at == NONE ? null : spans.whole(at);
    if (whole != null && whole == whole.intValue()) {
      return whole.intValue();
    }
    return value(at, name, "a whole number", JsonReader::nextInt);
  }

  public @Nullable Double decimal(String name) {
    BigDecimal number = value(takeAt(name), name, "a number", Json::number);
    return number == null ? null : (Double) number.doubleValue();
  }

  public @Nullable Boolean flag(String name) {
    int at = takeAt(name);
    if (starts(at, 't') || starts(at, 'f')) {
      return starts(at, 't');
    }
    return value(at, name, "true or false", JsonReader::nextBoolean);
  }

  public @Nullable Block object(String name) {
    int at = takeAt(name);
    if (starts(at, '{')) {
      return new Block(spans.inside(at), path + "." + name, protocol);
    }
    RawJson value = taken(at, name);
    return value == null ? null : of(value, path + "." + name, protocol);
  }

  /** The objects of an array; empty if it is absent. */
  public List<Block> objects(String name) {
    int at = takeAt(name);
    if (starts(at, '[')) {
      return objects(spans.inside(at), path + "." + name);
    }
    RawJson value = taken(at, name);
    if (value == null) {
      return List.of();
    }
    String place = path + "." + name;
    return objects(array(value, place), place);
  }

  private List<Block> objects(JsonSpans array, String place) {
    List<Block> blocks = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      String item = place + "[" + i + "]";
      blocks.add(
          array.first(i) == '{'
              ? new Block(array.inside(i), item, protocol)
              : of(array.raw(i), item, protocol));
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
    int at = takeAt(name);
    if (starts(at, '"')) {
      return spans.string(at);
    }
    RawJson value = taken(at, name);
    return value == null ? null : text(value);
  }

  public static String text(RawJson value) {
    return value.isString() ? value.characters() : value.text();
  }

  /** The texts of an array; empty if it is absent. */
  public List<String> strings(String name) {
    List<String> texts =
        value(
            takeAt(name),
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
    return rest(true);
  }

  /** What was not taken and says something. */
  public JsonFields spokenRest() {
    return rest(false);
  }

  private JsonFields rest(boolean nulls) {
    if (!isLeft(nulls)) {
      return JsonFields.NONE;
    }
    Map<String, RawJson> fields = new LinkedHashMap<>();
    for (int i = 0; i < taken.length; i += 2) {
      if (!taken[i]) {
        fields.put(spans.string(i), spans.raw(i + 1));
      }
    }
    if (put != null) {
      fields.putAll(put);
    }
    if (!nulls) {
      fields.values().removeIf(RawJson::isNull);
    }
    return fields.isEmpty() ? JsonFields.NONE : new JsonFields(fields, protocol.id());
  }

  private boolean isLeft(boolean nulls) {
    for (int i = 0; i < taken.length; i += 2) {
      if (!taken[i] && (nulls || spans.first(i + 1) != 'n')) {
        return true;
      }
    }
    return put != null;
  }

  /** The values of an array that stands at the path. */
  public static List<RawJson> items(RawJson array, String path) {
    JsonSpans spans = array(array, path);
    List<RawJson> items = new ArrayList<>(spans.size());
    for (int i = 0; i < spans.size(); i++) {
      items.add(spans.raw(i));
    }
    return items;
  }

  private static JsonSpans array(RawJson value, String path) {
    JsonSpans spans = JsonSpans.of(value);
    if (!spans.isArray()) {
      throw new BadJsonException(path, "Expected an array");
    }
    return spans;
  }

  private <T> @Nullable T value(int at, String name, String expected, Json.Parser<T> parser) {
    RawJson value = taken(at, name);
    return value == null ? null : read(value, path + "." + name, expected, parser);
  }

  private static <T> T read(RawJson value, String path, String expected, Json.Parser<T> parser) {
    try {
      return Json.read(value.text(), parser);
    } catch (BadJsonException e) {
      BadJsonException located = new BadJsonException(path, "Expected " + expected);
      located.initCause(e);
      throw located;
    }
  }
}
