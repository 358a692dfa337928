package dev.patchbay.config;

import dev.patchbay.account.Account;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.Mapping;
import dev.patchbay.route.RouteRule;
import dev.patchbay.route.RouteTables;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes of a configuration what it means. Pure; collects all faults before it refuses. */
public final class ConfigResolver {
  private final Catalogue catalogue;
  private final Set<Protocol> spoken;
  private final Faults faults = new Faults();

  private ConfigResolver(Catalogue catalogue, Set<Protocol> spoken) {
    this.catalogue = catalogue;
    this.spoken = spoken;
  }

  /**
   * Resolves a configuration.
   *
   * @param spoken the protocols there is a codec for
   * @throws ConfigException if something in it is wrong or nothing is enabled
   */
  public static Resolved resolve(RouterConfig config, Catalogue catalogue, Set<Protocol> spoken) {
    return new ConfigResolver(catalogue, spoken).resolve(config);
  }

  private Resolved resolve(RouterConfig config) {
    List<Provider> enabled = new ArrayList<>();
    Map<String, List<Account>> accounts = new LinkedHashMap<>();
    for (ProviderConfig given : config.providers()) {
      ProviderRow row = ProviderRow.of(given, config.upstreamProxy(), catalogue, faults);
      if (row != null && row.enabled()) {
        enabled.add(row.provider());
        accounts.put(given.id(), row.accounts());
      }
    }
    if (enabled.isEmpty() && faults.lines().isEmpty()) {
      faults.add(
          "providers: no provider is enabled. Set a key such as ANTHROPIC_API_KEY or"
              + " OPENAI_API_KEY in the environment or in .env, or OLLAMA_ENABLED=true for a"
              + " local Ollama, or add a provider to the builder");
    }
    ProviderTable providers =
        new ProviderTable(enabled, catalogue)
            .withPrices(PriceRows.of(config.prices(), enabled, faults));
    checkNames(config, providers);
    faults.refuseIfAny();
    return new Resolved(tables(config, providers, accounts), config.dispatch());
  }

  private RouteTables tables(
      RouterConfig config, ProviderTable providers, Map<String, List<Account>> accounts) {
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
        spoken);
  }

  private void checkNames(RouterConfig config, ProviderTable providers) {
    String defaultId = config.defaultProvider();
    if (defaultId != null && providers.enabled(defaultId).isEmpty()) {
      faults.add(
          "default-provider: '" + defaultId + "' is not enabled; enabled are " + ids(providers));
    }
    for (Mapping mapping : config.mappings()) {
      checkTargets("mappings." + mapping.name(), mapping.to(), config, providers);
    }
    for (int i = 0; i < config.rules().size(); i++) {
      checkTargets("rules[" + i + "]", config.rules().get(i).to(), config, providers);
    }
  }

  private void checkTargets(
      String path,
      List<RouteRule.Destination> targets,
      RouterConfig config,
      ProviderTable providers) {
    for (RouteRule.Destination target : targets) {
      String typed = target.provider() + ":" + target.model();
      if (config.mappings().stream().anyMatch(mapping -> mapping.name().equals(typed))) {
        faults.add(path + ": '" + typed + "' is itself an alias: name its targets instead");
      } else if (providers.known(target.provider()).isEmpty()) {
        faults.add(path + ": '" + typed + "' names no provider; enabled are " + ids(providers));
      }
    }
  }

  private static List<String> ids(ProviderTable providers) {
    return providers.enabled().stream().map(Provider::id).toList();
  }
}
