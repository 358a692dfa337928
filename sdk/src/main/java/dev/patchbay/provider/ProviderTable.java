package dev.patchbay.provider;

import dev.patchbay.price.ModelPrice;
import dev.patchbay.provider.CatalogueRow.CatchAll;
import dev.patchbay.provider.Provider.ServedModel;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The enabled providers in order of configuration, and what the catalogue knows besides. Immutable:
 * discovery makes a new one.
 */
public final class ProviderTable {
  private static final String ROUTER = "openrouter";

  private final Map<String, Provider> enabled;
  private final List<Provider> inOrder;
  private final Catalogue catalogue;
  private final Map<String, Set<String>> discovered;
  private final List<PriceOverride> prices;

  /** A table of enabled providers, in order of configuration, without discovery. */
  public ProviderTable(List<Provider> enabled, Catalogue catalogue) {
    this(enabled, catalogue, Map.of());
  }

  /**
   * A table of enabled providers, in order of configuration.
   *
   * @param discovered names the providers themselves listed, by the provider's id
   */
  public ProviderTable(
      List<Provider> enabled, Catalogue catalogue, Map<String, Set<String>> discovered) {
    this(enabled, catalogue, discovered, List.of());
  }

  private ProviderTable(
      List<Provider> enabled,
      Catalogue catalogue,
      Map<String, Set<String>> discovered,
      List<PriceOverride> prices) {
    this.prices = List.copyOf(prices);
    Map<String, Provider> byId = new LinkedHashMap<>();
    enabled.forEach(provider -> byId.put(provider.id(), provider));
    this.enabled = java.util.Collections.unmodifiableMap(byId);
    this.inOrder = List.copyOf(byId.values());
    this.catalogue = catalogue;
    Map<String, Set<String>> copy = new LinkedHashMap<>();
    discovered.forEach((id, names) -> copy.put(id, Set.copyOf(names)));
    this.discovered = Map.copyOf(copy);
  }

  /**
   * Prices the user set.
   *
   * @param provider id of the provider
   * @param model name or glob of the models
   * @param price what they cost
   */
  public record PriceOverride(String provider, String model, ModelPrice price) {}

  /**
   * This table with prices that win over the catalogue's; of several that match and are in force,
   * the first.
   */
  public ProviderTable withPrices(List<PriceOverride> prices) {
    return new ProviderTable(enabled(), catalogue, discovered, prices);
  }

  /** This table with other discovered names. */
  public ProviderTable withDiscovered(Map<String, Set<String>> names) {
    return new ProviderTable(enabled(), catalogue, names, prices);
  }

  /**
   * This table with what was discovered at those of its providers that another table has at the
   * same place.
   */
  public ProviderTable learning(ProviderTable other) {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (Provider provider : inOrder) {
      Set<String> found = other.discovered.get(provider.id());
      Provider before = other.enabled.get(provider.id());
      if (found != null && before != null && provider.protocols().equals(before.protocols())) {
        names.put(provider.id(), found);
      }
    }
    return withDiscovered(names);
  }

  /** The enabled providers, in order of configuration. */
  public List<Provider> enabled() {
    return inOrder;
  }

  /** An enabled provider. */
  public Optional<Provider> enabled(String id) {
    return Optional.ofNullable(enabled.get(id));
  }

  /** An enabled provider, or else the catalogue's row of that id. */
  public Optional<Provider> known(String id) {
    return enabled(id).or(() -> catalogue.provider(id));
  }

  /** The catalogue. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Headers of a caller that may be passed on to a provider, in lower case. */
  public List<String> passHeaders(Provider provider, Protocol protocol) {
    return catalogue
        .row(provider.custom() ? vendor(protocol) : provider.type())
        .map(CatalogueRow::passHeaders)
        .orElse(List.of());
  }

  /** Patterns of headers of a provider's answers that may be passed back, in lower case. */
  public List<String> replyHeaders(Provider provider, Protocol protocol) {
    return catalogue
        .row(provider.type())
        .map(CatalogueRow::replyHeaders)
        .filter(own -> !own.isEmpty())
        .or(() -> catalogue.row(vendor(protocol)).map(CatalogueRow::replyHeaders))
        .orElse(List.of());
  }

  /** Whose headers a server that speaks the protocol is likely to know. */
  private static String vendor(Protocol protocol) {
    return switch (protocol) {
      case OPENAI_CHAT, OPENAI_RESPONSES -> "openai";
      case ANTHROPIC_MESSAGES -> "anthropic";
      case GEMINI -> "gemini";
    };
  }

