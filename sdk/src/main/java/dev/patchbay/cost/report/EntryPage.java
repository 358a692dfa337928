package dev.patchbay.cost.report;

import dev.patchbay.cost.LedgerEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of the ledger. Immutable.
 *
 * @param entries in the order asked for
 * @param next a cursor for those that follow; null if these are the last
 */
public record EntryPage(List<LedgerEntry> entries, @Nullable String next) {
  public EntryPage {
    entries = List.copyOf(entries);
  }

  /** The first so many of entries of which one more was read to see whether there is one. */
  public static EntryPage of(List<LedgerEntry> read, int limit) {
    if (read.size() <= limit) {
      return new EntryPage(read, null);
    }
    List<LedgerEntry> kept = read.subList(0, limit);
    return new EntryPage(kept, EntryCursor.after(kept.get(limit - 1)).text());
  }
}
