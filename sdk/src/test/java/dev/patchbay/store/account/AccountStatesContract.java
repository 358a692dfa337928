package dev.patchbay.store.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.patchbay.account.AccountState;
import dev.patchbay.account.AccountStateStore;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What every store of account states promises. */
abstract class AccountStatesContract {
  static final UnaryOperator<AccountState> USED =
      state -> state.toBuilder().used(Instant.EPOCH).build();

  /** An empty store. */
  abstract AccountStateStore states();

  @Test
  void anUnknownAccountIsNew() {
    assertSame(AccountState.NEW, states().get("a"));
  }

  @Test
  void anUpdateIsSeenAtOnceByThisProcess() {
    AccountStateStore states = states();
    AccountStateStore.Change change = states.update("a", USED);
    assertEquals(0, change.before().requests());
    assertEquals(1, change.after().requests());
    assertEquals(change.after(), states.get("a"));
    assertSame(AccountState.NEW, states.get("b"));
  }

  @Test
  void countsVersionsItself() {
    AccountStateStore states = states();
    states.update("a", USED);
    assertEquals(2, states.update("a", s -> USED.apply(s).withVersion(99)).after().version());
  }

  @Test
  void aChangeThatChangesNothingKeepsTheVersion() {
    AccountStateStore states = states();
    states.update("a", USED);
    AccountStateStore.Change same = states.update("a", state -> state.toBuilder().build());
    assertSame(same.before(), same.after());
    assertEquals(1, states.get("a").version());
  }

  @Test
  void sharedUpdatesFollowTheOnesBefore() {
    AccountStateStore states = states();
    states.update("a", USED);
    AccountStateStore.Change change = states.updateShared("a", USED);
    assertEquals(1, change.before().requests());
    assertEquals(2, change.after().requests());
    assertEquals(2, states.get("a").requests());
    states.update("a", USED);
    assertEquals(3, states.get("a").requests());
  }

  @Test
  void losesNoUpdateAmongThreads() throws Exception {
    AccountStateStore states = states();
    Together.run(
        8,
        () -> {
          for (int n = 1; n <= 1_000; n++) {
            if (n % 100 == 0) {
              states.updateShared("a", USED);
            } else {
              states.update("a", USED);
            }
          }
          return null;
        });
    assertEquals(8_000, states.get("a").requests());
    assertEquals(8_000, states.get("a").version());
  }
}
