package dev.patchbay.server.roster;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trees of maps, lists and scalars, as configurations are. All that is made here can be changed,
 * and holds no null. Pure.
 */
public final class Trees {
  private Trees() {}

  /** A copy that shares nothing that can change. */
  public static Map<String, Object> copy(Map<?, ?> tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    tree.forEach(
        (key, value) -> {
          if (value != null) {
            copy.put(String.valueOf(key), value(value));
          }
        });
    return copy;
  }

  private static Object value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof Iterable<?> || value instanceof Object[]) {
      return new ArrayList<>(list(value).stream().map(Trees::value).toList());
    }
    return value instanceof BigDecimal number ? number(number) : value;
  }

  /** As the configuration reads it: never with an exponent. */
  private static Object number(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      return number.toPlainString();
    }
  }

  /** The elements of a list; of a single value, itself; of nothing, none. */
  static List<Object> list(@Nullable Object value) {
    List<Object> all = new ArrayList<>();
    if (value instanceof Iterable<?> items) {
      items.forEach(item -> all.add(item == null ? "" : item));
    } else if (value instanceof Object[] items) {
      Arrays.stream(items).forEach(item -> all.add(item == null ? "" : item));
    } else if (value != null) {
      all.add(value);
    }
    return all;
  }

  /** The map below a key; what is none counts as empty. */
  public static Map<String, Object> map(Map<String, Object> tree, String key) {
    Object value = tree.get(key);
    return value instanceof Map<?, ?> map ? cast(map) : new LinkedHashMap<>();
  }

  /** The map below a key, put there if there was none. */
  public static Map<String, Object> section(Map<String, Object> tree, String key) {
    Map<String, Object> map = map(tree, key);
    tree.put(key, map);
    return map;
  }

  @SuppressWarnings("unchecked") // all keys of a tree are texts
  private static Map<String, Object> cast(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  /**
   * Reads an object.
   *
   * @throws BadJsonException if it is none
   */
  static Map<String, Object> read(RawJson json) {
    if (JsonTree.of(json).value() instanceof Map<?, ?> map) {
      return copy(map);
    }
    throw new BadJsonException("$", "Expected an object");
  }

  /** Writes a tree. */
  static RawJson write(Map<String, Object> tree) {
    return RawJson.of(Json.write(out -> write(out, tree)));
  }

  /** Writes a value: numbers and truth values as such, all else without parts as text. */
  public static void write(com.squareup.moshi.JsonWriter out, @Nullable Object value)
      throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.beginObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.name(String.valueOf(entry.getKey()));
        write(out, entry.getValue());
      }
      out.endObject();
    } else if (value instanceof Iterable<?> || value instanceof Object[]) {
      out.beginArray();
      for (Object item : list(value)) {
        write(out, item);
      }
      out.endArray();
    } else if (value instanceof Number number) {
      out.value(number);
    } else if (value instanceof Boolean flag) {
      out.value(flag);
    } else if (value == null) {
      out.nullValue();
    } else {
      out.value(String.valueOf(value));
    }
  }
}
