package dev.patchbay.provider;

import java.util.Map;
import java.util.Optional;

/** What is known of providers and models without any configuration. Immutable. */
public final class Catalogue {
  private final Map<String, Provider> providers;

  Catalogue(Map<String, Provider> providers) {
    this.providers = Map.copyOf(providers);
  }

  /** The catalogue's row of a provider. */
  public Optional<Provider> provider(String id) {
    return Optional.ofNullable(providers.get(id));
  }
}
