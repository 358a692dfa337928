package dev.patchbay.books;

import dev.patchbay.budget.BudgetStore;
import dev.patchbay.budget.Budgets;
import dev.patchbay.budget.Hold;
import dev.patchbay.budget.Standing;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How budgets stood a moment ago, for who must not wait for a store: read anew after each change of
 * this process, and when somebody looks and it is over a second old, for those of others. What is
 * unknown is not told. What was spent then is still spent; what was reserved may be free again.
 * Thread-safe.
 */
public final class StandingsView {
  private static final Logger LOG = LoggerFactory.getLogger(StandingsView.class);
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long SWEEP_NANOS = Duration.ofMinutes(1).toNanos();

  private final Supplier<Budgets> budgets;
  private final BudgetStore store;
  private final Clock clock;
  private final Executor executor;
  private final AtomicBoolean reading = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();
  private final AtomicLong sweptAt = new AtomicLong(System.nanoTime());
  private volatile @Nullable Look last;

  /**
   * A view of a store.
   *
   * @param budgets those that hold now
   * @param executor on whose threads it is read if it {@link BudgetStore#waits}
   */
  public StandingsView(
      Supplier<Budgets> budgets, BudgetStore store, Clock clock, Executor executor) {
    this.budgets = budgets;
    this.store = store;
    this.clock = clock;
    this.executor = executor;
  }

  private record Look(long atNanos, Map<Hold, Standing> standings) {
    long ageNanos() {
      return System.nanoTime() - atNanos;
    }
  }

  /** Of these budgets, those whose standing is known. */
  List<Standing> of(List<Hold> holds) {
    if (!store.waits()) {
      return store.standings(holds);
    }
    Look look = last;
    if (look == null || look.ageNanos() > FRESH_NANOS) {
      read();
    }
    Map<Hold, Standing> known = look == null ? Map.of() : look.standings;
    return holds.stream().filter(known::containsKey).map(known::get).toList();
  }

  /** Something of this process has changed: what was read before is read again. */
  void changed() {
    if (store.waits()) {
      again.set(true);
      read();
    } else {
      sweep();
    }
  }

  /** One at a time; who comes while one runs makes it run once more. */
  private void read() {
    if (!budgets.get().budgets().isEmpty() && reading.compareAndSet(false, true)) {
      try {
        executor.execute(this::readNow);
      } catch (RejectedExecutionException closed) {
        reading.set(false);
      }
    }
  }

  private void readNow() {
    try {
      do {
        again.set(false);
        sweep();
        long at = System.nanoTime();
        Map<Hold, Standing> standings = new HashMap<>();
        store
            .standings(budgets.get().at(clock.instant()))
            .forEach(standing -> standings.put(standing.hold(), standing));
        last = new Look(at, Map.copyOf(standings));
      } while (again.get());
    } catch (RuntimeException e) {
      LOG.warn("How budgets stand could not be read", e);
    } finally {
      reading.set(false);
    }
  }

  /** Reservations of processes that died are looked for once a minute. */
  private void sweep() {
    long swept = sweptAt.get();
    long now = System.nanoTime();
    if (now - swept > SWEEP_NANOS && sweptAt.compareAndSet(swept, now)) {
      int expired = store.expire(clock.instant());
      if (expired > 0) {
        LOG.warn("{} reservations of budgets have expired and count as spent", expired);
      }
    }
  }
}
