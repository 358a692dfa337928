package dev.patchbay.price;

import static dev.patchbay.chat.Usage.orZero;

import dev.patchbay.chat.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an answer's tokens cost. Each token is billed in exactly one class: of the input as a cache
 * read, a cache write, sound, or fresh text; of the output as reasoning (where that has its own
 * price), sound, or text. Pure and exact.
 */
public final class Pricing {
  private static final int PER_MILLION = 6;

  private Pricing() {}

  /**
   * The cost of one answer. What the provider reports counts before the price.
   *
   * @param price null if unknown
   * @return null if unknown: without a price, without the totals, or with searches that have none
   */
  public static @Nullable Cost cost(Usage usage, @Nullable ModelPrice price) {
    Cost reported = reported(usage.reportedCostUsd());
    return reported != null || price == null ? reported : listed(usage, price);
  }

  private static @Nullable Cost reported(@Nullable BigDecimal usd) {
    Long pico = usd == null || usd.signum() < 0 ? null : PicoUsd.of(usd);
    return pico == null ? null : new Cost(pico, Cost.PROVIDER, "");
  }

  private static @Nullable Cost listed(Usage usage, ModelPrice price) {
    if (usage.inputTotal() == null || usage.outputTotal() == null) {
      return null;
    }
    BigDecimal pieces = pieces(usage, price);
    if (pieces == null) {
      return null;
    }
    TokenPrices prices = price.at(usage.inputTotal());
    BigDecimal tokens = input(usage, prices).add(output(usage, prices));
    Long pico = PicoUsd.of(tokens.movePointLeft(PER_MILLION).add(pieces));
    return pico == null ? null : new Cost(pico, price.source(), price.version());
  }

  /** What is billed by the piece, in USD; null if its price is unknown. */
  private static @Nullable BigDecimal pieces(Usage usage, ModelPrice price) {
    BigDecimal request = price.perRequest() == null ? BigDecimal.ZERO : price.perRequest();
    long searches = orZero(usage.webSearches());
    if (searches == 0) {
      return request;
    }
    BigDecimal each = price.webSearchEach();
    return each == null ? null : request.add(each.multiply(BigDecimal.valueOf(searches)));
  }

  /** In millionths of a USD. */
  private static BigDecimal input(Usage usage, TokenPrices prices) {
    long fresh = usage.freshInput();
    long audio = Math.min(fresh, orZero(usage.audioInput()));
    return times(orZero(usage.cacheRead()), prices.cacheReadOrInput())
        .add(times(orZero(usage.cacheWrite5m()), prices.cacheWrite5mOrOther()))
        .add(times(orZero(usage.cacheWrite1h()), prices.cacheWrite1hOrOther()))
        .add(times(orZero(usage.cacheWriteOther()), prices.cacheWriteOrInput()))
        .add(times(audio, prices.audioInputOrInput()))
        .add(times(fresh - audio, prices.input()));
  }

  /** In millionths of a USD. */
  private static BigDecimal output(Usage usage, TokenPrices prices) {
    long total = orZero(usage.outputTotal());
    long reasoning = Math.min(total, orZero(usage.reasoning()));
    long audio = Math.min(total - reasoning, orZero(usage.audioOutput()));
    return times(reasoning, prices.reasoningOrOutput())
        .add(times(audio, prices.audioOutputOrOutput()))
        .add(times(total - reasoning - audio, prices.output()));
  }

  private static BigDecimal times(long tokens, BigDecimal price) {
    return price.multiply(BigDecimal.valueOf(tokens));
  }
}
