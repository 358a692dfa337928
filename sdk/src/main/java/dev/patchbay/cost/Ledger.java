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

  /**
   * The attempt consumed nothing: the row that was opened for it goes. Returns at once; until it is
   * gone, or if that fails, it stays as an open one.
   *
   * @param reservation id of what was reserved of budgets for the attempt: released; null if
   *     nothing was
   */
  void drop(LedgerEntry entry, @Nullable String reservation);

  /**
   * True if {@link #close} may wait for a disk or another machine: then no answer waits for it
   * without a limit.
   */
  default boolean waits() {
    return true;
  }
}
