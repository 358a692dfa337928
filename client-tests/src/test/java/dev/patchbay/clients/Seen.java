package dev.patchbay.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a client saw it, or should have: one line for each value, so that a difference is
 * read at a glance. One thread.
 */
final class Seen {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final List<String> lines = new ArrayList<>();

  /** Adds a line. Null is a value too. */
  Seen line(String what, @Nullable Object... values) {
    lines.add(what + Stream.of(values).map(Seen::quoted).collect(Collectors.joining(" ", " ", "")));
    return this;
  }

  /** Adds a line if there is something to say. */
  Seen said(String what, @Nullable String value) {
    return value == null || value.isEmpty() ? this : line(what, value);
  }

  /** Adds a count, which is nothing if it is zero: clients tell unsaid from zero only sometimes. */
  Seen count(String what, @Nullable Number value) {
    return value == null || value.longValue() == 0 ? this : line(what, value.longValue());
  }

  /** Adds a function's call; its arguments are compared as JSON. */
  Seen call(String id, String name, String arguments) {
    return line("call", id, name, json(arguments));
  }

  private static String quoted(@Nullable Object value) {
    return value instanceof String text
        ? JsonNodeFactory.instance.textNode(text).toString()
        : Objects.toString(value);
  }

  /** JSON in one form of writing, names in order; text that is none stays as it is. */
  static Object json(String text) {
    try {
      return JSON.valueToTree(JSON.readValue(text, Object.class));
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  /** A document that must be JSON. */
  static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + text, e);
    }
  }

  /** A value a client parsed, as JSON. */
  static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Seen seen && lines.equals(seen.lines);
  }

  @Override
  public int hashCode() {
    return lines.hashCode();
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
