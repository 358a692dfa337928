package dev.patchbay.planner;

import dev.patchbay.provider.CatalogueRow;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import java.util.ArrayList;
import java.util.List;

/** What a person can do so that a provider takes part: the variable to set, by its name. */
final class Cures {
  private Cures() {}

  /** How to enable a provider that is not. */
  static String enable(ProviderTable table, String id) {
    CatalogueRow row = table.catalogue().row(id).orElse(null);
    if (row == null) {
      return "there is no provider '" + id + "'; enabled are " + enabled(table);
    }
    String prefix = row.provider().envPrefix();
    if (row.enablingKeys().isEmpty()) {
      return "it is not enabled: set " + prefix + "_ENABLED=true";
    }
    return "it is not enabled: set "
        + row.enablingKeys().get(0)
        + " (unless "
        + prefix
        + "_ENABLED is false)";
  }

  /** How to turn on a provider whose mode is off. */
  static String turnOn(Provider provider) {
    return "its dispatch mode is off: set "
        + provider.envPrefix()
        + "_DISPATCH_MODE to fallback, pooled or exclusive";
  }

  /** The providers that list a model but are not enabled, with their variables; may be empty. */
  static List<String> listing(ProviderTable table, String model) {
    List<String> found = new ArrayList<>(2);
    for (CatalogueRow row : table.catalogue().rows()) {
      if (table.enabled(row.id()).isEmpty()
          && (table.catalogue().card(row.id(), model).isPresent() || row.claims(model))) {
        String key = row.enablingKeys().isEmpty() ? null : row.enablingKeys().get(0);
        found.add(
            row.id() + " (" + (key == null ? row.provider().envPrefix() + "_ENABLED" : key) + ")");
      }
    }
    return found;
  }

  static String enabled(ProviderTable table) {
    List<String> ids = new ArrayList<>();
    table.enabled().forEach(provider -> ids.add(provider.id()));
    return ids.isEmpty() ? "none" : String.join(", ", ids);
  }
}
