package dev.patchbay.store.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.account.AccountState;
import dev.patchbay.account.AccountStateStore;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/** States of accounts for the lifetime of this object. Thread-safe. */
public final class MemoryAccountStates implements AccountStateStore {
  /** Of accounts whose keys were replaced over the years, those not used the longest are gone. */
  private static final int MOST = 10_000;

  private final ConcurrentMap<String, AccountState> states =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .executor(Runnable::run)
          .<String, AccountState>build()
          .asMap();

  @Override
  public AccountState get(String stateKey) {
    return states.getOrDefault(stateKey, AccountState.NEW);
  }

  @Override
  public Change update(String stateKey, UnaryOperator<AccountState> change) {
    Change[] made = {new Change(AccountState.NEW, AccountState.NEW)};
    states.compute(
        stateKey,
        (key, kept) -> {
          AccountState before = kept == null ? AccountState.NEW : kept;
          made[0] = new Change(before, Changes.applied(change, before));
          return made[0].after();
        });
    return made[0];
  }

  @Override
  public Change updateShared(String stateKey, UnaryOperator<AccountState> change) {
    return update(stateKey, change);
  }
}
