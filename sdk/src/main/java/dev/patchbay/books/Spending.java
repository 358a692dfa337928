package dev.patchbay.books;

import dev.patchbay.attempt.Asked;
import dev.patchbay.budget.BudgetStore;
import dev.patchbay.budget.Budgets;
import dev.patchbay.budget.Expense;
import dev.patchbay.budget.Hold;
import dev.patchbay.budget.OutputRoom;
import dev.patchbay.budget.Quote;
import dev.patchbay.budget.Reservation;
import dev.patchbay.budget.Standing;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.StoreException;
import dev.patchbay.price.ModelPrice;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.Signals.OverBudget;
import dev.patchbay.route.Target;
import dev.patchbay.wire.Capability;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps spending within the budgets: tells the planner who is over one, and reserves an attempt's
 * share before it is sent. Thread-safe.
 */
public final class Spending {
  private static final Logger LOG = LoggerFactory.getLogger(Spending.class);

  /**
   * How long after the end of its call a reservation stands. What is reserved counts against a
   * limit as what is spent does, so that a late end costs nobody anything.
   */
  private static final Duration GRACE = Duration.ofHours(1);

  /** In full, with what is left, and, if others took that meanwhile, with the least. */
  private static final int MOST_TRIES = 3;

  private final Supplier<Budgets> budgets;
  private final BudgetStore store;
  private final Clock clock;
  private final StandingsView view;

  /**
   * Spending within budgets, as a store keeps them, which is not closed here.
   *
   * @param budgets those that hold now
   */
  public Spending(Supplier<Budgets> budgets, BudgetStore store, Clock clock, StandingsView view) {
    this.budgets = budgets;
    this.store = store;
    this.clock = clock;
    this.view = view;
  }

  /** What an attempt may cost, and how much shorter its answer may be made. */
  private record Cost(@Nullable Quote quote, OutputRoom room) {
    /** What nobody can foresee takes something, so that a budget that is used up ends it too. */
    static final long UNFORESEEN = 1;

    static Cost of(RouteQuery query, Target target, int choices, long moreInput) {
      ModelPrice price = target.card().price();
      boolean sound = sounds(query, target.card().capabilities());
      long input = query.estimatedTokens() + moreInput;
      boolean thinks = query.needs().contains(Capability.REASONING);
      return new Cost(
          price == null ? null : Quote.of(price, input, choices, sound),
          OutputRoom.of(query.maxOutputTokens(), target.card().maxOutput(), thinks));
    }

    private static boolean sounds(RouteQuery query, @Nullable Set<Capability> model) {
      return query.needs().contains(Capability.AUDIO_IN)
          || (model != null && model.contains(Capability.AUDIO_OUT));
    }

    long picoUsd(long output) {
      return quote == null ? UNFORESEEN : quote.picoUsd(output);
    }

    long least() {
      return picoUsd(room.least());
    }

    String refusal(Standing standing) {
      return standing.refusal(quote == null ? null : (Long) least());
    }
  }

  /**
   * The budget that will not allow a request at an account, whatever else is going on: what others
   * have reserved may be free before the attempt is sent. Waits for nothing.
   */
  public Optional<OverBudget> overBudget(RouteQuery query, Target target, String account) {
    Expense expense = expense(query, target, account);
    Budgets limits = budgets.get();
    List<Hold> holds = limits.over(expense, clock.instant());
    if (holds.isEmpty()) {
      return Optional.empty();
    }
    Cost cost = Cost.of(query, target, 1, 0);
    if (cost.quote == null && !limits.allowUnknownPrice()) {
      String why = Budgets.unknownPrice(holds.get(0).budget(), expense);
      return Optional.of(new OverBudget(why, null));
    }
    return view.of(holds).stream()
        .filter(standing -> !standing.spentAlone().fits(cost.least()))
        .findFirst()
        .map(standing -> new OverBudget(cost.refusal(standing), standing.renewsAt()));
  }

