package dev.patchbay.budget;

import dev.patchbay.failure.StoreException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was spent of budgets and what is reserved. Exact for all who share it: what is granted
 * and what was spent before never exceed a limit together. Thread-safe; every method may throw
 * {@link StoreException} and wait.
 */
public interface BudgetStore {
  /**
   * Reserves an amount of every budget, or of none.
   *
   * @param id names the reservation; never given twice
   * @param holds the budgets; none twice
   * @param picoUsd at least 0; nothing is always granted, also of a budget that is used up
   * @param expires when it counts as spent if nobody has settled or released it: its process died
   *     with the attempt on its way, and what that cost nobody knows
   */
  Reservation reserve(String id, List<Hold> holds, long picoUsd, Instant expires);

  /**
   * What was reserved is spent: at the real cost, which may be less or more than the reserved
   * amount. A reservation that is not there, or not any more, changes nothing.
   *
   * @param picoUsd null if unknown: then the reserved amount counts
   */
  void settle(String id, @Nullable Long picoUsd);

  /** Nothing was spent. A reservation that is not there changes nothing. */
  void release(String id);

  /** How budgets stand, in the order asked. */
  List<Standing> standings(List<Hold> holds);

  /**
   * Counts what expired as spent.
   *
   * @return how many reservations had
   */
  int expire(Instant now);

  /** True if it may wait for a disk or another machine. */
  default boolean waits() {
    return true;
  }
}
