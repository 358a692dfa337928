package dev.patchbay.config.source;

import dev.patchbay.config.PriceConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.price.ModelPrice.Tier;
import dev.patchbay.price.TokenPrices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code prices}: USD per million tokens, and per piece. */
final class PriceSection {
  private PriceSection() {}

  static void read(Section root, RouterConfig.Builder config) {
    for (Section price : root.sections("prices")) {
      PriceConfig read = price(price);
      if (read != null) {
        config.price(read);
      }
    }
  }

  private static @Nullable PriceConfig price(Section price) {
    int before = price.faults().count();
    String provider = price.text("provider");
    String model = Section.or(price.text("model"), "*");
    TokenPrices tokens = tokens(price, null);
    List<Tier> tiers = tiers(price, tokens);
    BigDecimal search = price.price("web-search");
    BigDecimal request = price.price("per-request");
    Instant from = price.parsed("from", Dates::parse, Dates.EXPECTED);
    Instant until = price.parsed("until", Dates::parse, Dates.EXPECTED);
    price.end();
    if (price.faults().count() > before) {
      return null;
    }
    if (provider == null || tokens == null) {
      price.faults().add(price.path(), "expected provider, input and output");
      return null;
    }
    if (from != null && until != null && !from.isBefore(until)) {
      price.faults().add(price.path("until"), "expected a time after from");
      return null;
    }
    return new PriceConfig(provider, model, tokens, tiers, search, request, from, until);
  }

  /** What a tier does not name is as without it. */
  private static List<Tier> tiers(Section price, @Nullable TokenPrices base) {
    List<Tier> tiers = new ArrayList<>();
    for (Section tier : price.sections("tiers")) {
      Integer above = tier.whole("above", 1, Integer.MAX_VALUE);
      TokenPrices tokens = tokens(tier, base);
      tier.end();
      if (above == null || tokens == null) {
        tier.faults().add(tier.path(), "expected above, and prices");
      } else if (!tiers.isEmpty() && tiers.get(tiers.size() - 1).aboveInput() >= above) {
        tier.faults().add(tier.path("above"), "expected more than the tier before");
      } else {
        tiers.add(new Tier(above, tokens));
      }
    }
    return tiers;
  }

  private static @Nullable TokenPrices tokens(Section section, @Nullable TokenPrices base) {
    BigDecimal input = or(section, "input", base == null ? null : base.input());
    BigDecimal output = or(section, "output", base == null ? null : base.output());
    BigDecimal read = or(section, "cache-read", base == null ? null : base.cacheRead());
    BigDecimal write5m = or(section, "cache-write-5m", base == null ? null : base.cacheWrite5m());
    BigDecimal write1h = or(section, "cache-write-1h", base == null ? null : base.cacheWrite1h());
    BigDecimal write = or(section, "cache-write", base == null ? null : base.cacheWrite());
    BigDecimal reasoning = or(section, "reasoning", base == null ? null : base.reasoning());
    BigDecimal audioIn = or(section, "audio-input", base == null ? null : base.audioInput());
    BigDecimal audioOut = or(section, "audio-output", base == null ? null : base.audioOutput());
    return input == null || output == null
        ? null
        : new TokenPrices(
            input, output, read, write5m, write1h, write, reasoning, audioIn, audioOut);
  }

  private static @Nullable BigDecimal or(
      Section section, String key, @Nullable BigDecimal otherwise) {
    BigDecimal own = section.price(key);
    return own == null ? otherwise : own;
  }
}
