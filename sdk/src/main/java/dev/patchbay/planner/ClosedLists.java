package dev.patchbay.planner;

import dev.patchbay.failure.Failure;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.ModelNames;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Mapping;
import dev.patchbay.route.RouteRule;
import dev.patchbay.route.RouteRule.Destination;
import dev.patchbay.route.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What names its targets itself: a rule, an alias, a prefix (pins are in {@link Pins}). The first
 * that applies counts, and nothing is added to it.
 */
final class ClosedLists {
  private final Draft draft;
  private final List<Offer> offers = new ArrayList<>();

  private ClosedLists(Draft draft) {
    this.draft = draft;
  }

  /**
   * A closed list. Immutable.
   *
   * @param name what closed it, for a person
   * @param offers its targets in order, as far as they can be asked
   * @param failure the answer if nothing of it can be asked, where more is known than the drops
   *     say; null otherwise
   */
  record Closed(String name, List<Offer> offers, @Nullable Failure failure) {}

  /** The list that applies; null if none does. */
  static @Nullable Closed of(Draft draft) {
    ClosedLists lists = new ClosedLists(draft);
    Closed closed = lists.rule();
    if (closed == null) {
      closed = lists.mapping();
    }
    return closed != null ? closed : lists.prefix();
  }

  private @Nullable Closed rule() {
    List<RouteRule> rules = draft.tables.rules();
    for (int i = 0; i < rules.size(); i++) {
      RouteRule rule = rules.get(i);
      if (Rules.matches(rule, draft.query, draft.model)) {
        String name = "rule " + (i + 1);
        RandomGenerator random = randomOf(i);
        for (Destination to : Draw.order(rule.to(), Destination::weight, random)) {
          add(to, name, false);
        }
        return closed(name);
      }
    }
    return null;
  }

  /** A session the client named keeps its draw: it is drawn from the key itself. */
  private RandomGenerator randomOf(int rule) {
    String key = draft.query.sessionKey();
    return key != null && draft.query.explicitSession()
        ? new SplittableRandom(Hash.of(draft.query.tenant(), key, Integer.toString(rule)))
        : draft.random;
  }

  private @Nullable Closed mapping() {
    Mapping found = null;
    for (Mapping mapping : draft.tables.mappings()) {
      if (mapping.name().equals(draft.model)) {
        found = mapping;
        break;
      }
      if (found == null && ModelNames.matches(mapping.name(), draft.model)) {
        found = mapping;
      }
    }
    if (found == null) {
      return null;
    }
    String name = "alias " + found.name();
    Destination first = found.to().get(0);
    for (Destination to : found.to()) {
      add(to, name, !isSame(first, to));
    }
    return closed(name);
  }

  /**
   * The first target counts as the model that was asked for, and so does the same one elsewhere.
   */
  private boolean isSame(Destination first, Destination to) {
    if (first.model().equals(to.model())) {
      return true;
    }
    Optional<Provider> provider = draft.tables.providers().enabled(to.provider());
    return provider.isPresent()
        && draft
            .tables
            .providers()
            .sameAs(provider.get(), first.model())
            .filter(to.model()::equals)
            .isPresent();
  }

  private @Nullable Closed prefix() {
    Prefix prefix = Prefix.of(draft);
    if (prefix == null) {
      return null;
    }
    String name = "prefix " + prefix.id() + prefix.separator();
    add(new Destination(prefix.id(), prefix.rest(), 1), name, false);
    return closed(name);
  }

  private Closed closed(String name) {
    return new Closed(name, List.copyOf(offers), null);
  }

  private void add(Destination to, String why, boolean substitution) {
    Provider provider = draft.tables.providers().enabled(to.provider()).orElse(null);
    if (provider == null) {
      String cure = Cures.enable(draft.tables.providers(), to.provider());
      draft.drop(to.provider(), to.model(), DropReason.OFF, cure);
    } else if (provider.mode() == DispatchMode.OFF) {
      draft.drop(to.provider(), to.model(), DropReason.OFF, Cures.turnOn(provider));
    } else {
      Target target = Grades.named(draft, provider, to.model(), substitution);
      if (target != null) {
        offers.add(new Offer(target, why));
      }
    }
  }
}
