package dev.patchbay.server.roster;

import dev.patchbay.budget.Budget;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ConfigResolver;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.wire.Protocol;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a tree is a configuration the router can run on. Pure. */
final class Checks {
  private static final Set<Protocol> SPOKEN = EnumSet.allOf(Protocol.class);

  private Checks() {}

  /**
   * Reads a tree, and checks all of it.
   *
   * @param extra budgets that come from elsewhere
   * @throws ConfigException naming all that is wrong by its path
   */
  static RouterConfig read(Map<String, Object> tree, List<Budget> extra) {
    RouterConfig config = with(ConfigMap.read(tree), extra);
    ConfigResolver.resolve(config, Catalogue.load(), SPOKEN, true);
    return config;
  }

  /** What is wrong with a tree; empty if nothing is. */
  static List<String> faults(Map<String, Object> tree) {
    try {
      read(tree, List.of());
      return List.of();
    } catch (ConfigException e) {
      return e.faults();
    }
  }

  /** The budgets of a tree that come from elsewhere too, in another amount or not; by their ids. */
  static Set<String> twice(Map<String, Object> tree, List<Budget> extra) {
    Set<String> ids = new HashSet<>();
    ConfigMap.read(tree).budgets().budgets().forEach(budget -> ids.add(budget.id()));
    Set<String> twice = new HashSet<>();
    extra.stream().map(Budget::id).filter(ids::contains).forEach(twice::add);
    return twice;
  }

  private static RouterConfig with(RouterConfig config, List<Budget> extra) {
    Set<String> ids = new HashSet<>();
    config.budgets().budgets().forEach(budget -> ids.add(budget.id()));
    RouterConfig.Builder more = config.toBuilder();
    extra.stream().filter(budget -> ids.add(budget.id())).forEach(more::budget);
    return more.build();
  }
}
