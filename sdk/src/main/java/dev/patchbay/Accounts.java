package dev.patchbay;

import dev.patchbay.account.Account;
import dev.patchbay.account.AccountState;
import dev.patchbay.account.Availability;
import dev.patchbay.inquiry.KeyCheck;
import dev.patchbay.provider.ProviderTable;
import java.util.List;
import java.util.Locale;

/** The accounts of a router. Thread-safe. */
public final class Accounts {
  private final Engine engine;

  Accounts(Engine engine) {
    this.engine = engine;
  }

  /** Every account of every enabled provider, in order of configuration. */
  public List<AccountStatus> list() {
    return engine.active().tables().accounts().values().stream()
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

  /**
   * Takes an account out of rotation until {@link #resume}; requests it serves go on. In a database
   * it is kept, and all that share it know within a second. May wait for the database.
   */
  public void pause(String alias) {
    engine.leases().pause(find(alias), true);
  }

  /** Puts a paused account back; kept and known as a pause is. */
  public void resume(String alias) {
    engine.leases().pause(find(alias), false);
  }

  /**
   * Forgets what is held against an account: coolings, circuits, a refused credential. A pause
   * stays.
   */
  public void reset(String alias) {
    engine.leases().reset(find(alias));
  }

  /**
   * Asks the provider now whether it takes the account's key, by the list of models, which costs
   * nothing; a pause or a cooling doesn't matter, and the answer leaves no mark on the account.
   * Waits for 15 s at most.
   *
   * @throws IllegalArgumentException if there is no account of that alias
   */
  public KeyCheck check(String alias) {
    Account account = find(alias);
    ProviderTable providers = engine.active().tables().providers();
    return providers
        .enabled(account.provider())
        .map(provider -> engine.keyChecks().of(provider, account, providers.catalogue()))
        .orElseThrow(
            () -> new IllegalArgumentException("'" + account.provider() + "' is switched off"));
  }

  private AccountStatus status(Account account) {
    AccountState state = engine.leases().state(account);
    int inFlight = engine.leases().inFlight(account);
    Availability now = Availability.of(account, state, inFlight, "", engine.clock().instant());
    return new AccountStatus(
        account.alias(),
        account.provider(),
        account.priority(),
        state.paused(),
        now.available(),
        word(now),
        now.reason() == null ? "" : now.reason() + ": " + now.detail(),
        now.failure(),
        now.until(),
        state.sessionStartedAt(),
        inFlight,
        state.requests(),
        state.lastUsedAt(),
        state.coolings(engine.clock().instant()),
        state.openCircuits());
  }

  private static String word(Availability now) {
    boolean said = now.available() || now.reason() == null;
    return said ? "available" : String.valueOf(now.reason()).toLowerCase(Locale.ROOT);
  }

  private Account find(String alias) {
    return engine.active().tables().accounts().values().stream()
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
}
