package dev.patchbay.store.cost;

import dev.patchbay.budget.BudgetStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class SqliteBudgetsTest extends BudgetStoreContract {
  private Database database;

  @BeforeEach
  @Override
  void open() {
    database = TestDatabases.sqlite();
    super.open();
  }

  @Override
  BudgetStore fresh() {
    return new SqlBudgets(database);
  }

  @AfterEach
  void close() {
    database.close();
  }
}
