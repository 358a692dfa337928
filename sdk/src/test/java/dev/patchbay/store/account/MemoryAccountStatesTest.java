package dev.patchbay.store.account;

import dev.patchbay.account.AccountStateStore;

class MemoryAccountStatesTest extends AccountStatesContract {
  private final AccountStateStore states = new MemoryAccountStates();

  @Override
  AccountStateStore states() {
    return states;
  }
}
