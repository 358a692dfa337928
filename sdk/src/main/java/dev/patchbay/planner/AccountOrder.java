package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.route.Strategy;
import dev.patchbay.route.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * In which order the usable accounts of one provider are tried. Whatever the strategy, an account
 * of lower priority number comes first; the strategy orders accounts of equal priority, and the
 * order of configuration decides what is still equal.
 */
@FunctionalInterface
interface AccountOrder {
  /** Orders accounts of equal priority. The list may be changed and returned. */
  List<Account> order(List<Account> equals, Target target, Draft draft);

  /** The order of a strategy. */
  static AccountOrder by(Strategy strategy) {
    return switch (strategy) {
      case SESSION -> new SessionOrder();
      case SESSION_AFFINITY -> new AffinityOrder();
      case PRIORITY -> (accounts, target, draft) -> accounts;
      case ROUND_ROBIN -> AccountOrder::roundRobin;
      case LEAST_USED -> AccountOrder::leastUsed;
      case WEIGHTED -> AccountOrder::weighted;
      case DRAIN_SOONEST -> AccountOrder::drainSoonest;
      case FASTEST -> AccountOrder::fastest;
      case STAY_BY_COST -> new StayOrder();
    };
  }

  /** All usable accounts of a provider in order. */
  static List<Account> of(List<Account> usable, Target target, Draft draft) {
    // A lone account needs no order, but what it costs that a session's own one is out is told.
    boolean told = draft.tables.strategy() == Strategy.STAY_BY_COST;
    if (usable.isEmpty() || (usable.size() == 1 && !told)) {
      return usable;
    }
    List<Account> sorted = new ArrayList<>(usable);
    sorted.sort(Comparator.comparingInt(Account::priority));
    AccountOrder order = by(draft.tables.strategy());
    List<Account> result = new ArrayList<>(sorted.size());
    for (int from = 0, to; from < sorted.size(); from = to) {
      to = endOfPriority(sorted, from);
      result.addAll(order.order(new ArrayList<>(sorted.subList(from, to)), target, draft));
    }
    return result;
  }

  private static int endOfPriority(List<Account> sorted, int from) {
    int to = from + 1;
    while (to < sorted.size() && sorted.get(to).priority() == sorted.get(from).priority()) {
      to++;
    }
    return to;
  }

  private static List<Account> roundRobin(List<Account> accounts, Target target, Draft draft) {
    long turn = draft.turn(accounts.get(0).provider());
    Collections.rotate(accounts, -Math.floorMod(turn, accounts.size()));
    return accounts;
  }

  static List<Account> leastUsed(List<Account> accounts, Target target, Draft draft) {
    List<Account> calm = sorted(accounts, draft.signals::inFlight);
    return sorted(calm, account -> draft.signals.state(account).requests());
  }

  private static List<Account> weighted(List<Account> accounts, Target target, Draft draft) {
    return Draw.order(accounts, Account::weight, draft.random);
  }

  private static List<Account> drainSoonest(List<Account> accounts, Target target, Draft draft) {
    return sorted(accounts, account -> draft.signals.quotaResetsAt(account).orElse(Instant.MAX));
  }

  /** An account whose speed nobody knows yet comes first: so it becomes known. */
  private static List<Account> fastest(List<Account> accounts, Target target, Draft draft) {
    return sorted(accounts, account -> draft.signals.firstTokenMillis(account, target.model()));
  }

  /**
   * By a key that is read once for each account: signals are live, and a sort whose keys change
   * under it may throw.
   */
  static <K extends Comparable<K>> List<Account> sorted(
      List<Account> accounts, Function<Account, K> key) {
    record Keyed<K>(Account account, K key) {}
    List<Keyed<K>> keyed = new ArrayList<>(accounts.size());
    accounts.forEach(account -> keyed.add(new Keyed<>(account, key.apply(account))));
    keyed.sort(Comparator.comparing(Keyed::key));
    List<Account> sorted = new ArrayList<>(accounts.size());
    keyed.forEach(one -> sorted.add(one.account()));
    return sorted;
  }
}
