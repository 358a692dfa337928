package dev.patchbay.server.roster;

import dev.patchbay.config.RouterConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What counts at one moment, and where it comes from. Its trees hold credentials in the clear: they
 * go into no answer and no log. Immutable, as long as nobody changes what its trees hold.
 */
public final class RosterView {
  private final Map<String, Object> base;
  private final Map<String, Object> changes;
  private final Map<String, Object> tree;
  private final RouterConfig config;
  private final List<String> faults;

  RosterView(
      Map<String, Object> base,
      Map<String, Object> changes,
      RouterConfig config,
      List<String> faults) {
    this.base = base;
    this.changes = changes;
    this.tree = Layers.over(base, changes);
    this.config = config;
    this.faults = List.copyOf(faults);
  }

  /** The configuration as it counts, as a tree. */
  public Map<String, Object> tree() {
    return Trees.copy(tree);
  }

  /** The same, read. */
  public RouterConfig config() {
    return config;
  }

  /** What is stored but does not fit, and was left out; each with its path. */
  public List<String> faults() {
    return faults;
  }

  /** What was changed at run time; accounts are maps by name. */
  Map<String, Object> changes() {
    return Trees.copy(changes);
  }

  /** The providers, those of the configuration first. */
  public List<ProviderEntry> providers() {
    Set<String> ids = new LinkedHashSet<>(Trees.map(tree, Layers.PROVIDERS).keySet());
    List<ProviderEntry> all = new ArrayList<>();
    ids.forEach(id -> all.add(entry(id)));
    return all;
  }

  /** A provider by its id. */
  public Optional<ProviderEntry> provider(String id) {
    return Trees.map(tree, Layers.PROVIDERS).containsKey(id)
        ? Optional.of(entry(id))
        : Optional.empty();
  }

  private ProviderEntry entry(String id) {
    return new ProviderEntry(
        id,
        Trees.map(Trees.map(base, Layers.PROVIDERS), id),
        Trees.map(Trees.map(base, Layers.PROVIDERS), id).isEmpty()
            && !Trees.map(base, Layers.PROVIDERS).containsKey(id),
        Trees.map(Trees.map(changes, Layers.PROVIDERS), id),
        Trees.map(Trees.map(tree, Layers.PROVIDERS), id));
  }

  /** Where the value of a path such as {@code retry.attempts} comes from. */
  public Source source(String... path) {
    return holds(changes, path)
        ? Source.STORED
        : holds(base, path) ? Source.CONFIGURED : Source.DEFAULT;
  }

  private static boolean holds(Map<String, Object> tree, String[] path) {
    Map<String, Object> at = tree;
    for (int i = 0; i < path.length - 1; i++) {
      at = Trees.map(at, path[i]);
    }
    return at.containsKey(path[path.length - 1]);
  }

  /** Nothing of what it holds. */
  @Override
  public String toString() {
    return "RosterView[faults=" + faults + "]";
  }
}
