package dev.patchbay.config.source;

import dev.patchbay.config.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a tree as readers of YAML, JSON and properties make them. Pure but for the faults.
 */
final class Nodes {
  /** Nobody writes more by hand; a tree that is not ours, or has no end, must not fill memory. */
  private static final int MOST_ENTRIES = 10_000;

  private Nodes() {}

  /** The entries of a map, without those that are null. What is no map is a fault. */
  static Map<String, Object> entries(String path, @Nullable Object value, Faults faults) {
    Map<String, Object> entries = new LinkedHashMap<>();
    if (!(value instanceof Map<?, ?> map)) {
      if (value != null) {
        // Not quoted: it may be a key that stands one level too high.
        faults.add(path, "expected a map of keys to values");
      }
      return entries;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entries.size() == MOST_ENTRIES) {
        faults.add(path, "more than " + MOST_ENTRIES + " entries");
        break;
      }
      Object item = entry.getValue();
      if (!isScalar(entry.getKey())) {
        faults.add(path, "a key is no text");
      } else if (item != null) {
        entries.put(String.valueOf(entry.getKey()), item);
      }
    }
    return entries;
  }

  /** The elements of a list, which may be null; of a single value, itself. */
  static List<@Nullable Object> elements(String path, @Nullable Object value, Faults faults) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object element : list(value)) {
      if (elements.size() == MOST_ENTRIES) {
        faults.add(path, "more than " + MOST_ENTRIES + " entries");
        break;
      }
      elements.add(element);
    }
    return elements;
  }

  private static Iterable<?> list(@Nullable Object value) {
    if (value instanceof Object[] array) {
      return Arrays.asList(array);
    }
    if (value instanceof Iterable<?> list) {
      return list;
    }
    return value == null ? List.of() : List.of(value);
  }

  /** True for what has a text of its own: no map, no list, no stranger. */
  static boolean isScalar(@Nullable Object value) {
    return value instanceof CharSequence
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum
        || value instanceof Duration;
  }
}
