package dev.patchbay.server.desk;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A JSON object that a route answered with, read leniently: what is not there is empty. */
public final class Doc {
  private final String raw;
  private final Map<?, ?> fields;

  private Doc(String raw, Map<?, ?> fields) {
    this.raw = raw;
    this.fields = fields;
  }

  /** Reads a text; if it is no object, it has no fields. */
  public static Doc parse(String text) {
    try {
      Object value = text.isBlank() ? null : JsonTree.of(RawJson.of(text)).value();
      return new Doc(text, value instanceof Map<?, ?> map ? map : Map.of());
    } catch (BadJsonException e) {
      return new Doc(text, Map.of());
    }
  }

  /** As it came. */
  public String raw() {
    return raw;
  }

  /** A field for people: text as it is, a list with commas; empty if there is none. */
  public String text(String name) {
    return shown(fields.get(name));
  }

  /** A field that is an object. */
  public Doc at(String name) {
    return fields.get(name) instanceof Map<?, ?> map ? new Doc("", map) : new Doc("", Map.of());
  }

  /** A field that is a list of objects. */
  public List<Doc> list(String name) {
    List<Doc> docs = new ArrayList<>();
    if (fields.get(name) instanceof List<?> all) {
      for (Object each : all) {
        docs.add(each instanceof Map<?, ?> map ? new Doc("", map) : new Doc("", Map.of()));
      }
    }
    return docs;
  }

  /** A field that is a list of texts. */
  public List<String> lines(String name) {
    return fields.get(name) instanceof List<?> all
        ? all.stream().map(Doc::shown).toList()
        : List.of();
  }

  /** A field that is true. */
  public boolean is(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /** A field that is a number; 0 if it is none. */
  public long number(String name) {
    return fields.get(name) instanceof BigDecimal number ? number.longValue() : 0;
  }

  /** The names of the fields, in order. */
  public List<String> names() {
    return fields.keySet().stream().map(String::valueOf).toList();
  }

  /** Whether a field is there and not null. */
  public boolean has(String name) {
    return fields.get(name) != null;
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof List<?> list) {
      return String.join(", ", list.stream().map(Doc::shown).toList());
    }
    if (value instanceof Map<?, ?> map) {
      TreeSet<String> pairs = new TreeSet<>();
      map.forEach((name, part) -> pairs.add(name + "=" + shown(part)));
      return String.join(" ", pairs);
    }
    return value.toString();
  }
}
