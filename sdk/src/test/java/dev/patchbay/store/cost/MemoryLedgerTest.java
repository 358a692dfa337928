package dev.patchbay.store.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.EntryOrder;
import dev.patchbay.cost.report.LedgerArchive;
import org.junit.jupiter.api.Test;

class MemoryLedgerTest extends LedgerContract {
  private final MemoryLedger memory = new MemoryLedger();

  @Override
  Ledger ledger() {
    return memory;
  }

  @Override
  LedgerArchive archive() {
    return memory;
  }

  @Override
  void flush() {}

  @Test
  void whatIsTooMuchIsFoldedWithoutLosingASum() {
    MemoryLedger small = new MemoryLedger(10);
    RandomEntries random = new RandomEntries(9);
    MemoryLedger large = new MemoryLedger();
    for (int i = 0; i < 100; i++) {
      LedgerEntry entry = random.next(i);
      if (entry.state() != LedgerState.OPEN) {
        large.close(entry, null);
        small.close(entry, null);
      }
    }
    CostQuery query = CostQuery.builder().groupBy(CostDimension.ACCOUNT, CostDimension.DAY).build();
    assertEquals(large.report(query), small.report(query));
    assertEquals(
        10, small.entries(CostQuery.ALL, EntryOrder.OLDEST_FIRST, null, 100).entries().size());
  }
}
