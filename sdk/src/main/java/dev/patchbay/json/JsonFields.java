package dev.patchbay.json;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named raw JSON values in the order they were written: the fields of an object that its reader did
 * not know. They mean something in one protocol only, so a reader says which. Immutable; equality
 * ignores order.
 *
 * @param protocol id of the protocol the fields belong to; null if nobody said, which is for any,
 *     and if there are none
 */
public record JsonFields(Map<String, RawJson> byName, @Nullable String protocol) {
  /** No fields. */
  public static final JsonFields NONE = new JsonFields(Map.of());

  /**
   * Most names that {@link #and} collects: an upstream that sends ever new ones in each event would
   * otherwise cost memory without a bound, and time that grows with the square.
   */
  private static final int MOST_COLLECTED = 1_024;

  public JsonFields {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    protocol = byName.isEmpty() ? null : protocol;
  }

  /** Fields of no protocol in particular. */
  public JsonFields(Map<String, RawJson> byName) {
    this(byName, null);
  }

  /** One field of a protocol. */
  public static JsonFields of(String protocol, String name, RawJson value) {
    return new JsonFields(Map.of(name, value), protocol);
  }

  /**
   * All fields of an object.
   *
   * @throws BadJsonException if it is none
   */
  public static JsonFields of(RawJson object) {
    return Json.read(
        object.text(),
        in -> {
          Collector fields = new Collector();
          in.beginObject();
          while (in.hasNext()) {
            fields.add(in.nextName(), Json.raw(in));
          }
          in.endObject();
          return fields.fields();
        });
  }

  /** These fields as a protocol's. */
  public JsonFields as(@Nullable String protocolId) {
    return Objects.equals(protocol, protocolId) ? this : new JsonFields(byName, protocolId);
  }

  /** These fields if they may be written in a protocol; none if they belong to another. */
  public JsonFields in(String protocolId) {
    return protocol == null || protocol.equals(protocolId) ? this : NONE;
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
    return new JsonFields(copy, protocol);
  }

  /** These fields without one. */
  public JsonFields without(String name) {
    if (!byName.containsKey(name)) {
      return this;
    }
    Map<String, RawJson> copy = new LinkedHashMap<>(byName);
    copy.remove(name);
    return new JsonFields(copy, protocol);
  }

  /** These fields without some. */
  public JsonFields without(Collection<String> names) {
    JsonFields left = this;
    for (String name : names) {
      left = left.without(name);
    }
    return left;
  }

  /**
   * These fields and the other's; of a name in both, the other's value counts. Fields of two
   * protocols make no sense together: then the other's alone are kept. New names beyond 1,024 in
   * all are left out: nobody but an attacker sends so many.
   */
  public JsonFields and(JsonFields other) {
    if (other.isEmpty()) {
      return this;
    }
    String both = other.protocol == null ? protocol : other.protocol;
    Map<String, RawJson> mine = in(both == null ? "" : both).byName;
    if (mine.isEmpty()) {
      return other.as(both);
    }
    Map<String, RawJson> copy = new LinkedHashMap<>(mine);
    other.byName.forEach(
        (name, value) -> {
          if (copy.size() < MOST_COLLECTED || copy.containsKey(name)) {
            copy.put(name, value);
          }
        });
    return new JsonFields(copy, both);
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
