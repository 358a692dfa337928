package dev.patchbay.books;

import dev.patchbay.cost.Ledger;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.price.Cost;
import org.jspecify.annotations.Nullable;

/** A row on its way into the ledger, with the reservation it settles. Immutable. */
record Closing(LedgerEntry entry, @Nullable String reservation) {
  void write(Ledger ledger) {
    ledger.close(entry, reservation);
  }

  /** The row in words, for a log that is all that is left of it. */
  @Override
  public String toString() {
    Cost cost = entry.cost();
    return entry.requestId()
        + " attempt "
        + entry.attempt()
        + " at "
        + entry.account()
        + ", "
        + entry.state()
        + ", cost "
        + (cost == null ? "unknown" : cost.usd().toPlainString() + " USD");
  }
}
