package dev.patchbay.wire.oai;

import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a schema is of the kind that answers and arguments can be held to strictly: every
 * property required, no others allowed, no words beyond a subset (OpenAI, Structured outputs,
 * Supported schemas). Pure.
 */
public final class StrictSchema {
  private static final String PROPERTIES = "properties";

  private static final Set<String> REFUSED =
      Set.of(
          "allOf",
          "not",
          "oneOf",
          "if",
          "then",
          "else",
          "dependentRequired",
          "dependentSchemas",
          "patternProperties",
          "propertyNames",
          "unevaluatedProperties",
          "unevaluatedItems");

  /** Words under which schemas stand by names of the caller's. */
  private static final Set<String> BY_NAME = Set.of(PROPERTIES, "$defs", "definitions");

  /** Words under which stand values, no schemas. */
  private static final Set<String> VALUES =
      Set.of("enum", "const", "default", "example", "examples", "required");

  private StrictSchema() {}

  /**
   * What the target is told of strictness. A schema of another kind is sent as it is and not held
   * to: to rewrite it would change what the caller gets.
   *
   * @param what whose schema it is, for a person
   */
  public static @Nullable Boolean sent(
      @Nullable Boolean strict, @Nullable RawJson schema, String what, Scope scope) {
    if (!Boolean.TRUE.equals(strict) || schema == null || fits(schema)) {
      return strict;
    }
    scope.lost(
        "strict-schema", "the schema of " + what + " cannot be held to strictly: not strict");
    return false;
  }

  /** True if the provider takes a schema as a strict one. */
  static boolean fits(RawJson schema) {
    return JsonTree.of(schema).value() instanceof Map<?, ?> root
        && "object".equals(root.get("type"))
        && !root.containsKey("anyOf")
        && fits(root);
  }

  private static boolean fits(Map<?, ?> schema) {
    return isClosed(schema)
        && schema.keySet().stream().noneMatch(REFUSED::contains)
        && schema.entrySet().stream().allMatch(StrictSchema::fits);
  }

  private static boolean isClosed(Map<?, ?> schema) {
    Object type = schema.get("type");
    boolean object =
        "object".equals(type)
            || (type instanceof List<?> types && types.contains("object"))
            || schema.containsKey(PROPERTIES);
    if (!object) {
      return true;
    }
    Object properties = schema.get(PROPERTIES);
    Object required = schema.get("required");
    Set<?> names = properties instanceof Map<?, ?> map ? map.keySet() : Set.of();
    Collection<?> demanded = required instanceof List<?> list ? list : List.of();
    return Boolean.FALSE.equals(schema.get("additionalProperties")) && demanded.containsAll(names);
  }

  private static boolean fits(Map.Entry<?, ?> word) {
    Object value = word.getValue();
    if (VALUES.contains(String.valueOf(word.getKey()))) {
      return true;
    }
    if (value instanceof Map<?, ?> map) {
      return BY_NAME.contains(String.valueOf(word.getKey()))
          ? map.values().stream().allMatch(StrictSchema::isSchema)
          : fits(map);
    }
    return !(value instanceof List<?> list) || list.stream().allMatch(StrictSchema::isSchema);
  }

  private static boolean isSchema(@Nullable Object value) {
    return !(value instanceof Map<?, ?> map) || fits(map);
  }
}
