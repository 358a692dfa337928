package dev.patchbay.store.setting;

import dev.patchbay.json.RawJson;
import dev.patchbay.setting.Setting;
import dev.patchbay.setting.SettingStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Settings for the lifetime of this object. Thread-safe. */
public final class MemorySettings implements SettingStore {
  private final ConcurrentSkipListMap<String, Setting> settings = new ConcurrentSkipListMap<>();

  @Override
  public Optional<Setting> get(String key) {
    return Optional.ofNullable(settings.get(key));
  }

  @Override
  public List<Setting> all() {
    return List.copyOf(settings.values());
  }

  @Override
  public boolean set(String key, RawJson value, long expected) {
    Setting next = new Setting(key, value, expected + 1);
    if (expected == NONE) {
      return settings.putIfAbsent(key, next) == null;
    }
    Setting kept = settings.get(key);
    return kept != null && kept.version() == expected && settings.replace(key, kept, next);
  }

  @Override
  public boolean remove(String key, long expected) {
    Setting kept = settings.get(key);
    return kept != null && kept.version() == expected && settings.remove(key, kept);
  }
}
