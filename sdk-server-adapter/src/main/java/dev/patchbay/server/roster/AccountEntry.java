package dev.patchbay.server.roster;

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
