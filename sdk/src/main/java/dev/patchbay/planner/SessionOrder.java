package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.route.Target;
import java.time.Instant;
import java.util.List;

/**
 * The account with a live session first: subscriptions count their limits in windows of five hours,
 * and the prompt cache is warm there. Since priorities come first, a live session gives way to a
 * free account of strictly higher priority, and to no other.
 */
final class SessionOrder implements AccountOrder {
  @Override
  public List<Account> order(List<Account> equals, Target target, Draft draft) {
    if (equals.size() < 2) {
      return equals;
    }
    return AccountOrder.sorted(equals, account -> -liveSince(account, draft));
  }

  /** When its session began, in milliseconds, if it still lives; else long ago. */
  private static long liveSince(Account account, Draft draft) {
    Instant start = draft.signals.state(account).sessionStartedAt();
    if (start == null || !start.plus(draft.tables.sessionDuration()).isAfter(draft.now)) {
      return -Long.MAX_VALUE;
    }
    return start.toEpochMilli();
  }
}
