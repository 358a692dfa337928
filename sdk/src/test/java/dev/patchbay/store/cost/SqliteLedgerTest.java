package dev.patchbay.store.cost;

import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.report.LedgerArchive;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;

class SqliteLedgerTest extends LedgerContract {
  private final Database database = TestDatabases.sqlite();
  private final SqlLedger sql =
      new SqlLedger(database, Clock.fixed(RandomEntries.BEGIN, ZoneOffset.UTC), 3);

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  Ledger ledger() {
    return sql;
  }

  @Override
  LedgerArchive archive() {
    return sql;
  }

  @Override
  void flush() {
    database.flush();
  }
}
