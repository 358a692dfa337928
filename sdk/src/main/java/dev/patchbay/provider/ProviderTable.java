package dev.patchbay.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The enabled providers in order of configuration, and what the catalogue knows besides. Immutable
 * but for discovery, which replaces lists as a whole.
 */
public final class ProviderTable {
  private final Map<String, Provider> enabled;
  private final Catalogue catalogue;

  /** A table of enabled providers, in order of configuration. */
  public ProviderTable(List<Provider> enabled, Catalogue catalogue) {
    Map<String, Provider> byId = new LinkedHashMap<>();
    enabled.forEach(provider -> byId.put(provider.id(), provider));
    this.enabled = java.util.Collections.unmodifiableMap(byId);
    this.catalogue = catalogue;
  }

  /** The enabled providers, in order of configuration. */
  public List<Provider> enabled() {
    return List.copyOf(enabled.values());
  }

  /** An enabled provider. */
  public Optional<Provider> enabled(String id) {
    return Optional.ofNullable(enabled.get(id));
  }

  /** The catalogue. */
  public Catalogue catalogue() {
    return catalogue;
  }
}
