package dev.patchbay.config;

import dev.patchbay.price.ModelPrice;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable.PriceOverride;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.CRC32;

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
        new ModelPrice(
            price.prices(),
            price.tiers(),
            price.webSearchEach(),
            price.perRequest(),
            "override",
            version(price),
            price.from(),
            price.until());
    return new PriceOverride(provider, price.model(), value);
  }

  /** Other numbers are another version, also where nobody said since when they hold. */
  private static String version(PriceConfig price) {
    CRC32 sum = new CRC32();
    sum.update(price.toString().getBytes(StandardCharsets.UTF_8));
    return "configuration-%08x".formatted(sum.getValue());
  }

  private String expected(String typed) {
    List<String> ids = enabled.stream().map(Provider::id).toList();
    String hint = Faults.nearest(typed, ids).map(id -> " (did you mean '" + id + "'?)").orElse("");
    return "a provider's id or *" + hint + "; enabled are " + String.join(", ", ids);
  }
}
