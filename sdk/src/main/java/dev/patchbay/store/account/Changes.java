package dev.patchbay.store.account;

import dev.patchbay.account.AccountState;
import java.util.function.UnaryOperator;

/** How changes count. Stateless. */
final class Changes {
  private Changes() {}

  /**
   * What a change makes of a state, under the next version; the same object if it changes nothing.
   */
  static AccountState applied(UnaryOperator<AccountState> change, AccountState state) {
    AccountState changed = change.apply(state).withVersion(state.version());
    return changed.equals(state) ? state : changed.withVersion(state.version() + 1);
  }

  /**
   * True if more than counts differ: others should know soon who rests, who is back and who looks.
   */
  static boolean matter(AccountState before, AccountState after) {
    return !withoutCounts(before).equals(withoutCounts(after));
  }

  private static AccountState withoutCounts(AccountState state) {
    return state.toBuilder().uses(0, null).build().withVersion(0);
  }
}
