package dev.patchbay.store.alert;

import dev.patchbay.alert.AlertStore;

/** The contract in memory. */
final class MemoryAlertsTest extends AlertStoreContract {
  private final AlertStore store = new MemoryAlerts();

  @Override
  AlertStore store() {
    return store;
  }
}
