package dev.patchbay.planner;

import dev.patchbay.provider.CatalogueRow.CatchAll;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.provider.Tier;
import dev.patchbay.route.DropReason;
import dev.patchbay.route.Grade;
import dev.patchbay.route.RouteTables;
import dev.patchbay.route.Target;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks each enabled provider by itself: each gives at most one target, by the first grade that
 * applies. What none of them is native for may still be taken by rows that take every name.
 */
final class Grades {
  private final Draft draft;
  private final ProviderTable table;
  private final Defaults defaults;
  private final String model;
  private final @Nullable Tier tier;

  Grades(Draft draft, Defaults defaults) {
    this.draft = draft;
    this.table = draft.tables.providers();
    this.defaults = defaults;
    this.model = draft.model;
    this.tier = Tier.askedBy(model).orElse(null);
  }

  /** The targets, in the providers' order of configuration; the rest is dropped with its reason. */
  List<Offer> offers(List<Provider> enabled) {
    @Nullable Target[] targets = new @Nullable Target[enabled.size()];
    boolean[] out = new boolean[enabled.size()];
    boolean anyNative = false;
    for (int i = 0; i < targets.length; i++) {
      Provider provider = enabled.get(i);
      if (provider.mode() == DispatchMode.OFF) {
        draft.drop(provider, DropReason.OFF, "dispatch-mode off");
        out[i] = true;
        continue;
      }
      Named named = nativeName(provider);
      if (named != null) {
        anyNative = true;
        targets[i] = target(provider, named);
        out[i] = targets[i] == null;
      }
    }
    List<Offer> offers = new ArrayList<>(targets.length);
    for (int i = 0; i < targets.length; i++) {
      Target target = targets[i];
      if (target == null && !out[i]) {
        target = lesser(enabled.get(i), anyNative);
      }
      if (target != null) {
        offers.add(new Offer(target, ""));
      }
    }
    return offers;
  }

  /** The target of a pinned provider: by the grades, else the name as typed. Null if unspoken. */
  @Nullable Target pinned(Provider provider) {
    Named named = nativeName(provider);
    if (named == null && !takesEvery(provider, false) && tierAllowed(provider)) {
      named = tierName(provider);
    }
    return target(provider, named != null ? named : new Named(model, Grade.NAMED));
  }

  /** A target a rule, an alias or a prefix names. Null, and dropped, if nobody can speak to it. */
  static @Nullable Target named(
      Draft draft, Provider provider, String model, boolean substitution) {
    return target(draft, provider, model, Grade.NAMED, substitution);
  }

  private record Named(String name, Grade grade) {}

  private @Nullable Named nativeName(Provider provider) {
    if (table.lists(provider, model)) {
      return new Named(model, Grade.LISTED);
    }
    Optional<String> same = table.sameAs(provider, model);
    if (same.isPresent()) {
      return new Named(same.get(), Grade.SAME);
    }
    return table.claimsFamily(provider, model) ? new Named(model, Grade.FAMILY) : null;
  }

  private @Nullable Target lesser(Provider provider, boolean anyNative) {
    if (takesEvery(provider, anyNative) || isNewerThanCatalogue()) {
      return target(provider, new Named(model, Grade.CATCH_ALL));
    }
    Named named = tierName(provider);
    if (named == null) {
      draft.drop(provider, DropReason.NOT_SERVED, "");
      return null;
    }
    if (!tierAllowed(provider)) {
      String detail = "it could only answer by another model";
      draft.drop(provider.id(), named.name, DropReason.SUBSTITUTION_NOT_ENABLED, detail);
      return null;
    }
    return target(provider, named);
  }

  private boolean takesEvery(Provider provider, boolean anyNative) {
    CatchAll catchAll = table.catchAll(provider);
    return switch (catchAll) {
      case NEVER -> false;
      case ALWAYS -> true;
      case SLASH -> model.indexOf('/') >= 0;
      case LONELY -> !anyNative && provider.models().isEmpty() && !hasUserTiers(provider);
    };
  }

  private static boolean hasUserTiers(Provider provider) {
    return provider.userTiers() && !provider.tierModels().isEmpty();
  }

  /** The only provider may know a model the catalogue does not know yet. */
  private boolean isNewerThanCatalogue() {
    return defaults.alone() && tier == null && !table.knownAnywhere(model);
  }

  private @Nullable Named tierName(Provider provider) {
    Tier asked = tier;
    if (asked == null && defaults.configured() && defaults.is(provider)) {
      asked = Tier.MEDIUM;
    }
    String name = asked == null ? null : provider.tierModels().get(asked);
    return name == null ? null : new Named(name, Grade.TIER);
  }

  private boolean tierAllowed(Provider provider) {
    return switch (draft.tables.substitution()) {
      case NEVER -> false;
      case ANY -> true;
      case CONFIGURED -> defaults.is(provider) || provider.mode() != null || hasUserTiers(provider);
    };
  }

  private @Nullable Target target(Provider provider, Named named) {
    return target(draft, provider, named.name, named.grade, named.grade == Grade.TIER);
  }

  private static @Nullable Target target(
      Draft draft, Provider provider, String name, Grade grade, boolean substitution) {
    RouteTables tables = draft.tables;
    ModelCard card = tables.providers().card(provider, name, draft.now);
    Protocol protocol =
        Protocols.choose(provider, card, draft.query.clientProtocol(), tables.spoken());
    if (protocol == null) {
      String detail = Protocols.missing(provider, card);
      draft.drop(provider.id(), name, DropReason.PROTOCOL_NOT_SPOKEN, detail);
      return null;
    }
    return new Target(provider, name, card, protocol, grade, substitution);
  }

  /** True if a provider without an explicit mode stands in where there is no default provider. */
  boolean standsIn(Offer offer) {
    Provider provider = offer.target().provider();
    Grade grade = offer.target().grade();
    return defaults.provider() == null
        && provider.mode() == null
        && (grade.isNative() || (grade == Grade.TIER && hasUserTiers(provider)));
  }
}
