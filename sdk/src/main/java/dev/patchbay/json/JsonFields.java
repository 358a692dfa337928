package dev.patchbay.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named raw JSON values in the order they were written: the fields of an object that its reader did
 * not know. Immutable; equality ignores order.
 */
public record JsonFields(Map<String, RawJson> byName) {
  /** No fields. */
  public static final JsonFields NONE = new JsonFields(Map.of());

  public JsonFields {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /** True if there are no fields. */
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /** The value of a field, if it is there. */
  public Optional<RawJson> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** These fields and one more; an earlier one of that name is replaced. */
  public JsonFields with(String name, RawJson value) {
    Map<String, RawJson> copy = new LinkedHashMap<>(byName);
    copy.put(name, value);
    return new JsonFields(copy);
  }

  /** These fields without one. */
  public JsonFields without(String name) {
    if (!byName.containsKey(name)) {
      return this;
    }
    Map<String, RawJson> copy = new LinkedHashMap<>(byName);
    copy.remove(name);
    return new JsonFields(copy);
  }

  /** These fields and the other's; of a name in both, the other's value counts. */
  public JsonFields and(JsonFields other) {
    if (other.isEmpty()) {
      return this;
    }
    Map<String, RawJson> copy = new LinkedHashMap<>(byName);
    copy.putAll(other.byName);
    return new JsonFields(copy);
  }

  /** Collects fields while an object is read. One thread. Allocates only when a field comes. */
  public static final class Collector {
    private @Nullable Map<String, RawJson> fields;

    /** Keeps a field. */
    public void add(String name, RawJson value) {
      if (fields == null) {
        fields = new LinkedHashMap<>();
      }
      fields.put(name, value);
    }

    /** What was collected. */
    public JsonFields fields() {
      return fields == null ? NONE : new JsonFields(fields);
    }
  }
}
