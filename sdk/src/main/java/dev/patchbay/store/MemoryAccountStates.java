package dev.patchbay.store;

import dev.patchbay.account.AccountState;
import dev.patchbay.account.AccountStateStore;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/** States of accounts for the lifetime of this object. Thread-safe. */
public final class MemoryAccountStates implements AccountStateStore {
  private final ConcurrentMap<String, AccountState> states = new ConcurrentHashMap<>();

  @Override
  public AccountState get(String stateKey) {
    return states.getOrDefault(stateKey, AccountState.NEW);
  }

  @Override
  public AccountState update(String stateKey, UnaryOperator<AccountState> change) {
    return Objects.requireNonNull(
        states.compute(
            stateKey,
            (key, kept) -> {
              AccountState old = kept == null ? AccountState.NEW : kept;
              AccountState changed = change.apply(old);
              return changed == old ? old : changed.withVersion(old.version() + 1);
            }));
  }
}
