package dev.patchbay.store.account;

import dev.patchbay.account.AccountState;
import dev.patchbay.account.AccountStateStore.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One account's state as this process sees it: what the database has, and on top of it the changes
 * that are not written yet. Thread-safe; nothing here waits for more than a pure step.
 */
final class StateCopy {
  /** More changes than a database that is there ever leaves waiting. */
  static final int MOST_WAITING = 10_000;

  // guarded by this
  private AccountState stored = AccountState.NEW;
  private final List<UnaryOperator<AccountState>> taken = new ArrayList<>();
  private final List<UnaryOperator<AccountState>> waiting = new ArrayList<>();

  private volatile AccountState shown = AccountState.NEW;

  AccountState shown() {
    return shown;
  }

  /** Applies a change here, and keeps it for the database. */
  synchronized Change apply(UnaryOperator<AccountState> change) {
    AccountState before = shown;
    AccountState after = Changes.applied(change, before);
    if (after != before) {
      if (waiting.size() >= MOST_WAITING) {
        // Too long without a database to remember each step: what came of them stands for them.
        waiting.clear();
        waiting.add(state -> before);
      }
      waiting.add(change);
      shown = after;
    }
    return new Change(before, after);
  }

  /** The changes to write now. They are followed by {@link #written} or {@link #putBack}. */
  synchronized List<UnaryOperator<AccountState>> take() {
    taken.addAll(waiting);
    waiting.clear();
    return List.copyOf(taken);
  }

  /** What was taken is in the database, which made this of it. */
  synchronized void written(AccountState row) {
    taken.clear();
    replay(row);
  }

  /** What was taken is not in the database. */
  synchronized void putBack() {
    waiting.addAll(0, taken);
    taken.clear();
  }

  /** Somebody else may have written. */
  synchronized void refreshed(AccountState row) {
    if (row.version() > stored.version()) {
      replay(row);
    }
  }

  /** True if nothing here is unknown to the database. */
  synchronized boolean isWritten() {
    return taken.isEmpty() && waiting.isEmpty();
  }

  /** True if so many changes wait that they should not wait for the counts' turn. */
  synchronized boolean isCrowded() {
    return waiting.size() > MOST_WAITING / 10;
  }

  /** What the database has, as far as is known here. */
  synchronized AccountState stored() {
    return stored;
  }

  private void replay(AccountState row) {
    stored = row;
    AccountState state = row;
    for (UnaryOperator<AccountState> change : taken) {
      state = Changes.applied(change, state);
    }
    for (UnaryOperator<AccountState> change : waiting) {
      state = Changes.applied(change, state);
    }
    shown = state;
  }
}
