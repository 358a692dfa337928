package dev.patchbay.cost.report;

import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.failure.StoreException;
import dev.patchbay.price.Cost;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the ledger: asked, set right, and thrown away in time. All its methods throw a
 * {@link StoreException} if the store fails. Thread-safe.
 */
public interface LedgerArchive {
  /** The most entries of a page. */
  int MOST_ENTRIES = 1000;

  /**
   * Sums up what attempts cost. Entries that were purged still count in the hours they began in,
   * where these are asked for as a whole and by nothing that only entries know: tags,
   * conversations, requests.
   */
  CostReport report(CostQuery query);

  /**
   * Entries, a page at a time. What is written meanwhile may or may not be among them.
   *
   * @param query its groups mean nothing here
   * @param cursor the page before said it; null for the first page
   * @param limit how many at most, from 1 to {@link #MOST_ENTRIES}
   * @throws IllegalArgumentException if the cursor is none, or the limit out of range
   */
  EntryPage entries(CostQuery query, EntryOrder order, @Nullable String cursor, int limit);

  /**
   * Gives entries that ended, and whose cost is not the provider's own word, another cost. The
   * prices may be asked for more entries than are changed.
   *
   * @param price what the entry costs; null leaves it as it is
   * @param limit how many entries are looked at in this step, as for {@link #entries}
   */
  Step reprice(
      CostQuery query,
      Function<LedgerEntry, @Nullable Cost> price,
      @Nullable String cursor,
      int limit);

  /**
   * A step of a longer work.
   *
   * @param changed how many entries changed
   * @param next where to go on; null at the end
   */
  record Step(int changed, @Nullable String next) {}

  /**
   * Throws entries away that began before; what they cost stays in the sums of their hours. Open
   * ones go too, and leave no sums: nothing is known of them.
   *
   * @param limit how many at most in this step; a store that can throw a whole day away at once
   *     does that instead, and says the limit
   * @return how many; fewer than the limit means that none is left
   */
  int purge(Instant before, int limit);

  /** Refuses a limit out of range. */
  static int checked(int limit) {
    if (limit < 1 || limit > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "limit must be from 1 to " + MOST_ENTRIES + ", not " + limit);
    }
    return limit;
  }
}
