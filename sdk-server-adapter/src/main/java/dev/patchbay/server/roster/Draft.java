package dev.patchbay.server.roster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A change in the making: what an edit finds, and may change. The edit may run again, if somebody
 * else changed the same meanwhile. One thread.
 */
public final class Draft {
  private final Map<String, Object> base;
  private final Map<String, Object> changes;

  Draft(Map<String, Object> base, Map<String, Object> changes) {
    this.base = base;
    this.changes = changes;
  }

  Map<String, Object> changes() {
    return changes;
  }

  /** What counts as far as the change is made; not checked. */
  public Map<String, Object> tree() {
    return Layers.over(base, changes);
  }

  /** A provider as it counts so far. */
  public Optional<ProviderEntry> provider(String id) {
    Map<String, Object> providers = Trees.map(tree(), Layers.PROVIDERS);
    Map<String, Object> below = Trees.map(base, Layers.PROVIDERS);
    return providers.containsKey(id)
        ? Optional.of(
            new ProviderEntry(
                id,
                Trees.map(below, id),
                !below.containsKey(id),
                Trees.map(Trees.map(changes, Layers.PROVIDERS), id),
                Trees.map(providers, id)))
        : Optional.empty();
  }

  /** All changes; to change them. */
  public Map<String, Object> settings() {
    return changes;
  }

  /** The changes of a provider; to change them. */
  public Map<String, Object> changesOf(String provider) {
    return Trees.section(Trees.section(changes, Layers.PROVIDERS), provider);
  }

  /** The changes of an account; to change them. */
  public Map<String, Object> changesOf(String provider, String account) {
    return Trees.section(Trees.section(changesOf(provider), Layers.ACCOUNTS), account);
  }

  /** Takes the changes of a provider back; one that was added is gone. */
  public void forget(String provider) {
    Trees.map(changes, Layers.PROVIDERS).remove(provider);
  }

  /** Takes the changes of an account back; one that was added is gone. */
  public void forget(String provider, String account) {
    Trees.map(changesOf(provider), Layers.ACCOUNTS).remove(account);
  }

  /** Gives an account that was added another name, at its place. */
  public void rename(String provider, String account, String name) {
    Map<String, Object> accounts = Trees.section(changesOf(provider), Layers.ACCOUNTS);
    Map<String, Object> renamed = new LinkedHashMap<>();
    accounts.forEach((key, value) -> renamed.put(key.equals(account) ? name : key, value));
    changesOf(provider).put(Layers.ACCOUNTS, renamed);
  }
}
