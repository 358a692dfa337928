package dev.patchbay.server.roster;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account as it counts.
 *
 * @param provider id of its provider
 * @param name its name there
 * @param source where it comes from
 * @param fields in the words of the configuration; the key in the clear
 */
public record AccountEntry(
    String provider, String name, Source source, Map<String, Object> fields) {
  /** How answers and paths name it: {@code provider/name}. */
  public String id() {
    return provider + "/" + name;
  }

  /** A number by its key; the default if nobody set it. */
  public long number(String key, long otherwise) {
    Object value = fields.get(key);
    return value == null ? otherwise : Long.parseLong(String.valueOf(value).strip());
  }

  /** A list by its key; a single text counts as one with commas. Empty if nobody set it. */
  public List<String> texts(String key) {
    return Trees.list(fields.get(key)).stream()
        .flatMap(one -> Arrays.stream(String.valueOf(one).split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Whether it has a key. */
  public boolean hasKey() {
    @Nullable Object key = fields.get("api-key");
    return key != null && !String.valueOf(key).isBlank();
  }

  /** Without its fields: one is a credential. */
  @Override
  public String toString() {
    return "AccountEntry[" + id() + "]";
  }
}
