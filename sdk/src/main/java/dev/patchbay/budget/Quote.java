package dev.patchbay.budget;

import dev.patchbay.price.ModelPrice;
import dev.patchbay.price.TokenPrices;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most an attempt can cost, by the length of its answer: every token in the dearest class it
 * may be billed in, since nobody knows before what is cached. Searches are not foreseen. Pure.
 */
public final class Quote {
  /** The estimate of a prompt may be wrong by a quarter; the planner's filter allows the same. */
  private static final BigDecimal TOLERANCE = new BigDecimal("1.25");

  /** From 10⁻⁶ USD, a token at a price per million, to 10⁻¹². */
  private static final int MICRO_TO_PICO = 6;

  private static final int USD_TO_PICO = 12;

  private final BigInteger promptPico;
  private final BigDecimal perTokenPico;

  private Quote(BigInteger promptPico, BigDecimal perTokenPico) {
    this.promptPico = promptPico;
    this.perTokenPico = perTokenPico;
  }

  /**
   * The quote of an attempt.
   *
   * @param estimatedInput tokens of the prompt, as estimated
   * @param choices how many answers are asked for, at least 1
   * @param sound true if the prompt or the answer may have sound
   */
  public static Quote of(ModelPrice price, long estimatedInput, int choices, boolean sound) {
    BigDecimal most =
        BigDecimal.valueOf(estimatedInput).multiply(TOLERANCE).setScale(0, RoundingMode.CEILING);
    List<TokenPrices> within = within(price, most);
    BigDecimal prompt = most.multiply(dearestInput(within, sound)).movePointRight(MICRO_TO_PICO);
    BigDecimal fee = price.perRequest() == null ? BigDecimal.ZERO : price.perRequest();
    BigDecimal token = dearestOutput(within, sound).multiply(BigDecimal.valueOf(choices));
    return new Quote(
        whole(prompt.add(fee.movePointRight(USD_TO_PICO)), RoundingMode.CEILING),
        token.movePointRight(MICRO_TO_PICO));
  }

  /** The prices the prompt may be billed at: it may also be shorter than estimated. */
  private static List<TokenPrices> within(ModelPrice price, BigDecimal mostInput) {
    List<TokenPrices> prices = new ArrayList<>(List.of(price.base()));
    for (ModelPrice.Tier tier : price.tiers()) {
      if (mostInput.compareTo(BigDecimal.valueOf(tier.aboveInput())) > 0) {
        prices.add(tier.prices());
      }
    }
    return prices;
  }

  private static BigDecimal dearestInput(List<TokenPrices> prices, boolean sound) {
    BigDecimal most = BigDecimal.ZERO;
    for (TokenPrices one : prices) {
      most = most.max(one.input()).max(orZero(one.cacheWrite()));
      most = most.max(orZero(one.cacheWrite5m())).max(orZero(one.cacheWrite1h()));
      most = sound ? most.max(orZero(one.audioInput())) : most;
    }
    return most;
  }

  private static BigDecimal dearestOutput(List<TokenPrices> prices, boolean sound) {
    BigDecimal most = BigDecimal.ZERO;
    for (TokenPrices one : prices) {
      most = most.max(one.output()).max(orZero(one.reasoning()));
      most = sound ? most.max(orZero(one.audioOutput())) : most;
    }
    return most;
  }

  private static BigDecimal orZero(@Nullable BigDecimal price) {
    return price == null ? BigDecimal.ZERO : price;
  }

  private static BigInteger whole(BigDecimal value, RoundingMode rounding) {
    return value.setScale(0, rounding).unscaledValue();
  }

  /** The most it can cost in 10⁻¹² USD if an answer has so many tokens at most. */
  public long picoUsd(long outputTokens) {
    BigDecimal answer = perTokenPico.multiply(BigDecimal.valueOf(outputTokens));
    BigInteger all = promptPico.add(whole(answer, RoundingMode.CEILING));
    return all.bitLength() < Long.SIZE ? all.longValue() : Long.MAX_VALUE;
  }

  /** The most tokens of an answer that cannot cost more; negative if the prompt alone does. */
  public long outputWithin(long picoUsd) {
    BigInteger left = BigInteger.valueOf(picoUsd).subtract(promptPico);
    if (left.signum() < 0) {
      return -1;
    }
    if (perTokenPico.signum() == 0) {
      return Long.MAX_VALUE;
    }
    BigInteger tokens = new BigDecimal(left).divideToIntegralValue(perTokenPico).toBigInteger();
    return tokens.bitLength() < Long.SIZE ? tokens.longValue() : Long.MAX_VALUE;
  }
}
