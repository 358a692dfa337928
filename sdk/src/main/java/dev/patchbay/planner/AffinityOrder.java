package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.route.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Each client session at its own account. A new session is spread by a hash of its key, so the same
 * key falls back on the same second choice while its account is out, and returns after recovery.
 */
final class AffinityOrder implements AccountOrder {
  private static final AccountOrder WITHOUT_KEY = new SessionOrder();

  @Override
  public List<Account> order(List<Account> equals, Target target, Draft draft) {
    String key = draft.query.sessionKey();
    if (key == null) {
      return WITHOUT_KEY.order(equals, target, draft);
    }
    String tenant = draft.query.tenant();
    equals.sort(Comparator.comparingLong(account -> Hash.of(tenant, key, account.alias())));
    Optional<String> pinned = draft.signals.accountOf(tenant, key, equals.get(0).provider());
    pinned.ifPresent(name -> equals.sort(Comparator.comparing(account -> !isNamed(account, name))));
    return equals;
  }

  /** A pin may be kept as the account's name or as its alias. */
  private static boolean isNamed(Account account, String name) {
    return account.name().equals(name) || account.alias().equals(name);
  }
}
