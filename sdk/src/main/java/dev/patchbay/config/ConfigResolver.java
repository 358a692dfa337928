package dev.patchbay.config;

import dev.patchbay.account.Account;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.Mapping;
import dev.patchbay.route.RouteRule.Destination;
import dev.patchbay.route.RouteTables;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes of a configuration what it means. Pure; collects all faults before it refuses. */
public final class ConfigResolver {
  private final RouterConfig config;
  private final Catalogue catalogue;
  private final Set<Protocol> spoken;
  private final boolean mayBeEmpty;
  private final Faults faults = new Faults();
  private final List<Provider> enabled = new ArrayList<>();
  private final Map<String, List<Account>> accounts = new LinkedHashMap<>();

  /** Ids a target may name: enabled, switched off by the user, or already among the faults. */
  private final Set<String> nameable = new HashSet<>();

  private ConfigResolver(
      RouterConfig config, Catalogue catalogue, Set<Protocol> spoken, boolean mayBeEmpty) {
    this.config = config;
    this.catalogue = catalogue;
    this.spoken = spoken;
    this.mayBeEmpty = mayBeEmpty;
  }

  /**
   * Resolves a configuration.
   *
   * @param spoken the protocols there is a codec for
   * @throws ConfigException if something in it is wrong or nothing is enabled
   */
  public static Resolved resolve(RouterConfig config, Catalogue catalogue, Set<Protocol> spoken) {
    return resolve(config, catalogue, spoken, false);
  }

  /**
   * As {@link #resolve(RouterConfig, Catalogue, Set)}.
   *
   * @param mayBeEmpty whether no provider has to be enabled
   */
  public static Resolved resolve(
      RouterConfig config, Catalogue catalogue, Set<Protocol> spoken, boolean mayBeEmpty) {
    return new ConfigResolver(config, catalogue, spoken, mayBeEmpty).resolve();
  }

  private Resolved resolve() {
    checkUpstreamProxy();
    config.providers().forEach(this::provider);
    if (enabled.isEmpty() && !mayBeEmpty && faults.count() == 0) {
      faults.add(
          "providers",
          "no provider is enabled. Set a key such as ANTHROPIC_API_KEY or OPENAI_API_KEY in the"
              + " environment or in .env, or OLLAMA_ENABLED=true for a local Ollama, or add a"
              + " provider to the builder");
    }
    checkDefaultProvider();
    checkMappings();
    for (int i = 0; i < config.rules().size(); i++) {
      checkTargets("rules[" + i + "].to", config.rules().get(i).to());
    }
    PriceRows prices = new PriceRows(enabled, this::named, faults);
    ProviderTable providers =
        new ProviderTable(enabled, catalogue).withPrices(prices.overrides(config.prices()));
    new BudgetRows(providers, accounts, this::named, faults).check(config.budgets().budgets());
    faults.refuseIfAny();
    return new Resolved(tables(providers), config.dispatch(), config.budgets());
  }

  private void checkUpstreamProxy() {
    String proxy = config.upstreamProxy();
    if (proxy != null) {
      Addresses.proxyFault(proxy).ifPresent(fault -> faults.unfit("upstream-proxy", proxy, fault));
    }
  }

  private void provider(ProviderConfig given) {
    int before = faults.count();
    new ProviderRow(given, catalogue, spoken, faults)
        .enabled(config.upstreamProxy())
        .ifPresent(
            row -> {
              enabled.add(row.provider());
              accounts.put(given.id(), row.accounts());
              nameable.add(given.id());
            });
    if (faults.count() > before || Boolean.FALSE.equals(given.enabled())) {
      nameable.add(given.id());
    }
  }

  private RouteTables tables(ProviderTable providers) {
    return new RouteTables(
        providers,
        accounts,
        config.rules(),
        config.mappings(),
        config.defaultProvider(),
        config.defaultModel(),
        config.dispatch().substitution(),
        config.strategy(),
        config.sessionDuration(),
        config.waitPrice(),
        spoken);
  }

  private void checkDefaultProvider() {
    String id = config.defaultProvider();
    if (id == null) {
      return;
    }
    Optional<Provider> provider = enabled.stream().filter(one -> one.id().equals(id)).findFirst();
    if (provider.isPresent()) {
      if (provider.get().mode() == DispatchMode.OFF) {
        faults.add("default-provider", "'" + id + "' has the dispatch mode off");
      }
    } else if (config.providers().stream().anyMatch(one -> isOff(one, id))) {
      faults.add("default-provider", "'" + id + "' is switched off by enabled: false");
    } else if (!nameable.contains(id)) {
      faults.add("default-provider", cure(id));
    }
  }

  private static boolean isOff(ProviderConfig provider, String id) {
    return provider.id().equals(id) && Boolean.FALSE.equals(provider.enabled());
  }

  private void checkMappings() {
    Set<String> names = new HashSet<>();
    for (Mapping mapping : config.mappings()) {
      if (!names.add(mapping.name())) {
        faults.add("mappings." + mapping.name(), "is there twice");
      }
      checkTargets("mappings." + mapping.name(), mapping.to());
    }
  }

  /** A target that could never be asked is a slip; one the user switched off is none. */
  private void checkTargets(String path, List<Destination> targets) {
    for (Destination target : targets) {
      String typed = target.provider() + ":" + target.model();
      if (config.mappings().stream().anyMatch(mapping -> mapping.name().equals(typed))) {
        faults.add(path, Targets.aliasOfAlias(typed));
      } else if (!nameable.contains(target.provider())) {
        faults.add(path, "'" + Masks.text(typed) + "': " + cure(target.provider()));
      }
    }
  }

  /** True if it is the id of a provider, enabled or not. */
  private boolean named(String id) {
    return nameable.contains(id)
        || catalogue.row(id).isPresent()
        || config.providers().stream().anyMatch(provider -> provider.id().equals(id));
  }

  private String cure(String id) {
    Optional<CatalogueRow> row = catalogue.row(id);
    List<String> ids = enabled.stream().map(Provider::id).toList();
    String shown = "'" + Masks.text(id) + "'";
    if (row.isPresent()) {
      return shown + " is not enabled; set " + variable(row.get()) + " or give it an account";
    }
    String hint = Faults.nearest(id, ids).map(near -> "; did you mean '" + near + "'?").orElse("");
    return "there is no provider " + shown + hint + "; enabled are " + String.join(", ", ids);
  }

  private static String variable(CatalogueRow row) {
    return row.enablingKeys().isEmpty()
        ? row.provider().envPrefix() + "_ENABLED=true"
        : row.enablingKeys().get(0);
  }
}
