package dev.patchbay.books;

/**
 * Whether the ledger takes what it is given. Immutable.
 *
 * @param degraded true while rows wait that it could not take: answers are delivered, but if the
 *     process dies now, those rows are lost
 * @param waiting how many rows wait
 * @param lost how many rows were given up since the router began; each was logged with its cost
 * @param reason why the ledger failed last; empty if it never did
 */
public record LedgerHealth(boolean degraded, int waiting, long lost, String reason) {
  /** Nothing waits and nothing ever failed. */
  public static final LedgerHealth GOOD = new LedgerHealth(false, 0, 0, "");
}
