package dev.patchbay.setting;

import dev.patchbay.failure.StoreException;
import dev.patchbay.json.RawJson;
import java.util.List;
import java.util.Optional;

/** Keeps settings. Thread-safe, also among processes. */
public interface SettingStore {
  /** The version to expect where there is no value yet. */
  long NONE = 0;

  /** The value of the key, if it has one. */
  Optional<Setting> get(String key);

  /** All, ordered by key. */
  List<Setting> all();

  /**
   * Sets it if nobody has changed it since it was read.
   *
   * @param expected the version that was read, {@link #NONE} if there was no value
   * @return false if it has another version; then it is as it was
   * @throws StoreException if it could not be written
   */
  boolean set(String key, RawJson value, long expected);

  /**
   * Removes it if nobody has changed it since it was read.
   *
   * @return false if it has another version, or no value
   */
  boolean remove(String key, long expected);
}
