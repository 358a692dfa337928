package dev.patchbay.books;

import dev.patchbay.budget.BudgetStore;
import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.price.Cost;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that knows no budgets, with budgets that are kept elsewhere: they are settled after the
 * row is written, and again if that failed. Thread-safe.
 */
public final class SettlingLedger implements Ledger {
  private final Ledger ledger;
  private final BudgetStore budgets;

  /** Settles in {@code budgets} what is closed in {@code ledger}. */
  public SettlingLedger(Ledger ledger, BudgetStore budgets) {
    this.ledger = ledger;
    this.budgets = budgets;
  }

  @Override
  public void open(LedgerEntry entry) {
    ledger.open(entry);
  }

  @Override
  public void close(LedgerEntry entry, @Nullable String reservation) {
    ledger.close(entry, null);
    if (reservation != null) {
      Cost cost = entry.cost();
      budgets.settle(reservation, cost == null ? null : (Long) cost.picoUsd());
    }
  }

  @Override
  public void drop(LedgerEntry entry, @Nullable String reservation) {
    ledger.drop(entry, null);
    if (reservation != null) {
      budgets.release(reservation);
    }
  }

  @Override
  public boolean waits() {
    return ledger.waits() || budgets.waits();
  }
}
