package dev.patchbay.account;

import java.util.function.UnaryOperator;

/**
 * Keeps the states of accounts, by {@link Account#stateKey}. Thread-safe.
 *
 * <p>A change is a pure function of the state: a store that is shared may apply it again, later and
 * on another thread, to what other processes have made of the state meanwhile. One that gives back
 * the state it was given, or an equal one, changes nothing. Versions are the store's matter.
 */
public interface AccountStateStore {
  /**
   * What a change did to a state. Immutable.
   *
   * @param before the state it was applied to
   * @param after the state now kept; the same object if it changed nothing
   */
  record Change(AccountState before, AccountState after) {}

  /** The state; {@link AccountState#NEW} if there is none. Never waits for a disk. */
  AccountState get(String stateKey);

  /**
   * Replaces the state by what the change makes of it, atomically among the threads of this
   * process. Never waits for a disk: other processes see it a little later.
   */
  Change update(String stateKey, UnaryOperator<AccountState> change);

  /**
   * As {@link #update}, atomically among all processes that share the store: for what one of them
   * must win, such as being the probe of an account. May wait for the store, a few seconds at most;
   * one that is away decides for this process alone.
   */
  Change updateShared(String stateKey, UnaryOperator<AccountState> change);
}
