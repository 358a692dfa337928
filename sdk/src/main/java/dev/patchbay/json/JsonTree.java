package dev.patchbay.json;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as plain Java values: {@code Map}, {@code List}, {@code String}, {@code BigDecimal},
 * {@code Boolean} or null. For comparing and for small documents; never on the request path.
 */
public final class JsonTree {
  private final @Nullable Object value;

  private JsonTree(@Nullable Object value) {
    this.value = value;
  }

  /**
   * Parses a raw value. Numbers become {@link BigDecimal} in one form: without trailing zeros
   * behind the point, and without an exponent before it, so that ten is 10.
   */
  public static JsonTree of(RawJson raw) {
    return Json.read(raw.text(), reader -> new JsonTree(read(reader)));
  }

  /** The value: a map in document order, a list, a string, a number, a boolean or null. */
  public @Nullable Object value() {
    return value;
  }

  private static @Nullable Object read(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
          map.put(reader.nextName(), read(reader));
        }
        reader.endObject();
        return map;
      }
      case BEGIN_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
          list.add(read(reader));
        }
        reader.endArray();
        return list;
      }
      case NUMBER -> {
        BigDecimal number = Json.number(reader).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
      }
      case BOOLEAN -> {
        return reader.nextBoolean();
      }
      case NULL -> {
        return reader.nextNull();
      }
      default -> {
        return reader.nextString();
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonTree that && java.util.Objects.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hashCode(value);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
