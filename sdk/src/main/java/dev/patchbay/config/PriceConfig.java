package dev.patchbay.config;

import dev.patchbay.price.TokenPrices;

/**
 * Prices that win over the catalogue's. Immutable.
 *
 * @param provider id of the provider, or {@link #ALL}
 * @param model name or glob of the models
 * @param prices USD per million tokens
 */
public record PriceConfig(String provider, String model, TokenPrices prices) {
  /** Stands for every provider. */
  public static final String ALL = "*";
}
