package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Scope;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema and the vendor's own form of it, a subset of OpenAPI 3.0 that refuses every word it
 * does not know. {@link SchemaCleaner} goes the hard way. Stateless.
 */
final class SchemaWords {
  /** Counts, which the vendor's JSON writes as strings. */
  private static final Set<String> COUNTS =
      Set.of("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties");

  private SchemaWords() {}

  /** JSON Schema as the vendor's own form. */
  static RawJson open(RawJson schema, Scope scope) {
    return raw(new SchemaCleaner(JsonTree.of(schema).value(), scope).clean());
  }

  /** True if a schema in the vendor's form is of an object without properties. */
  static boolean isEmptyObject(RawJson open) {
    return JsonTree.of(open).value() instanceof Map<?, ?> map
        && "OBJECT".equals(map.get("type"))
        && !map.containsKey("properties");
  }

  /** The vendor's own form as JSON Schema. */
  static RawJson standard(RawJson open) {
    return raw(standard(JsonTree.of(open).value(), false));
  }

  private static @Nullable Object standard(@Nullable Object value, boolean names) {
    if (value instanceof List<?> list) {
      return list.stream().map(item -> standard(item, false)).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, @Nullable Object> made = new LinkedHashMap<>();
    boolean nullable = !names && Boolean.TRUE.equals(map.get("nullable"));
    for (Map.Entry<?, ?> field : map.entrySet()) {
      String name = String.valueOf(field.getKey());
      if (names) {
        made.put(name, standard(field.getValue(), false));
      } else {
        word(name, field.getValue(), nullable, made);
      }
    }
    return made;
  }

  private static void word(
      String name, @Nullable Object value, boolean nullable, Map<String, @Nullable Object> out) {
    if (name.equals("type") && value instanceof String type) {
      String lower = type.toLowerCase(Locale.ROOT);
      out.put(name, nullable ? List.of(lower, "null") : lower);
    } else if (COUNTS.contains(name) && value instanceof String digits) {
      out.put(name, digits.matches("\\d{1,18}") ? (Object) new BigDecimal(digits) : digits);
    } else if (name.equals("enum") || name.equals("example") || name.equals("default")) {
      out.put(name, value);
    } else if (!name.equals("nullable") && !name.equals("propertyOrdering")) {
      out.put(name, standard(value, name.equals("properties")));
    }
  }

  private static RawJson raw(@Nullable Object value) {
    return RawJson.of(Json.write(writer -> write(writer, value)));
  }

  private static void write(JsonWriter writer, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      writer.beginObject();
      for (Map.Entry<?, ?> field : map.entrySet()) {
        writer.name(String.valueOf(field.getKey()));
        write(writer, field.getValue());
      }
      writer.endObject();
    } else if (value instanceof List<?> list) {
      writer.beginArray();
      for (Object item : list) {
        write(writer, item);
      }
      writer.endArray();
    } else if (value instanceof Boolean flag) {
      writer.value(flag);
    } else if (value instanceof BigDecimal number) {
      writer.value(number);
    } else if (value == null) {
      writer.jsonValue(null);
    } else {
      writer.value(String.valueOf(value));
    }
  }
}
