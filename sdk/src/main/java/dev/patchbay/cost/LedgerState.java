package dev.patchbay.cost;

/** How an attempt of the ledger ended. */
public enum LedgerState {
  /** It runs, or the process died while it ran: what it cost is unknown. */
  OPEN,
  /** The answer is whole. */
  COMPLETE,
  /** The answer broke off. */
  CUT,
  /** The caller left, its deadline passed, or another attempt was faster. */
  CANCELLED,
  /** It failed before it answered. */
  ERROR
}
