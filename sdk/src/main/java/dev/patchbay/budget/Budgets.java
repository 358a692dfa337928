package dev.patchbay.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All budgets, and what is done where a price is unknown. Immutable.
 *
 * @param budgets in order of configuration; no {@link Budget#id} twice
 * @param allowUnknownPrice true to let attempts of unknown price pass under a budget; it then
 *     counts only what the provider itself says they cost
 */
public record Budgets(List<Budget> budgets, boolean allowUnknownPrice) {
  /** No budget. */
  public static final Budgets NONE = new Budgets(List.of(), false);

  public Budgets {
    budgets = List.copyOf(budgets);
  }

  /** The budgets an expense falls under, each in its period, in the order in which stores lock. */
  public List<Hold> over(Expense expense, Instant now) {
    List<Hold> holds = new ArrayList<>();
    for (Budget budget : budgets) {
      if (budget.covers(expense)) {
        holds.add(budget.at(now));
      }
    }
    holds.sort(null);
    return holds;
  }

  /** All budgets, each in its period. */
  public List<Hold> at(Instant now) {
    return budgets.stream().map(budget -> budget.at(now)).toList();
  }

  /** Why an attempt of unknown price is refused; for its caller. */
  public static String unknownPrice(Budget budget, Expense expense) {
    return "What "
        + expense.model()
        + " costs at "
        + expense.provider()
        + " is unknown, and it falls under the budget "
        + budget
        + ": give it a price in prices, or set unknown-price: allow";
  }
}
