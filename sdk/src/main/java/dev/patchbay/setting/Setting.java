package dev.patchbay.setting;

import dev.patchbay.json.RawJson;

/**
 * A value by its key. Immutable.
 *
 * @param key names it
 * @param value as JSON
 * @param version counts its changes, 1 for the first value
 */
public record Setting(String key, RawJson value, long version) {
  public Setting {
    if (key.isBlank() || version < 1) {
      throw new IllegalArgumentException("A setting needs a key and a version of at least 1");
    }
  }
}
