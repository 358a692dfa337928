package dev.patchbay.server.monitor;

import static dev.patchbay.server.monitor.Watched.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Holds values to the schemas of an OpenAPI document, as far as ours go. */
final class SchemaCheck {
  private final Map<String, Object> schemas;
  private final List<String> faults = new ArrayList<>();

  private SchemaCheck(Map<String, Object> schemas) {
    this.schemas = schemas;
  }

  /** What is wrong with a value; empty if nothing is. */
  static List<String> faults(Map<String, Object> document, Object schema, Object value) {
    SchemaCheck check = new SchemaCheck(tree(tree(document.get("components")).get("schemas")));
    check.check("$", tree(schema), value);
    return check.faults;
  }

  private void check(String path, Map<String, Object> schema, Object value) {
    if (schema.get("$ref") instanceof String ref) {
      check(path, tree(schemas.get(ref.substring(ref.lastIndexOf('/') + 1))), value);
      return;
    }
    if (schema.get("oneOf") instanceof List<?> choices) {
      oneOf(path, choices, value);
      return;
    }
    List<?> types = types(schema.get("type"));
    if (!types.isEmpty() && types.stream().noneMatch(type -> is(type, value))) {
      faults.add(path + " is no " + types + ": " + value);
    } else if (value instanceof Map<?, ?>) {
      object(path, schema, tree(value));
    } else if (value instanceof List<?> items && schema.containsKey("items")) {
      for (int i = 0; i < items.size(); i++) {
        check(path + "[" + i + "]", tree(schema.get("items")), items.get(i));
      }
    } else if (value instanceof String text) {
      text(path, schema, text);
    }
  }

  private void oneOf(String path, List<?> choices, Object value) {
    List<String> least = null;
    for (Object choice : choices) {
      SchemaCheck inner = new SchemaCheck(schemas);
      inner.check(path, tree(choice), value);
      if (least == null || inner.faults.size() <= least.size()) {
        least = inner.faults;
      }
    }
    faults.addAll(least == null ? List.of() : least);
  }

  private static List<?> types(Object type) {
    return type instanceof List<?> several ? several : type == null ? List.of() : List.of(type);
  }

  private static boolean is(Object type, Object value) {
    return switch (type.toString()) {
      case "null" -> value == null;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "number" -> value instanceof Number;
      case "integer" -> value instanceof Double number && number % 1 == 0;
      case "array" -> value instanceof List;
      case "object" -> value instanceof Map;
      default -> throw new AssertionError("a type nobody checks: " + type);
    };
  }

  private void object(String path, Map<String, Object> schema, Map<String, Object> value) {
    Map<String, Object> properties =
        schema.containsKey("properties") ? tree(schema.get("properties")) : Map.of();
    for (Object name : types(schema.get("required"))) {
      if (!value.containsKey(name)) {
        faults.add(path + "." + name + " is missing");
      }
    }
    value.forEach(
        (name, one) -> {
          Object more = schema.get("additionalProperties");
          if (properties.containsKey(name)) {
            check(path + "." + name, tree(properties.get(name)), one);
          } else if (more instanceof Map<?, ?>) {
            check(path + "." + name, tree(more), one);
          } else if (Boolean.FALSE.equals(more)) {
            faults.add(path + "." + name + " is not described");
          }
        });
  }

  private void text(String path, Map<String, Object> schema, String text) {
    if (schema.get("pattern") instanceof String pattern
        && !Pattern.compile(pattern).matcher(text).find()) {
      faults.add(path + " is not " + pattern + ": " + text);
    }
    if (schema.get("enum") instanceof List<?> words && !words.contains(text)) {
      faults.add(path + " is none of " + words + ": " + text);
    }
    if ("date-time".equals(schema.get("format"))) {
      java.time.OffsetDateTime.parse(text);
    }
  }
}
