package dev.patchbay.price;

import java.math.BigDecimal;
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
 */
public record ModelPrice(
    TokenPrices base,
    List<Tier> tiers,
    @Nullable BigDecimal webSearchEach,
    @Nullable BigDecimal perRequest,
    String source,
    String version) {

  /** Prices that hold for the whole request once its prompt exceeds so many tokens. */
  public record Tier(long aboveInput, TokenPrices prices) {}

  public ModelPrice {
    tiers = List.copyOf(tiers);
    check(webSearchEach);
    check(perRequest);
    for (int i = 1; i < tiers.size(); i++) {
      if (tiers.get(i).aboveInput() <= tiers.get(i - 1).aboveInput()) {
        throw new IllegalArgumentException("Price tiers must ascend: " + tiers);
      }
    }
  }

  private static void check(@Nullable BigDecimal price) {
    if (price != null && price.signum() < 0) {
      throw new IllegalArgumentException("A price must not be negative: " + price);
    }
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
