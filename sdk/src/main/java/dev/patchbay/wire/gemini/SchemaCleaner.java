package dev.patchbay.wire.gemini;

import dev.patchbay.wire.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON Schema on its way to the vendor's subset of OpenAPI 3.0. What is not on the list of
 * known words is left out; references are put in place, and one that leads back into itself becomes
 * a schema of anything. One thread.
 */
final class SchemaCleaner {
  /** Words that are kept as they are (Gemini API, Schema, read 2026-11-20). */
  private static final Set<String> KEPT =
      Set.of(
          "title",
          "description",
          "nullable",
          "minItems",
          "maxItems",
          "minLength",
          "maxLength",
          "minProperties",
          "maxProperties",
          "minimum",
          "maximum",
          "pattern",
          "default",
          "example");

  /** Words read elsewhere: leaving them as they are is no loss. */
  private static final Set<String> READ =
      Set.of("type", "$schema", "$id", "$defs", "definitions", "$ref", "$comment", "enum", "const");

  private static final Set<String> FORMATS =
      Set.of("int32", "int64", "float", "double", "enum", "date-time");

  /** References may multiply without end: a schema this large is cut. */
  private static final int MOST_NODES = 10_000;

  private static final int DEEPEST = 32;

  private final @Nullable Object root;
  private final Scope scope;
  private final Set<String> open = new HashSet<>();
  private int nodes;
  private int depth;

  SchemaCleaner(@Nullable Object root, Scope scope) {
    this.root = root;
    this.scope = scope;
  }

  Map<String, @Nullable Object> clean() {
    return schema(root);
  }

