package dev.patchbay.server.alerts;

import dev.patchbay.AccountStatus;
import dev.patchbay.access.ApiKey;
import dev.patchbay.books.LedgerHealth;
import dev.patchbay.budget.Standing;
import java.util.List;

/**
 * What is to be judged, at one moment. Immutable.
 *
 * @param accounts of enabled providers
 * @param budgets how they stand in their periods of now
 * @param ledger whether it takes what it is given
 * @param keys of clients
 * @param traffic what attempts ended like lately
 */
record Scene(
    List<AccountStatus> accounts,
    List<Standing> budgets,
    LedgerHealth ledger,
    List<ApiKey> keys,
    Recent traffic) {
  Scene {
    accounts = List.copyOf(accounts);
    budgets = List.copyOf(budgets);
    keys = List.copyOf(keys);
  }

  /**
   * What attempts ended like within the window. Immutable.
   *
   * @param rates by provider
   * @param unpriced what was served at an unknown price
   */
  record Recent(List<Rate> rates, List<Unpriced> unpriced) {
    static final Recent NOTHING = new Recent(List.of(), List.of());

    Recent {
      rates = List.copyOf(rates);
      unpriced = List.copyOf(unpriced);
    }
  }

  /** How many attempts a provider was asked for, and how many failed through it. */
  record Rate(String provider, long attempts, long failed) {}

  /** How many answers of a model had no price. */
  record Unpriced(String provider, String model, long answers) {}
}
