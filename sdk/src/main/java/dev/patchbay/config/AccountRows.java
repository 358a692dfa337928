package dev.patchbay.config;

import dev.patchbay.account.Account;
import dev.patchbay.secret.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the configured accounts of a provider into those that route. */
final class AccountRows {
  /** Names stand in headers, and after a slash in aliases. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@+-]{0,63}");

  private final ProviderConfig given;
  private final boolean keyless;
  private final Faults faults;
  private final Set<String> names = new HashSet<>();

  private AccountRows(ProviderConfig given, boolean keyless, Faults faults) {
    this.given = given;
    this.keyless = keyless;
    this.faults = faults;
  }

  /**
   * The accounts; for a provider that asks for no key, one without it if none was given.
   *
   * @param keyless whether the provider may be used without a key
   */
  static List<Account> of(ProviderConfig given, boolean keyless, Faults faults) {
    AccountRows rows = new AccountRows(given, keyless, faults);
    List<Account> accounts = new ArrayList<>();
    for (int i = 0; i < given.accounts().size(); i++) {
      Account account = rows.account(i, given.accounts().get(i));
      if (account != null) {
        accounts.add(account);
      }
    }
    if (keyless && given.accounts().isEmpty()) {
      accounts.add(new Account(given.id(), unnamed(0), null, 0, 1, 0));
    }
    return accounts;
  }

  private @Nullable Account account(int index, AccountConfig account) {
    String at = "providers." + given.id() + ".accounts[" + index + "]";
    String name = account.name() == null ? unnamed(index) : account.name();
    Secret key = account.apiKey();
    if (!NAME.matcher(name).matches()) {
      faults.wrong(at + ".name", name, "up to 64 letters, digits, blanks and ._@+-");
    } else if (!names.add(name)) {
      faults.add(at + ".name", Masks.value("", name) + " is there twice");
    } else if (key == null && !keyless) {
      faults.add(at + ".api-key", "missing; set it, or the provider's enabled to false");
    } else if (key != null && Addresses.keyFault(key.reveal()).isPresent()) {
      faults.add(at + ".api-key", Addresses.keyFault(key.reveal()).get());
    } else {
      return new Account(
          given.id(),
          name,
          key,
          account.priority(),
          account.weight(),
          account.maxConcurrency(),
          account.pauseHours());
    }
    return null;
  }

  private static String unnamed(int index) {
    return index == 0 ? "main" : "account-" + (index + 1);
  }
}