  private Map<String, @Nullable Object> schema(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map) || ++nodes > MOST_NODES || depth >= DEEPEST) {
      return new LinkedHashMap<>();
    }
    depth++;
    try {
      return map.get("$ref") instanceof String ref ? referred(ref, map) : plain(merged(map));
    } finally {
      depth--;
    }
  }

  /** The schema a reference means, with the words that stand beside it. */
  private Map<String, @Nullable Object> referred(String ref, Map<?, ?> beside) {
    Object target = target(ref);
    if (!(target instanceof Map<?, ?> found) || !open.add(ref)) {
      scope.lost("tool-schema", "a reference that leads nowhere or into itself became anything");
      return new LinkedHashMap<>();
    }
    try {
      Map<Object, @Nullable Object> both = new LinkedHashMap<>(found);
      both.putAll(beside);
      both.remove("$ref");
      if (found.get("$ref") instanceof String next) {
        both.put("$ref", next);
      }
      return schema(both);
    } finally {
      open.remove(ref);
    }
  }

  private @Nullable Object target(String ref) {
    if (!ref.startsWith("#")) {
      return null;
    }
    Object at = root;
    for (String step : ref.substring(1).split("/")) {
      if (!step.isEmpty()) {
        String name = step.replace("~1", "/").replace("~0", "~");
        at = at instanceof Map<?, ?> map ? map.get(name) : null;
      }
    }
    return at;
  }

  /** All schemas of an {@code allOf} hold at once: their words are put together. */
  private Map<?, ?> merged(Map<?, ?> map) {
    if (!(map.get("allOf") instanceof List<?> all)) {
      return map;
    }
    Map<Object, @Nullable Object> both = new LinkedHashMap<>();
    Map<Object, @Nullable Object> properties = new LinkedHashMap<>();
    Set<Object> required = new LinkedHashSet<>();
    List<Object> pieces = new ArrayList<>(all);
    Map<Object, @Nullable Object> rest = new LinkedHashMap<>(map);
    rest.remove("allOf");
    pieces.add(rest);
    for (Object piece : pieces) {
      if (resolved(piece) instanceof Map<?, ?> words) {
        both.putAll(words);
        if (words.get("properties") instanceof Map<?, ?> own) {
          properties.putAll(own);
        }
        if (words.get("required") instanceof List<?> own) {
          required.addAll(own);
        }
      }
    }
    if (!properties.isEmpty()) {
      both.put("properties", properties);
    }
    if (!required.isEmpty()) {
      both.put("required", List.copyOf(required));
    }
    both.remove("allOf");
    return both;
  }

  private @Nullable Object resolved(@Nullable Object piece) {
    return piece instanceof Map<?, ?> map && map.get("$ref") instanceof String ref
        ? target(ref)
        : piece;
  }

  private Map<String, @Nullable Object> plain(Map<?, ?> map) {
    Map<String, @Nullable Object> made = new LinkedHashMap<>();
    type(map, made);
    for (Map.Entry<?, ?> field : map.entrySet()) {
      word(String.valueOf(field.getKey()), field.getValue(), made);
    }
    choices(map, made);
    if (made.get("required") instanceof List<?> required
        && !(made.get("properties") instanceof Map<?, ?> own
            && own.keySet().containsAll(required))) {
      made.remove("required");
    }
    return made;
  }

  private static void type(Map<?, ?> map, Map<String, @Nullable Object> out) {
    Object type = map.get("type");
    if (type instanceof List<?> several) {
      List<?> real = several.stream().filter(one -> !"null".equals(one)).toList();
      if (real.size() < several.size()) {
        out.put("nullable", true);
      }
      if (real.size() > 1) {
        out.put("anyOf", real.stream().map(one -> Map.of("type", upper(one))).toList());
      }
      type = real.size() == 1 ? real.get(0) : null;
    } else if (type == null && map.containsKey("properties")) {
      type = "object";
    }
    if (type != null) {
      out.put("type", upper(type));
    }
  }

  private static String upper(@Nullable Object type) {
    return String.valueOf(type).toUpperCase(Locale.ROOT);
  }

  private void word(String name, @Nullable Object value, Map<String, @Nullable Object> out) {
    switch (name) {
      case "properties" -> properties(value, out);
      case "items" -> out.put(name, schema(value));
      case "anyOf", "oneOf" -> alternatives(value, out);
      case "required" -> {
        if (value instanceof List<?> names) {
          out.put(name, names.stream().distinct().toList());
        }
      }
      case "format" -> {
        if (FORMATS.contains(String.valueOf(value))) {
          out.put(name, value);
        }
      }
      default -> {
        if (KEPT.contains(name)) {
          out.put(name, value);
        } else if (!READ.contains(name)) {
          scope.lost("tool-schema", "the target does not know '" + name + "' in a schema");
        }
      }
    }
  }

  private void properties(@Nullable Object value, Map<String, @Nullable Object> out) {
    if (value instanceof Map<?, ?> properties && !properties.isEmpty()) {
      Map<String, @Nullable Object> made = new LinkedHashMap<>();
      properties.forEach((name, schema) -> made.put(String.valueOf(name), schema(schema)));
      out.put("properties", made);
    }
  }

  private void alternatives(@Nullable Object value, Map<String, @Nullable Object> out) {
    if (!(value instanceof List<?> list)) {
      return;
    }
    List<Object> made = new ArrayList<>();
    for (Object one : list) {
      if (one instanceof Map<?, ?> map && "null".equals(map.get("type"))) {
        out.put("nullable", true);
      } else {
        made.add(schema(one));
      }
    }
    if (made.size() == 1 && made.get(0) instanceof Map<?, ?> only) {
      only.forEach((name, word) -> out.putIfAbsent(String.valueOf(name), word));
    } else if (!made.isEmpty()) {
      out.put("anyOf", made);
    }
  }

  /** The values a text may have; the vendor takes texts only. */
  private void choices(Map<?, ?> map, Map<String, @Nullable Object> out) {
    List<?> values =
        map.get("enum") instanceof List<?> list
            ? list
            : map.containsKey("const")
                ? java.util.Collections.singletonList(map.get("const"))
                : null;
    if (values == null) {
      return;
    }
    List<String> texts =
        values.stream().filter(java.util.Objects::nonNull).map(String::valueOf).toList();
    if (values.stream().anyMatch(value -> !(value instanceof String))) {
      scope.lost("tool-schema", "the values of an enumeration were sent as texts");
    }
    out.put("type", "STRING");
    out.put("enum", texts);
  }
}
