package dev.patchbay.config.source;

import dev.patchbay.config.PriceConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.price.TokenPrices;
import java.math.BigDecimal;

/** Reads {@code prices}: USD per million tokens. */
final class PriceSection {
  private PriceSection() {}

  static void read(Section root, RouterConfig.Builder config) {
    for (Section price : root.sections("prices")) {
      int before = price.faults().count();
      String provider = price.text("provider");
      String model = Section.or(price.text("model"), "*");
      BigDecimal input = price.price("input");
      BigDecimal output = price.price("output");
      BigDecimal cacheRead = price.price("cache-read");
      BigDecimal cacheWrite5m = price.price("cache-write-5m");
      BigDecimal cacheWrite1h = price.price("cache-write-1h");
      BigDecimal cacheWrite = price.price("cache-write");
      BigDecimal reasoning = price.price("reasoning");
      BigDecimal audioInput = price.price("audio-input");
      BigDecimal audioOutput = price.price("audio-output");
      price.end();
      if (provider != null && input != null && output != null) {
        config.price(
            new PriceConfig(
                provider,
                model,
                new TokenPrices(
                    input,
                    output,
                    cacheRead,
                    cacheWrite5m,
                    cacheWrite1h,
                    cacheWrite,
                    reasoning,
                    audioInput,
                    audioOutput)));
      } else if (price.faults().count() == before) {
        price.faults().add(price.path(), "expected provider, input and output");
      }
    }
  }
}
