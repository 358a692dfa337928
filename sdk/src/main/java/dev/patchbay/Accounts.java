package dev.patchbay;

import dev.patchbay.account.Account;
import dev.patchbay.account.AccountState;
import dev.patchbay.account.Availability;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The accounts of a router. Thread-safe. Changes hold for this router until it is closed. */
public final class Accounts {
  private final Engine engine;

  Accounts(Engine engine) {
    this.engine = engine;
  }

  /** Every account of every enabled provider, in order of configuration. */
  public List<AccountStatus> list() {
    return engine.tables().get().accounts().values().stream()
        .flatMap(List::stream)
        .map(this::status)
        .toList();
  }

  /**
   * One account.
   *
   * @param alias {@code provider/name}
   * @throws IllegalArgumentException if there is none of that alias; the message lists them
   */
  public AccountStatus get(String alias) {
    return status(find(alias));
  }

  /** Takes an account out of rotation until {@link #resume}; requests it serves go on. */
  public void pause(String alias) {
    setPaused(find(alias), true);
  }

  /** Puts a paused account back. */
  public void resume(String alias) {
    setPaused(find(alias), false);
  }

  /** Forgets what is held against an account: coolings, circuits, a refused credential. */
  public void reset(String alias) {
    engine.leases().reset(find(alias));
  }

  private AccountStatus status(Account account) {
    AccountState state = engine.leases().state(account);
    int inFlight = engine.leases().inFlight(account);
    Availability now = Availability.of(account, state, inFlight, "", engine.clock().instant());
    return new AccountStatus(
        account.alias(),
        account.provider(),
        account.priority(),
        account.paused(),
        now.available(),
        now.reason() == null ? "" : now.reason() + ": " + now.detail(),
        now.until(),
        inFlight,
        state.requests(),
        state.lastUsedAt(),
        state.coolings(engine.clock().instant()),
        state.openCircuits());
  }

  private Account find(String alias) {
    return engine.tables().get().accounts().values().stream()
        .flatMap(List::stream)
        .filter(account -> account.alias().equals(alias))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no account '"
                        + alias
                        + "'; there are "
                        + list().stream().map(AccountStatus::alias).toList()));
  }

  private void setPaused(Account account, boolean paused) {
    engine
        .tables()
        .updateAndGet(
            tables -> {
              Map<String, List<Account>> accounts = new LinkedHashMap<>(tables.accounts());
              accounts.put(
                  account.provider(),
                  tables.accountsOf(account.provider()).stream()
                      .map(one -> one.name().equals(account.name()) ? one.paused(paused) : one)
                      .toList());
              return tables.withAccounts(accounts);
            });
  }
}
