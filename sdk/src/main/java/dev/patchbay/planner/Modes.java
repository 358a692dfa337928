package dev.patchbay.planner;

import dev.patchbay.planner.Offer.Filtered;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.DropReason;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the providers that serve a model in order by their dispatch modes: the exclusive one alone;
 * or the default provider and the pooled ones, drawn, and then the fallbacks.
 */
final class Modes {
  /** Within a group; the sort is stable, so the order of configuration decides what is equal. */
  private static final Comparator<Offer> WITHIN_GROUP =
      Comparator.<Offer>comparingInt(offer -> offer.target().provider().priority())
          .thenComparing(offer -> offer.target().grade());

  private static final Comparator<Offer> EXCLUSIVE =
      Comparator.<Offer, Boolean>comparing(offer -> !offer.target().grade().isNative())
          .thenComparing(WITHIN_GROUP);

  private final Draft draft;
  private final Defaults defaults;
  private final Grades grades;
  private final Filter filter;

  Modes(Draft draft, Defaults defaults, Grades grades, Filter filter) {
    this.draft = draft;
    this.defaults = defaults;
    this.grades = grades;
    this.filter = filter;
  }

  /** One place in the draw: a pooled provider, or the default one with what stands in for it. */
  private record Slot(List<Filtered> members, long weight) {
    boolean holds(String provider) {
      for (Filtered member : members) {
        if (member.target().provider().id().equals(provider) && !member.open().isEmpty()) {
          return true;
        }
      }
      return false;
    }
  }

  List<Filtered> order(List<Offer> offers) {
    Offer exclusive = exclusive(offers);
    if (exclusive != null) {
      return alone(exclusive, offers);
    }
    List<Offer> standing = new ArrayList<>(2);
    List<Offer> pooled = new ArrayList<>(2);
    List<Offer> fallback = new ArrayList<>(offers.size());
    for (Offer offer : offers) {
      Provider provider = offer.target().provider();
      if (defaults.is(provider)) {
        standing.add(offer.because("default provider"));
      } else if (grades.standsIn(offer)) {
        standing.add(offer.because("serves it; no default provider is set"));
      } else if (provider.mode() == DispatchMode.POOLED) {
        pooled.add(offer.because("pooled"));
      } else if (provider.mode() == DispatchMode.EXCLUSIVE) {
        notForThisClient(offer);
      } else {
        fallback.add(offer.because("fallback"));
      }
    }
    List<Filtered> result = new ArrayList<>(offers.size());
    drawn(standing, pooled).forEach(slot -> result.addAll(slot.members));
    fallback.sort(WITHIN_GROUP);
    fallback.forEach(offer -> result.add(filter.check(offer)));
    return result;
  }

  private @Nullable Offer exclusive(List<Offer> offers) {
    Offer best = null;
    for (Offer offer : offers) {
      if (offer.target().provider().mode() == DispatchMode.EXCLUSIVE
          && matches(offer)
          && (best == null || EXCLUSIVE.compare(offer, best) < 0)) {
        best = offer;
      }
    }
    return best;
  }

  /** Natively for every client; by any lesser grade only for clients whose protocol it speaks. */
  private boolean matches(Offer offer) {
    Protocol client = draft.query.clientProtocol();
    return offer.target().grade().isNative()
        || client == null
        || offer.target().provider().protocols().containsKey(client);
  }

  private List<Filtered> alone(Offer exclusive, List<Offer> offers) {
    String id = exclusive.target().provider().id();
    for (Offer offer : offers) {
      if (offer != exclusive) {
        draft.drop(
            offer.target().provider().id(),
            offer.target().model(),
            DropReason.EXCLUSIVE_ELSEWHERE,
            id + " is exclusive");
      }
    }
    return List.of(filter.check(exclusive.because("exclusive")));
  }

  private void notForThisClient(Offer offer) {
    Provider provider = offer.target().provider();
    Protocol client = draft.query.clientProtocol();
    String detail =
        "exclusive, not native, and does not speak " + (client == null ? "it" : client.id());
    draft.drop(provider.id(), offer.target().model(), DropReason.NOT_SERVED, detail);
  }

  private List<Slot> drawn(List<Offer> standing, List<Offer> pooled) {
    List<Slot> slots = new ArrayList<>(1 + pooled.size());
    if (!standing.isEmpty()) {
      standing.sort(WITHIN_GROUP);
      List<Filtered> members = new ArrayList<>(standing.size());
      long weight = 0;
      for (Offer offer : standing) {
        Filtered member = filter.check(offer);
        members.add(member);
        weight += member.weight();
      }
      slots.add(new Slot(members, weight));
    }
    pooled.sort(WITHIN_GROUP);
    for (Offer offer : pooled) {
      Filtered member = filter.check(offer);
      long weight = member.open().isEmpty() ? 0 : offer.target().provider().weight();
      slots.add(new Slot(List.of(member), weight));
    }
    List<Slot> order = Draw.order(slots, Slot::weight, draft.random);
    return slots.size() < 2 ? order : returning(order);
  }

  /** A session the client named goes back to its provider while that has an account for it. */
  private List<Slot> returning(List<Slot> order) {
    String key = draft.query.sessionKey();
    if (key == null || !draft.query.explicitSession()) {
      return order;
    }
    Optional<String> pinned = draft.signals.providerOf(draft.query.tenant(), key);
    if (pinned.isEmpty()) {
      return order;
    }
    List<Slot> result = new ArrayList<>(order);
    result.sort(Comparator.comparing(slot -> !slot.holds(pinned.get())));
    if (result.get(0).holds(pinned.get())) {
      draft.note("no draw: the session was served by " + pinned.get() + " before");
    }
    return result;
  }
}
