package dev.patchbay.wire;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Changes a JSON text at random: about half the ways leave its meaning to a tolerant reader, the
 * others break it. Equal seeds give equal changes. One thread.
 */
final class Mutator {
  /** One way to change a parsed document in place, at one of its objects. */
  @FunctionalInterface
  private interface Change {
    void apply(Map<String, @Nullable Object> object);
  }

  private static final List<String> HUGE =
      List.of("1e999999999", "-9223372036854775809", "1e-400", "9".repeat(400));

  private final SplittableRandom random;

  Mutator(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A mutant of a JSON text; text that is no JSON is only changed in its characters. */
  String mutate(String text) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> change(text, this::addField);
      case 3, 4, 5 -> change(text, this::reorder);
      case 6 -> spread(text);
      case 7 -> flip(text);
      case 8 -> text.substring(0, random.nextInt(text.length() + 1));
      case 9 -> change(text, this::dropField);
      case 10 -> duplicateKey(text);
      case 11 -> change(text, object -> replace(object, null));
      case 12 -> change(text, object -> replace(object, otherType()));
      case 13 -> change(text, object -> replace(object, RawJson.of(pick(HUGE))));
      case 14 -> change(text, object -> replace(object, RawJson.of(nested(1 + below(200)))));
      default -> text + nested(100_000).substring(0, 1 + below(100_000));
    };
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private void addField(Map<String, @Nullable Object> object) {
    object.put(
        "zz_" + below(1000), pick(List.of("x", BigDecimal.ONE, Map.of("a", "b"), List.of())));
  }

  private void reorder(Map<String, @Nullable Object> object) {
    List<String> keys = new ArrayList<>(object.keySet());
    Collections.shuffle(keys, new java.util.Random(random.nextLong()));
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(object);
    object.clear();
    keys.forEach(key -> object.put(key, copy.get(key)));
  }

  private void dropField(Map<String, @Nullable Object> object) {
    if (!object.isEmpty()) {
      object.remove(pick(List.copyOf(object.keySet())));
    }
  }

  private void replace(Map<String, @Nullable Object> object, @Nullable Object value) {
    if (!object.isEmpty()) {
      object.put(pick(List.copyOf(object.keySet())), value);
    }
  }

  private Object otherType() {
    return pick(
        List.of(
            "",
            "text",
            BigDecimal.valueOf(-1),
            new BigDecimal("1.5"),
            true,
            List.of(),
            List.of("x"),
            Map.of(),
            Map.of("type", "zz"),
            BigDecimal.valueOf(Integer.MAX_VALUE)));
  }

  private String flip(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int at = random.nextInt(text.length());
    return text.substring(0, at) + (char) random.nextInt(1, 256) + text.substring(at + 1);
  }

  /** White space between tokens: a line break would end a line of the stream, so none of those. */
  private static String spread(String text) {
    return " " + text.replace("\":", "\" :\t").replace(",\"", " , \"") + " ";
  }

  private String duplicateKey(String text) {
    int at = text.indexOf('{', random.nextInt(text.length() + 1));
    int colon = text.indexOf("\":", Math.max(at, 0));
    int quote = colon < 0 ? -1 : text.lastIndexOf('"', colon - 1);
    if (at < 0 || quote < 0) {
      return text;
    }
    return text.substring(0, at + 1)
        + text.substring(quote, colon)
        + "\":7,"
        + text.substring(at + 1);
  }

  private String change(String text, Change change) {
    Object root;
    try {
      root = JsonTree.of(RawJson.of(text)).value();
    } catch (BadJsonException e) {
      return flip(text);
    }
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    collect(root, objects);
    if (!objects.isEmpty()) {
      change.apply(pick(objects));
    }
    return Json.write(writer -> write(writer, root));
  }

  @SuppressWarnings("unchecked") // JsonTree makes maps with string keys
  private static void collect(@Nullable Object value, List<Map<String, @Nullable Object>> objects) {
    if (value instanceof Map<?, ?> map) {
      objects.add((Map<String, @Nullable Object>) map);
      map.values().forEach(child -> collect(child, objects));
    } else if (value instanceof List<?> list) {
      list.forEach(child -> collect(child, objects));
    }
  }

  private static void write(com.squareup.moshi.JsonWriter writer, @Nullable Object value)
      throws IOException {
    writer.setSerializeNulls(true);
    if (value instanceof Map<?, ?> map) {
      writer.beginObject();
      for (var entry : map.entrySet()) {
        write(writer.name((String) entry.getKey()), entry.getValue());
      }
      writer.endObject();
    } else if (value instanceof List<?> list) {
      writer.beginArray();
      for (Object child : list) {
        write(writer, child);
      }
      writer.endArray();
    } else if (value instanceof RawJson raw) {
      Json.raw(writer, raw);
    } else if (value instanceof BigDecimal number) {
      Json.raw(writer, RawJson.of(number.toPlainString()));
    } else {
      writer.jsonValue(value);
    }
  }
}
