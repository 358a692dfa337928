package dev.patchbay.books;

import dev.patchbay.account.Account;
import dev.patchbay.account.AccountState;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.Signals;
import dev.patchbay.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Signals that know budgets; all else is of others. Thread-safe. */
public final class BudgetSignals implements Signals {
  private final Signals others;
  private final Spending spending;

  /** Signals that ask {@code spending} about budgets and {@code others} about accounts. */
  public BudgetSignals(Signals others, Spending spending) {
    this.others = others;
    this.spending = spending;
  }

  @Override
  public AccountState state(Account account) {
    return others.state(account);
  }

  @Override
  public int inFlight(Account account) {
    return others.inFlight(account);
  }

  @Override
  public double firstTokenMillis(Account account, String model) {
    return others.firstTokenMillis(account, model);
  }

  @Override
  public Optional<String> providerOf(String tenant, String sessionKey) {
    return others.providerOf(tenant, sessionKey);
  }

  @Override
  public Optional<String> accountOf(String tenant, String sessionKey, String provider) {
    return others.accountOf(tenant, sessionKey, provider);
  }

  @Override
  public Optional<Duration> sinceServed(String tenant, String sessionKey, String provider) {
    return others.sinceServed(tenant, sessionKey, provider);
  }

  @Override
  public long turn(String provider) {
    return others.turn(provider);
  }

  @Override
  public Optional<Instant> quotaResetsAt(Account account) {
    return others.quotaResetsAt(account);
  }

  @Override
  public Optional<OverBudget> overBudget(RouteQuery query, Target target, Account account) {
    return spending.overBudget(query, target, account.alias());
  }
}
