package dev.patchbay.store.access;

import dev.patchbay.access.TenantStore;

/** The contract in memory. */
final class MemoryTenantsTest extends TenantStoreContract {
  private final TenantStore store = new MemoryTenants();

  @Override
  TenantStore store() {
    return store;
  }
}
