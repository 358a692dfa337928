package dev.patchbay.config;

import dev.patchbay.price.TokenPrices;

/**
 * Prices that win over the catalogue's. Immutable.
 *
 * @param provider id of the provider
 * @param model name or glob of the models
 * @param prices USD per million tokens
 */
public record PriceConfig(String provider, String model, TokenPrices prices) {}
