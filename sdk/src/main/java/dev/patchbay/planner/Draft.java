package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.failure.Failure;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Dropped;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.RouteTables;
import dev.patchbay.route.Signals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The inputs of one plan, and what the rules have left out and noted so far. One thread. */
final class Draft {
  final RouteQuery query;
  final String model;
  final RouteTables tables;
  final Signals signals;
  final Instant now;
  final RandomGenerator random;
  final List<Dropped> dropped;
  final List<String> notes;
  private final Map<String, Long> turns;

  Draft(
      RouteQuery query, RouteTables tables, Signals signals, Instant now, RandomGenerator random) {
    this.query = query;
    this.model = query.model().isEmpty() ? tables.defaultModel() : query.model();
    this.tables = tables;
    this.signals = signals;
    this.now = now;
    this.random = random;
    this.dropped = new ArrayList<>();
    this.notes = new ArrayList<>(2);
    this.turns = new HashMap<>(0);
    if (query.model().isEmpty() && !model.isEmpty()) {
      notes.add("the request names no model: default-model " + model);
    }
  }

  private Draft(Draft draft, String model) {
    this.query = draft.query;
    this.model = model;
    this.tables = draft.tables;
    this.signals = draft.signals;
    this.now = draft.now;
    this.random = draft.random;
    this.dropped = draft.dropped;
    this.notes = draft.notes;
    this.turns = draft.turns;
  }

  /** The turn of this request at a provider, however many groups of accounts ask for it. */
  long turn(String provider) {
    return turns.computeIfAbsent(provider, signals::turn);
  }

  /** The same draft for another name of the model; drops and notes are shared. */
  Draft withModel(String other) {
    return other.equals(model) ? this : new Draft(this, other);
  }

  /** The model as it may stand in messages. */
  String shownModel() {
    return RouteQuery.shown(model);
  }

  void note(String text) {
    notes.add(text);
  }

  /** Leaves out a whole provider. */
  void drop(Provider provider, DropReason reason, String detail) {
    drop(provider.id(), null, reason, detail);
  }

  /** Leaves out a provider, or a target of it. */
  void drop(String provider, @Nullable String target, DropReason reason, String detail) {
    dropped.add(new Dropped(provider, null, target, reason, detail, null, null));
  }

  /** Leaves out an account. */
  void drop(
      Account account,
      @Nullable String target,
      DropReason reason,
      String detail,
      @Nullable Instant until,
      @Nullable Failure failure) {
    dropped.add(
        new Dropped(account.provider(), account.alias(), target, reason, detail, until, failure));
  }
}
