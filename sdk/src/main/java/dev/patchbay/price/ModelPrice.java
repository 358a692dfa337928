package dev.patchbay.price;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs. Immutable.
 *
 * @param base prices of an ordinary prompt
 * @param tiers prices of long prompts, ascending by {@code aboveInput}
 * @param webSearchEach USD for each web search; null if none is known
 * @param perRequest USD for each request on top; null for none
 * @param source where the prices come from: {@code catalogue} or {@code override}
 * @param version which state of that source: a date or a number
 * @param from since when it holds; null for always
 * @param until when it ended to hold: not any more at that time; null for never
 */
public record ModelPrice(
    TokenPrices base,
    List<Tier> tiers,
    @Nullable BigDecimal webSearchEach,
    @Nullable BigDecimal perRequest,
    String source,
    String version,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** Prices that hold for the whole request once its prompt exceeds so many tokens. */
  public record Tier(long aboveInput, TokenPrices prices) {}

  public ModelPrice {
    tiers = List.copyOf(tiers);
    check(webSearchEach);
    check(perRequest);
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("A price must begin before it ends: " + from);
    }
    for (int i = 1; i < tiers.size(); i++) {
      if (tiers.get(i).aboveInput() <= tiers.get(i - 1).aboveInput()) {
        throw new IllegalArgumentException("Price tiers must ascend: " + tiers);
      }
    }
  }

  /** A price that always holds. */
  public ModelPrice(
      TokenPrices base,
      List<Tier> tiers,
      @Nullable BigDecimal webSearchEach,
      @Nullable BigDecimal perRequest,
      String source,
      String version) {
    this(base, tiers, webSearchEach, perRequest, source, version, null, null);
  }

  private static void check(@Nullable BigDecimal price) {
    if (price != null && price.signum() < 0) {
      throw new IllegalArgumentException("A price must not be negative: " + price);
    }
  }

  /** True if it is in force at that time. */
  public boolean holds(Instant time) {
    return (from == null || !time.isBefore(from)) && (until == null || time.isBefore(until));
  }

  /** The prices a prompt of so many tokens is billed at. */
  public TokenPrices at(long inputTotal) {
    TokenPrices prices = base;
    for (Tier tier : tiers) {
      if (inputTotal > tier.aboveInput()) {
        prices = tier.prices();
      }
    }
    return prices;
  }

  /** The price of a model on one's own machine: nothing, whatever it is asked. */
  public static ModelPrice free(String version) {
    TokenPrices nothing = TokenPrices.of(BigDecimal.ZERO, BigDecimal.ZERO);
    return new ModelPrice(nothing, List.of(), BigDecimal.ZERO, null, "catalogue", version);
  }
}
