package dev.patchbay.store.setting;

import dev.patchbay.setting.SettingStore;

/** The contract in memory. */
final class MemorySettingsTest extends SettingStoreContract {
  private final SettingStore store = new MemorySettings();

  @Override
  SettingStore store() {
    return store;
  }
}
