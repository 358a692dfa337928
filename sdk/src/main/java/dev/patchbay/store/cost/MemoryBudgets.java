package dev.patchbay.store.cost;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetStore;
import dev.patchbay.budget.Hold;
import dev.patchbay.budget.Reservation;
import dev.patchbay.budget.Standing;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps budgets in this process: they begin anew with it. Thread-safe. */
public final class MemoryBudgets implements BudgetStore {
  /** No sum grows beyond it, whatever providers say that answers cost: four times any limit. */
  static final long MOST = 4 * Budget.MOST_PICO_USD;

  private final Object lock = new Object();

  // guarded by lock
  private final Map<Place, Sums> sums = new HashMap<>();
  private final Map<String, Held> held = new HashMap<>();

  /** A budget of one period; its limit is no part of it. */
  private record Place(String budget, String period) {
    static Place of(Hold hold) {
      return new Place(hold.budget().id(), hold.period());
    }
  }

  private record Sums(long spent, long reserved) {
    static final Sums NONE = new Sums(0, 0);

    Sums plus(long moreSpent, long moreReserved) {
      return new Sums(spent + Math.min(moreSpent, MOST - spent), reserved + moreReserved);
    }
  }

  private record Held(List<Place> places, long picoUsd, Instant expires) {}

  @Override
  public Reservation reserve(String id, List<Hold> holds, long picoUsd, Instant expires) {
    synchronized (lock) {
      for (Hold hold : holds) {
        Standing standing = standing(hold);
        if (!standing.fits(picoUsd)) {
          return new Reservation.Refused(standing);
        }
      }
      List<Place> places = holds.stream().map(Place::of).toList();
      held.put(id, new Held(places, picoUsd, expires));
      places.forEach(place -> add(place, 0, picoUsd));
      return new Reservation.Granted();
    }
  }

  @Override
  public void settle(String id, @Nullable Long picoUsd) {
    synchronized (lock) {
      Held ended = held.remove(id);
      if (ended != null) {
        end(ended, picoUsd == null ? ended.picoUsd : picoUsd);
      }
    }
  }

  @Override
  public void release(String id) {
    settle(id, 0L);
  }

  @Override
  public List<Standing> standings(List<Hold> holds) {
    synchronized (lock) {
      return holds.stream().map(this::standing).toList();
    }
  }

  @Override
  public int expire(Instant now) {
    synchronized (lock) {
      int before = held.size();
      Iterator<Held> all = held.values().iterator();
      while (all.hasNext()) {
        Held one = all.next();
        if (!one.expires.isAfter(now)) {
          all.remove();
          end(one, one.picoUsd);
        }
      }
      return before - held.size();
    }
  }

  @Override
  public boolean waits() {
    return false;
  }

  private void end(Held ended, long spent) {
    ended.places.forEach(place -> add(place, spent, -ended.picoUsd));
  }

  private void add(Place place, long spent, long reserved) {
    sums.merge(place, Sums.NONE.plus(spent, reserved), (now, more) -> now.plus(spent, reserved));
  }

  private Standing standing(Hold hold) {
    Sums now = sums.getOrDefault(Place.of(hold), Sums.NONE);
    return new Standing(hold, now.spent, now.reserved);
  }
}
