package dev.patchbay.store.account;

import static dev.patchbay.store.account.AccountStatesContract.USED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.AccountState;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StateCopyTest {
  private static final UnaryOperator<AccountState> REFUSED =
      state -> state.toBuilder().needsReauth("refused").build();

  private final StateCopy copy = new StateCopy();

  @Test
  void showsWhatTheDatabaseHasAndOnTopWhatWaits() {
    copy.apply(USED);
    copy.refreshed(REFUSED.apply(AccountState.NEW).withVersion(7));
    assertEquals("refused", copy.shown().needsReauth());
    assertEquals(1, copy.shown().requests());
    assertEquals(8, copy.shown().version());
  }

  @Test
  void whatComesWhileItIsWrittenStaysOnTop() {
    copy.apply(USED);
    assertEquals(1, copy.take().size());
    copy.apply(USED);
    copy.written(AccountState.NEW.toBuilder().uses(10, null).build().withVersion(10));
    assertEquals(11, copy.shown().requests());
    assertEquals(1, copy.take().size());
  }

  @Test
  void whatWasNotWrittenIsTakenAgainInItsOrder() {
    copy.apply(REFUSED);
    copy.take();
    copy.apply(state -> state.toBuilder().needsReauth(null).build());
    copy.putBack();
    AccountState state = AccountState.NEW;
    for (UnaryOperator<AccountState> change : copy.take()) {
      state = change.apply(state);
    }
    assertNull(state.needsReauth());
    assertNull(copy.shown().needsReauth());
  }

  @Test
  void anOlderRowThatIsReadLateChangesNothing() {
    copy.refreshed(AccountState.NEW.withVersion(5));
    copy.refreshed(REFUSED.apply(AccountState.NEW).withVersion(4));
    assertNull(copy.shown().needsReauth());
  }

  @Test
  void aChangeThatChangesNothingDoesNotWait() {
    copy.apply(UnaryOperator.identity());
    assertEquals(List.of(), copy.take());
  }

  @Test
  void withoutADatabaseForLongWhatCameOfTheChangesStandsForThem() {
    copy.apply(REFUSED);
    int all = 3 * StateCopy.MOST_WAITING;
    for (int i = 0; i < all; i++) {
      copy.apply(USED);
    }
    List<UnaryOperator<AccountState>> waiting = copy.take();
    assertTrue(waiting.size() <= StateCopy.MOST_WAITING + 1, "waiting " + waiting.size());
    AccountState state = AccountState.NEW.withVersion(3);
    for (UnaryOperator<AccountState> change : waiting) {
      state = Changes.applied(change, state);
    }
    assertEquals("refused", state.needsReauth());
    assertEquals(all, state.requests());
    assertEquals(all, copy.shown().requests());
  }
}
