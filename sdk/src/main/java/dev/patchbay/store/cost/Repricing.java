package dev.patchbay.store.cost;

import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.price.Cost;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which entries get another cost. Pure. */
final class Repricing {
  private Repricing() {}

  /** The entry's other cost; null if it keeps the one it has. */
  static @Nullable Cost cost(LedgerEntry entry, Function<LedgerEntry, @Nullable Cost> price) {
    Cost now = entry.cost();
    boolean fixed =
        entry.state() == LedgerState.OPEN
            || entry.usage() == null
            || (now != null && now.source().equals(Cost.PROVIDER));
    Cost other = fixed ? null : price.apply(entry);
    return other == null || other.equals(now) ? null : other;
  }
}
