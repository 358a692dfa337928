package dev.patchbay.store.cost;

import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ledger for the lifetime of this object, of the latest rows up to a limit. Thread-safe. */
public final class MemoryLedger implements Ledger {
  /** Some 50 MB. */
  private static final int MOST = 100_000;

  private record Key(String requestId, int attempt) {
    static Key of(LedgerEntry entry) {
      return new Key(entry.requestId(), entry.attempt());
    }
  }

  private final Map<Key, LedgerEntry> rows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, LedgerEntry> eldest) {
          return size() > MOST;
        }
      };

  @Override
  public synchronized void open(LedgerEntry entry) {
    rows.putIfAbsent(Key.of(entry), entry);
  }

  @Override
  public synchronized void close(LedgerEntry entry, @Nullable String reservation) {
    rows.merge(Key.of(entry), entry, (old, end) -> old.state() == LedgerState.OPEN ? end : old);
  }

  @Override
  public synchronized void drop(LedgerEntry entry, @Nullable String reservation) {
    rows.computeIfPresent(
        Key.of(entry), (key, old) -> old.state() == LedgerState.OPEN ? null : old);
  }

  @Override
  public boolean waits() {
    return false;
  }

  /** Its rows, the oldest first. */
  public synchronized List<LedgerEntry> rows() {
    return List.copyOf(rows.values());
  }
}
