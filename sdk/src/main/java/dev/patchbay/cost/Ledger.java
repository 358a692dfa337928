package dev.patchbay.cost;

import dev.patchbay.failure.StoreException;
import org.jspecify.annotations.Nullable;

/** Keeps what attempts cost, for ever or for as long as is configured. Thread-safe. */
public interface Ledger {
  /**
   * Notes that an attempt begins: if the process dies, its row remains. Returns at once; the row is
   * written soon, and never after its {@link #close}.
   */
  void open(LedgerEntry entry);

  /**
   * Writes the end of an attempt, with or without a row that was opened. It is durable when this
   * returns. The same attempt closed twice is there once, as it was closed first.
   *
   * @param reservation id of what was reserved of budgets for the attempt: settled at its cost in
   *     the same step; null if nothing was
   * @throws StoreException if it could not be written; it may be tried again
   */
  void close(LedgerEntry entry, @Nullable String reservation);
}
