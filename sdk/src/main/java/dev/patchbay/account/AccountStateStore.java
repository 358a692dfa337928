package dev.patchbay.account;

import java.util.function.UnaryOperator;

/** Keeps the states of accounts, by {@link Account#stateKey}. Thread-safe. */
public interface AccountStateStore {
  /** The state; {@link AccountState#NEW} if there is none. Never waits for a disk. */
  AccountState get(String stateKey);

  /**
   * Replaces the state by what the change makes of it, atomically: the change may run several times
   * and must be pure. Its result's version is set by the store.
   *
   * @return the state now kept
   */
  AccountState update(String stateKey, UnaryOperator<AccountState> change);
}
