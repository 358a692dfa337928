package dev.patchbay.config;

import dev.patchbay.price.ModelPrice;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable.PriceOverride;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Turns configured prices into the overrides a provider table takes. One thread. */
final class PriceRows {
  private final List<Provider> enabled;
  private final Predicate<String> known;
  private final Faults faults;

  /**
   * Knows the providers.
   *
   * @param known whether an id is a provider's, enabled or not: its prices may wait for it
   */
  PriceRows(List<Provider> enabled, Predicate<String> known, Faults faults) {
    this.enabled = enabled;
    this.known = known;
    this.faults = faults;
  }

  /** The overrides, in order: of several for one model, the first counts. */
  List<PriceOverride> overrides(List<PriceConfig> prices) {
    List<PriceOverride> overrides = new ArrayList<>();
    for (int i = 0; i < prices.size(); i++) {
      PriceConfig price = prices.get(i);
      boolean all = price.provider().equals(PriceConfig.ALL);
      if (!all && !known.test(price.provider())) {
        faults.wrong("prices[" + i + "].provider", price.provider(), expected(price.provider()));
      }
      for (Provider provider : enabled) {
        if (all || provider.id().equals(price.provider())) {
          overrides.add(override(provider.id(), price));
        }
      }
    }
    return overrides;
  }

  private static PriceOverride override(String provider, PriceConfig price) {
    ModelPrice value =
        new ModelPrice(price.prices(), List.of(), null, null, "override", "configuration");
    return new PriceOverride(provider, price.model(), value);
  }

  private String expected(String typed) {
    List<String> ids = enabled.stream().map(Provider::id).toList();
    String hint = Faults.nearest(typed, ids).map(id -> " (did you mean '" + id + "'?)").orElse("");
    return "a provider's id or *" + hint + "; enabled are " + String.join(", ", ids);
  }
}
