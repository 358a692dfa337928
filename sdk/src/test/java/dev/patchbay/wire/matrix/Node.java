package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A JSON object as a strict server reads it: each field is taken by name, and {@link #end} fails if
 * one is left that nobody knows.
 */
final class Node {
  private final String path;
  private final Map<?, ?> fields;
  private final Set<Object> left;

  private Node(String path, Object value) {
    assertTrue(value instanceof Map, path + " is an object, not " + value);
    this.path = path;
    this.fields = (Map<?, ?>) value;
    this.left = new TreeSet<>(fields.keySet());
  }

  static Node of(String path, Object value) {
    return new Node(path, value);
  }

  static Node parse(String json) {
    return new Node("$", tree(json));
  }

  static Object tree(String json) {
    return JsonTree.of(RawJson.of(json)).value();
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }

  /** A field, taken; null if it is not there, or null. */
  Object take(String name) {
    left.remove(name);
    return fields.get(name);
  }

  String text(String name) {
    Object value = take(name);
    assertTrue(value instanceof String, path + "." + name + " is a text, not " + value);
    return (String) value;
  }

  /** A text that may be missing. */
  String textOr(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(take(name));
  }

  long number(String name) {
    Object value = take(name);
    return value == null ? 0 : ((BigDecimal) value).longValueExact();
  }

  Node node(String name) {
    return new Node(path + "." + name, take(name));
  }

  /** The objects of a list; none if it is missing. */
  List<Node> nodes(String name) {
    Object value = take(name);
    if (value == null) {
      return List.of();
    }
    assertTrue(value instanceof List, path + "." + name + " is a list, not " + value);
    return ((List<?>) value).stream().map(each -> of(path + "." + name + "[]", each)).toList();
  }

  /** Takes fields nobody compares. */
  Node skip(String... names) {
    for (String name : names) {
      left.remove(name);
    }
    return this;
  }

  /** The value as JSON, its keys in order: the same values are the same text. */
  static String json(Object value) {
    return Json.write(writer -> write(writer, value));
  }

  String json() {
    left.clear();
    return json(fields);
  }

  private static void write(JsonWriter writer, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      writer.beginObject();
      for (Map.Entry<?, ?> field : new TreeMap<>(map).entrySet()) {
        writer.name((String) field.getKey());
        write(writer, field.getValue());
      }
      writer.endObject();
    } else if (value instanceof List<?> list) {
      writer.beginArray();
      for (Object each : list) {
        write(writer, each);
      }
      writer.endArray();
    } else if (value instanceof BigDecimal number) {
      writer.value(number);
    } else if (value instanceof Boolean flag) {
      writer.value(flag);
    } else if (value == null) {
      writer.nullValue();
    } else {
      writer.value((String) value);
    }
  }

  void end() {
    assertEquals(Set.of(), left, "fields of " + path + " the protocol does not have");
  }
}
