package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.failure.Failure;
import dev.patchbay.planner.ClosedLists.Closed;
import dev.patchbay.planner.Filter.Guess;
import dev.patchbay.planner.Offer.Filtered;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Plan;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.RouteTables;
import dev.patchbay.route.Signals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Decides who is tried for a request, in which order, and says why the others are not. The rules in
 * their order: {@link Pins}, {@link ClosedLists} (rules, aliases, prefixes), or else {@link Grades}
 * and {@link Modes}; then {@link Filter}, {@link AccountOrder}, and for a plan without candidates
 * {@link Failures}. Pure: the same arguments give the same plan.
 */
public final class Planner {
  private Planner() {}

  /**
   * The plan. Never throws for what a request says: what cannot be routed is a plan with a failure.
   *
   * @param signals is read only; what it answers must not change during the call
   * @param random is drawn from only where pooled providers, weighted rules or accounts are
   */
  public static Plan plan(
      RouteQuery query, RouteTables tables, Signals signals, Instant now, RandomGenerator random) {
    Draft draft = new Draft(query, tables, signals, now, random);
    if (tables.providers().enabled().isEmpty()) {
      return failed(draft, Failures.noProvider(draft));
    }
    return draft.model.isEmpty() ? failed(draft, Failures.noModel()) : decide(draft);
  }

  private static Plan decide(Draft draft) {
    List<Provider> enabled = draft.tables.providers().enabled();
    Defaults defaults = Defaults.of(draft.tables, enabled);
    String configured = draft.tables.defaultProvider();
    if (configured != null && !defaults.configured()) {
      draft.note("default-provider " + configured + " is not enabled");
    }
    Filter filter = new Filter(draft);
    Closed closed = Pins.of(draft, defaults);
    if (closed == null) {
      closed = ClosedLists.of(draft);
    }
    List<Filtered> order;
    if (closed != null) {
      dropOthers(draft, enabled, closed);
      order = new ArrayList<>(closed.offers().size());
      closed.offers().forEach(offer -> order(draft, filter, offer, order));
    } else {
      Grades grades = new Grades(draft, defaults);
      order = new Modes(draft, defaults, grades, filter).order(grades.offers(enabled));
    }
    List<Candidate> candidates = Candidates.of(Pins.atOneProvider(order, filter, draft), draft);
    if (candidates.isEmpty()) {
      candidates = probe(draft, filter);
    }
    if (candidates.isEmpty()) {
      Failure known = closed == null ? null : closed.failure();
      return failed(draft, known != null ? known : Failures.of(draft));
    }
    Candidates.noteSubstitution(candidates, draft);
    return new Plan(draft.query, candidates, draft.dropped, draft.notes, null);
  }

  private static void order(Draft draft, Filter filter, Offer offer, List<Filtered> order) {
    for (Filtered earlier : order) {
      if (earlier.target().provider().id().equals(offer.target().provider().id())
          && earlier.target().model().equals(offer.target().model())) {
        return;
      }
    }
    order.add(filter.check(offer));
  }

  private static void dropOthers(Draft draft, List<Provider> enabled, Closed closed) {
    draft.note("only by " + closed.name());
    for (Provider provider : enabled) {
      if (provider.mode() == DispatchMode.OFF) {
        dropIfNew(draft, provider, DropReason.OFF, "dispatch-mode off");
      } else if (!isNamed(closed, provider)) {
        dropIfNew(draft, provider, DropReason.NOT_NAMED, closed.name());
      }
    }
  }

  private static boolean isNamed(Closed closed, Provider provider) {
    for (Offer offer : closed.offers()) {
      if (offer.target().provider().id().equals(provider.id())) {
        return true;
      }
    }
    return false;
  }

  private static void dropIfNew(Draft draft, Provider provider, DropReason reason, String detail) {
    if (draft.dropped.stream().noneMatch(drop -> drop.provider().equals(provider.id()))) {
      draft.drop(provider, reason, detail);
    }
  }

  /**
   * Where nothing is left, and some are out only because we guessed so, the one due first is tried:
   * a guess must not refuse a request. What a provider stated is respected.
   */
  private static List<Candidate> probe(Draft draft, Filter filter) {
    Guess best = null;
    for (Guess guess : filter.guesses()) {
      if (best == null || guess.until().isBefore(best.until())) {
        best = guess;
      }
    }
    if (best == null) {
      return List.of();
    }
    Account account = best.account();
    String model = best.offer().target().model();
    draft.dropped.removeIf(
        drop -> account.alias().equals(drop.account()) && model.equals(drop.model()));
    draft.note("nothing else is left: " + account.alias() + " is tried before its guessed time");
    return List.of(new Candidate(best.offer().target(), account, true, best.offer().why()));
  }

  private static Plan failed(Draft draft, Failure failure) {
    return new Plan(draft.query, List.of(), draft.dropped, draft.notes, failure);
  }
}