  /** True if the provider lists the name: in the catalogue, in its own models, or by discovery. */
  public boolean lists(Provider provider, String model) {
    return listsExactly(provider, model) || served(provider, model) != null;
  }

  /** True if it lists the very name, not only by a glob. */
  public boolean listsExactly(Provider provider, String model) {
    if (catalogue.lists(provider.type(), model)) {
      return true;
    }
    for (ServedModel served : provider.models()) {
      if (served.name().equals(model)) {
        return true;
      }
    }
    Set<String> found = discovered.get(provider.id());
    return found != null && found.contains(model);
  }

  /**
   * The id under which the provider has the same model, where it does not list the name itself. For
   * OpenRouter the rule of names also answers for models the catalogue does not know.
   */
  public Optional<String> sameAs(Provider provider, String model) {
    if (provider.custom() || lists(provider, model)) {
      return Optional.empty();
    }
    Optional<String> same = catalogue.same(provider.type(), model);
    return same.isPresent() || !provider.type().equals(ROUTER) ? same : routerName(model);
  }

  private Optional<String> routerName(String model) {
    for (CatalogueRow row : catalogue.rows()) {
      if (row.claims(model)) {
        return row.routerName(model);
      }
    }
    return Optional.empty();
  }

  /** True if the name is of a family the provider owns natively. */
  public boolean claimsFamily(Provider provider, String model) {
    return catalogue.row(provider.type()).filter(row -> row.claims(model)).isPresent();
  }

  /** Which names nobody knows the provider takes: what the user said, else its row's default. */
  public CatchAll catchAll(Provider provider) {
    Boolean said = provider.catchAll();
    if (said != null) {
      return said ? CatchAll.ALWAYS : CatchAll.NEVER;
    }
    return catalogue.row(provider.type()).map(CatalogueRow::catchAll).orElse(CatchAll.LONELY);
  }

  /** As {@link #card(Provider, String, Instant)}, once every price that was announced holds. */
  public ModelCard card(Provider provider, String model) {
    return card(provider, model, Instant.MAX);
  }

  /**
   * What is known of a model at a provider: what the user said of it, over what the catalogue says.
   * A card with the name alone if nothing is. Its id is the name as given.
   *
   * @param at its price is the one in force at that time: the first configured one that is, else
   *     the catalogue's, if it held already
   */
  public ModelCard card(Provider provider, String model, Instant at) {
    ModelCard card =
        catalogue
            .card(provider.type(), model)
            .map(known -> known.withId(model))
            .orElseGet(() -> ModelCard.named(model));
    ServedModel served = served(provider, model);
    if (served != null && served.card() != null) {
      card = served.card().over(card);
    }
    for (PriceOverride override : prices) {
      if (override.provider().equals(provider.id())
          && ModelNames.matches(override.model(), model)
          && override.price().holds(at)) {
        return card.withPrice(override.price());
      }
    }
    if (card.price() == null) {
      return provider.local() ? card.withPrice(ModelPrice.free(catalogue.version())) : card;
    }
    return card.price().holds(at) ? card : card.withPrice(null);
  }

  /** How a model at a provider differs from the protocol: the row's, the card's, and its line's. */
  public Set<Quirk> quirks(Provider provider, ModelCard card) {
    Set<Quirk> all = EnumSet.noneOf(Quirk.class);
    all.addAll(provider.quirks());
    all.addAll(card.quirks());
    if (!provider.custom()) {
      all.addAll(catalogue.ruleQuirks(provider.type(), card.id()));
    }
    return Set.copyOf(all);
  }

  private static @Nullable ServedModel served(Provider provider, String model) {
    ServedModel byGlob = null;
    for (ServedModel served : provider.models()) {
      if (served.name().equals(model)) {
        return served;
      }
      if (byGlob == null && ModelNames.matches(served.name(), model)) {
        byGlob = served;
      }
    }
    return byGlob;
  }

  /** True if the catalogue lists the name at any provider, enabled or not. */
  public boolean knownAnywhere(String model) {
    return catalogue.knows(model);
  }

  /** The names of enabled providers nearest to what was typed, the nearest first. */
  public List<String> nearest(String model, int n) {
    Set<String> names = new HashSet<>();
    for (Provider provider : enabled.values()) {
      names.addAll(catalogue.names(provider.type()));
      names.addAll(discovered.getOrDefault(provider.id(), Set.of()));
      provider.models().stream()
          .map(ServedModel::name)
          .filter(name -> name.indexOf('*') < 0)
          .forEach(names::add);
    }
    return ModelNames.nearest(model, names, n);
  }
}
