package dev.patchbay.config;

import dev.patchbay.account.Account;
import dev.patchbay.budget.Budget;
import dev.patchbay.provider.CatalogueRow.CatchAll;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Refuses budgets that would bound nothing: a slip in a name is found by nobody later. */
final class BudgetRows {
  private static final int NEAREST = 3;

  private final ProviderTable providers;
  private final Map<String, List<Account>> accounts;
  private final Predicate<String> known;
  private final Faults faults;

  /**
   * Knows the names.
   *
   * @param known whether an id is a provider's, enabled or not: its budgets may wait for it
   */
  BudgetRows(
      ProviderTable providers,
      Map<String, List<Account>> accounts,
      Predicate<String> known,
      Faults faults) {
    this.providers = providers;
    this.accounts = accounts;
    this.known = known;
    this.faults = faults;
  }

  void check(List<Budget> budgets) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < budgets.size(); i++) {
      Budget budget = budgets.get(i);
      String at = "budgets[" + i + "]";
      if (!ids.add(budget.id())) {
        faults.add(
            at, Masks.text(budget.name()) + " per " + budget.per().word() + " is there twice");
      }
      if (!budget.value().equals(Budget.EVERYONE)) {
        check(at + "." + budget.scope().word(), budget);
      }
    }
  }

  private void check(String path, Budget budget) {
    switch (budget.scope()) {
      case PROVIDER -> provider(path, budget.value());
      case ACCOUNT -> account(path, budget.value());
      case MODEL -> model(path, budget.value());
      case KEY, TAG -> {
        // Keys are made while the router runs, and a tag is whatever a caller says.
      }
    }
  }

  private void provider(String path, String id) {
    if (!known.test(id)) {
      faults.wrong(path, id, "a provider's id or *" + hint(id, ids()));
    }
  }

  private void account(String path, String alias) {
    int slash = alias.indexOf('/');
    String provider = slash < 0 ? alias : alias.substring(0, slash);
    List<String> names = new ArrayList<>();
    accounts.values().forEach(all -> all.forEach(account -> names.add(account.alias())));
    boolean waits = slash > 0 && known.test(provider) && !accounts.containsKey(provider);
    if (!waits && !names.contains(alias)) {
      faults.wrong(path, alias, "an account, provider/name, or *" + hint(alias, names));
    }
  }

  /** Globs, and names where somebody takes every name, are not checked. */
  private void model(String path, String model) {
    if (model.indexOf('*') < 0 && !providers.knownAnywhere(model) && !served(model)) {
      String hint = "; the nearest are " + String.join(", ", providers.nearest(model, NEAREST));
      faults.wrong(
          path, model, "a model's name, a glob or *; a new model's name stands in models" + hint);
    }
  }

  private boolean served(String model) {
    for (Provider provider : providers.enabled()) {
      if (providers.lists(provider, model) || providers.catchAll(provider) != CatchAll.NEVER) {
        return true;
      }
    }
    return false;
  }

  private List<String> ids() {
    return providers.enabled().stream().map(Provider::id).toList();
  }

  private static String hint(String typed, List<String> names) {
    String near =
        Faults.nearest(typed, names).map(name -> " (did you mean '" + name + "'?)").orElse("");
    return near + "; there are " + String.join(", ", names);
  }
}
