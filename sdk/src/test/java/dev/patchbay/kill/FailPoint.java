package dev.patchbay.kill;

/** Where the process stands when it is killed, in the order in which an attempt gets there. */
enum FailPoint {
  /** The attempt has its lease, and nothing was written of it. */
  BEFORE_OPEN,
  /** The open row was given to the ledger. */
  AFTER_OPEN,
  /** The open row is written and not committed. */
  INSIDE_OPEN,
  /** The caller has seen a part of the answer. */
  MID_STREAM,
  /** The answer is whole; its row is not yet given to the ledger. */
  BEFORE_COMMIT,
  /** The row is written and not committed: alone or among others of its group. */
  INSIDE_COMMIT,
  /** The row is committed; the caller has not seen the end. */
  AFTER_COMMIT,
  /** The caller has seen the end and said so. */
  AFTER_END,
  /** Anywhere. */
  ANYWHERE
}
