package dev.patchbay.store.cost;

import dev.patchbay.budget.BudgetStore;

class MemoryBudgetsTest extends BudgetStoreContract {
  @Override
  BudgetStore fresh() {
    return new MemoryBudgets();
  }
}
