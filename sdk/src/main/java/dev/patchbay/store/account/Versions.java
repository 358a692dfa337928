package dev.patchbay.store.account;

import dev.patchbay.account.AccountState;
import java.util.function.UnaryOperator;

/** How versions of states are counted: one for each change that changed something. */
final class Versions {
  private Versions() {}

  /** What a change makes of a state; the same object if it changes nothing. */
  static AccountState applied(UnaryOperator<AccountState> change, AccountState state) {
    AccountState changed = change.apply(state).withVersion(state.version());
    return changed.equals(state) ? state : changed.withVersion(state.version() + 1);
  }
}
