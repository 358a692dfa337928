package dev.patchbay;

import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ledger whose rows a test sees. */
final class SeenLedger implements Ledger {
  private record Key(String requestId, int attempt) {
    static Key of(LedgerEntry entry) {
      return new Key(entry.requestId(), entry.attempt());
    }
  }

  private final Map<Key, LedgerEntry> rows = new LinkedHashMap<>();

  @Override
  public synchronized void open(LedgerEntry entry) {
    rows.putIfAbsent(Key.of(entry), entry);
  }

  @Override
  public synchronized void close(LedgerEntry entry, String reservation) {
    rows.merge(Key.of(entry), entry, (old, end) -> old.state() == LedgerState.OPEN ? end : old);
  }

  @Override
  public synchronized void drop(LedgerEntry entry, String reservation) {
    rows.computeIfPresent(
        Key.of(entry), (key, old) -> old.state() == LedgerState.OPEN ? null : old);
  }

  @Override
  public boolean waits() {
    return false;
  }

  /** Its rows, the oldest first. */
  synchronized List<LedgerEntry> rows() {
    return List.copyOf(rows.values());
  }
}
