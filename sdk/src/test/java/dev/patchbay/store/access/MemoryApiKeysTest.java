package dev.patchbay.store.access;

import dev.patchbay.access.ApiKeyStore;

/** The contract in memory. */
final class MemoryApiKeysTest extends ApiKeyStoreContract {
  private final ApiKeyStore store = new MemoryApiKeys();

  @Override
  ApiKeyStore store() {
    return store;
  }

  @Override
  void settle() {}
}
