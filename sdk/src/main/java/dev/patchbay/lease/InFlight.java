package dev.patchbay.lease;

import dev.patchbay.account.Account;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many leases each account has out; accounts with none take no room. Thread-safe. */
final class InFlight {
  private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

  int of(Account account) {
    return counts.getOrDefault(account.stateKey(), 0);
  }

  /** Counts one more, or says false if the account is at its limit. */
  boolean enter(Account account) {
    boolean[] entered = new boolean[1];
    counts.compute(
        account.stateKey(),
        (key, count) -> {
          int now = count == null ? 0 : count;
          entered[0] = account.maxConcurrency() == 0 || now < account.maxConcurrency();
          return entered[0] ? Integer.valueOf(now + 1) : count;
        });
    return entered[0];
  }

  void leave(Account account) {
    counts.computeIfPresent(account.stateKey(), (key, count) -> count > 1 ? count - 1 : null);
  }
}
