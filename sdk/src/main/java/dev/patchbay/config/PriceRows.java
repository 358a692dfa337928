package dev.patchbay.config;

import dev.patchbay.price.ModelPrice;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable.PriceOverride;
import java.util.ArrayList;
import java.util.List;

/** Turns configured prices into the overrides a provider table takes. */
final class PriceRows {
  private PriceRows() {}

  static List<PriceOverride> of(List<PriceConfig> prices, List<Provider> enabled, Faults faults) {
    List<PriceOverride> overrides = new ArrayList<>();
    for (int i = 0; i < prices.size(); i++) {
      PriceConfig price = prices.get(i);
      if (enabled.stream().noneMatch(provider -> provider.id().equals(price.provider()))) {
        faults.add(
            "prices["
                + i
                + "].provider: '"
                + price.provider()
                + "' is not enabled; enabled are "
                + enabled.stream().map(Provider::id).toList());
      }
      ModelPrice value =
          new ModelPrice(price.prices(), List.of(), null, null, "override", "configuration");
      overrides.add(new PriceOverride(price.provider(), price.model(), value));
    }
    return overrides;
  }
}
