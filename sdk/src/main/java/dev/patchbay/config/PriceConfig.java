package dev.patchbay.config;

import dev.patchbay.price.ModelPrice.Tier;
import dev.patchbay.price.TokenPrices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prices that win over the catalogue's. Immutable.
 *
 * @param provider id of the provider, or {@link #ALL}
 * @param model name or glob of the models
 * @param prices USD per million tokens
 * @param tiers prices of long prompts, ascending by {@code aboveInput}
 * @param webSearchEach USD for each web search; null if none is known
 * @param perRequest USD for each request on top; null for none
 * @param from since when they hold; null for always
 * @param until when they ended to hold: not any more at that time; null for never
 */
public record PriceConfig(
    String provider,
    String model,
    TokenPrices prices,
    List<Tier> tiers,
    @Nullable BigDecimal webSearchEach,
    @Nullable BigDecimal perRequest,
    @Nullable Instant from,
    @Nullable Instant until) {
  /** Stands for every provider. */
  public static final String ALL = "*";

  public PriceConfig {
    tiers = List.copyOf(tiers);
  }

  /** Prices of tokens that always hold. */
  public PriceConfig(String provider, String model, TokenPrices prices) {
    this(provider, model, prices, List.of(), null, null, null, null);
  }

  /** These prices for a time: from then on, and until before then; null for no bound. */
  public PriceConfig between(@Nullable Instant begin, @Nullable Instant end) {
    return new PriceConfig(provider, model, prices, tiers, webSearchEach, perRequest, begin, end);
  }
}
