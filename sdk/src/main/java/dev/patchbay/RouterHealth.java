package dev.patchbay;

import dev.patchbay.books.LedgerHealth;

/**
 * Whether the router writes down what it should. Accounts have their own: {@link
 * Router#accounts()}. Immutable.
 *
 * @param ledger whether the ledger takes what it is given
 * @param open false once it was told to close: it takes no more calls
 */
public record RouterHealth(LedgerHealth ledger, boolean open) {
  /** {@code ok}, or {@code ledger-degraded} while rows of the ledger wait to be written. */
  public String status() {
    return ledger.degraded() ? "ledger-degraded" : "ok";
  }
}