  /**
   * Reserves the share of an attempt. May wait for the store.
   *
   * @param id names the reservation; never given twice
   * @param moreInput tokens its prompt has beyond the request's
   * @param limit how long the call may last
   */
  public Share reserve(
      String id,
      RouteQuery query,
      Candidate candidate,
      Asked asked,
      long moreInput,
      Duration limit) {
    Target target = candidate.target();
    Expense expense = expense(query, target, candidate.account().alias());
    Instant now = clock.instant();
    Budgets limits = budgets.get();
    List<Hold> holds = limits.over(expense, now);
    if (holds.isEmpty()) {
      return Share.FREE;
    }
    Cost cost = Cost.of(query, target, asked.choices(), moreInput);
    if (cost.quote == null && !limits.allowUnknownPrice()) {
      return refused(Budgets.unknownPrice(holds.get(0).budget(), expense), null);
    }
    try {
      return reserve(id, holds, cost, now.plus(limit).plus(GRACE));
    } catch (StoreException e) {
      LOG.error("Budgets could not be asked", e);
      return unasked(holds.get(0));
    } finally {
      view.changed();
    }
  }

  private Share reserve(String id, List<Hold> holds, Cost cost, Instant expires) {
    OutputRoom room = cost.room;
    long output = room.most();
    String why = "";
    for (int i = 1; true; i++) {
      Reservation answer = store.reserve(id, holds, cost.picoUsd(output), expires);
      if (!(answer instanceof Reservation.Refused refused)) {
        boolean lowered = output < room.most();
        return new Share.Granted(id, lowered ? (Integer) Math.toIntExact(output) : null, why);
      }
      Standing standing = refused.standing();
      long fits = cost.quote == null ? -1 : cost.quote.outputWithin(standing.leftPicoUsd());
      long next = i == MOST_TRIES - 1 ? room.least() : Math.min(fits, output - 1);
      if (i == MOST_TRIES || fits < room.least() || next < room.least()) {
        return refused(cost.refusal(standing), standing.renewsAt());
      }
      output = next;
      why = "that is what the budget " + standing.budget() + " leaves";
    }
  }

  /** The attempt was not made after all. May wait for the store. Throws nothing. */
  public void giveBack(Share.Granted share) {
    String reservation = share.reservation();
    if (reservation != null) {
      release(reservation);
    }
  }

  /** An attempt has consumed nothing. May wait for the store. Throws nothing. */
  void release(String reservation) {
    try {
      store.release(reservation);
    } catch (StoreException e) {
      LOG.warn("The reservation {} could not be released; it will count as spent", reservation, e);
    } finally {
      view.changed();
    }
  }

  /** What was reserved has been settled. Waits for nothing. */
  void changed() {
    view.changed();
  }

  /** How all budgets stand now. May wait for the store. */
  public List<Standing> standings() {
    store.expire(clock.instant());
    return store.standings(budgets.get().at(clock.instant()));
  }

  private static Expense expense(RouteQuery query, Target target, String account) {
    return new Expense(query.key(), query.tags(), target.provider().id(), account, target.model());
  }

  private static Share.Refused refused(String message, @Nullable Instant until) {
    Failure failure =
        Failure.builder(FailureKind.BUDGET_EXCEEDED, FailurePhase.PLANNING, message)
            .status(402)
            .code("budget_exceeded")
            .build();
    return new Share.Refused(failure, until);
  }

  /** Nobody knows whether it would be within the budget: then it is not sent. */
  private static Share.Refused unasked(Hold hold) {
    String message =
        "The request falls under the budget " + hold.budget() + ", which cannot be asked now";
    Failure failure =
        Failure.builder(FailureKind.NO_CAPACITY, FailurePhase.PLANNING, message)
            .status(503)
            .code("budgets_unavailable")
            .build();
    return new Share.Refused(failure, null);
  }
}
