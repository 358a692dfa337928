package dev.patchbay.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {
  private static BigDecimal usd(String digits) {
    return new BigDecimal(digits);
  }

  /** Claude Sonnet 4.5's: 3/15, read 0.3, writes 3.75 and 6; above 200,000 6/22.5, 0.6, 7.5, 12. */
  private static ModelPrice claude() {
    TokenPrices base =
        new TokenPrices(
            usd("3"), usd("15"), usd("0.3"), usd("3.75"), usd("6"), null, null, null, null);
    TokenPrices large =
        new TokenPrices(
            usd("6"), usd("22.5"), usd("0.6"), usd("7.5"), usd("12"), null, null, null, null);
    return price(base, List.of(new ModelPrice.Tier(200_000, large)), "0.01", null);
  }

  /** GPT-5.6 luna's: 0.2/1.2, read 0.02, write 0.25. */
  private static ModelPrice gpt() {
    TokenPrices base =
        new TokenPrices(
            usd("0.2"), usd("1.2"), usd("0.02"), null, null, usd("0.25"), null, null, null);
    return price(base, List.of(), null, null);
  }

  /** GPT-4o audio's: 2.5/10, sound 40/80. */
  private static ModelPrice audio() {
    TokenPrices base =
        new TokenPrices(usd("2.5"), usd("10"), null, null, null, null, null, usd("40"), usd("80"));
    return price(base, List.of(), null, null);
  }

  /** Sonar deep research's: 2/8, reasoning 3, 0.005 for each request. */
  private static ModelPrice sonar() {
    TokenPrices base =
        new TokenPrices(usd("2"), usd("8"), null, null, null, null, usd("3"), null, null);
    return price(base, List.of(), "0.005", "0.005");
  }

  private static ModelPrice price(
      TokenPrices base, List<ModelPrice.Tier> tiers, String search, String request) {
    return new ModelPrice(
        base,
        tiers,
        search == null ? null : usd(search),
        request == null ? null : usd(request),
        "catalogue",
        "2026-08-21");
  }

  private static ModelPrice named(String name) {
    return switch (name) {
      case "claude" -> claude();
      case "gpt" -> gpt();
      case "audio" -> audio();
      case "sonar" -> sonar();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /**
   * Columns: inputTotal, cacheRead, write5m, write1h, writeOther, outputTotal, reasoning, audio in,
   * audio out, searches.
   */
  @ParameterizedTest
  @CsvSource({
    // plain tokens: 1,000 × 3 + 500 × 15 = 10,500 millionths
    "claude, 1000, , , , , 500, , , , , 0.0105",
    // one token each way
    "claude, 1, , , , , 0, , , , , 0.000003",
    "gpt, 1, , , , , 0, , , , , 0.0000002",
    "gpt, 0, , , , , 1, , , , , 0.0000012",
    "gpt, 7, , , , , 3, , , , , 0.000005",
    // Anthropic's input of 50 beside 1,000 read: 50 × 3 + 1,000 × 0.3 + 10 × 15
    "claude, 1050, 1000, , , , 10, , , , , 0.0006",
    // 100 fresh, 2,000 written for five minutes, 3,000 for an hour, 4,000 read, 7 out
    "claude, 9100, 4000, 2000, 3000, , 7, , , , , 0.027105",
    // all of the prompt from the cache
    "claude, 5000, 5000, , , , 0, , , , , 0.0015",
    // a write of unstated time at the five-minute price
    "claude, 100, , , , 100, 0, , , , , 0.000375",
    // OpenAI: cached tokens are inside the prompt: 200 × 0.2 + 800 × 0.02 + 100 × 1.2
    "gpt, 1000, 800, , , , 100, , , , , 0.000176",
    // a written part: 100 × 0.2 + 800 × 0.02 + 100 × 0.25
    "gpt, 1000, 800, , , 100, 0, , , , , 0.000061",
    // a five-minute write where only a plain write price is known
    "gpt, 100, , 100, , , 0, , , , , 0.000025",
    // an hour's write without a price of its own
    "gpt, 100, , , 100, , 0, , , , , 0.000025",
    // reasoning is inside the output and costs the same: 100 × 1.2
    "gpt, 0, , , , , 100, 90, , , , 0.00012",
    // reasoning with its own price: 10 × 8 + 90 × 3, and the request
    "sonar, 0, , , , , 100, 90, , , , 0.00535",
    // more reasoning than output is nonsense: all of it is reasoning
    "sonar, 0, , , , , 100, 900, , , , 0.0053",
    // searches by the piece: 3 × 0.005 + 0.005, 1,000 × 2 + 100 × 8
    "sonar, 1000, , , , , 100, , , , 3, 0.0228",
    "claude, 1000, , , , , 0, , , , 2, 0.023",
    // sound: 100 × 2.5 + 900 × 40, 50 × 10 + 150 × 80
    "audio, 1000, , , , , 200, , 900, 150, , 0.04875",
    // cached tokens without a price of their own cost what input does
    "audio, 1000, 600, , , , 0, , , , , 0.0025",
    // at the border of a tier, and one above it
    "claude, 200000, , , , , 1, , , , , 0.600015",
    "claude, 200001, , , , , 1, , , , , 1.2000285",
    // the tier is told by the whole prompt and holds for reads and writes: 1 × 6 + 200,000 × 0.6
    "claude, 200001, 200000, , , , 0, , , , , 0.120006",
    "claude, 300000, , 100000, 100000, , 0, , , , , 2.55",
    // nothing used
    "claude, 0, , , , , 0, , , , , 0",
    // parts beyond the total don't make fresh input negative
    "claude, 10, 100, , , , 0, , , , , 0.00003",
    // a hundred billion tokens
    "claude, 100000000000, , , , , 0, , , , , 600000",
  })
  void billsEachTokenOnce(
      String price,
      Long input,
      Long read,
      Long write5m,
      Long write1h,
      Long writeOther,
      Long output,
      Long reasoning,
      Long audioIn,
      Long audioOut,
      Long searches,
      String expected) {
    Usage usage =
        new Usage(
            input,
            read,
            write5m,
            write1h,
            writeOther,
            output,
            reasoning,
            audioIn,
            audioOut,
            searches,
            null);
    Cost cost = Pricing.cost(usage, named(price));
    assertEquals(usd(expected), cost.usd());
    assertEquals("catalogue", cost.source());
    assertEquals("2026-08-21", cost.version());
  }

  @Test
  void theProvidersOwnWordWins() {
    Usage usage =
        new Usage(
            1000L, null, null, null, null, 500L, null, null, null, null, usd("0.00123456789"));
    Cost cost = Pricing.cost(usage, claude());
    assertEquals(new Cost(1_234_567_890L, "provider", ""), cost);
    assertEquals(cost, Pricing.cost(usage, null));
  }

  @Test
  void aReportedCostWithoutTotalsStillCounts() {
    Usage usage = new Usage(null, null, null, null, null, null, null, null, null, null, usd("0"));
    assertEquals(new Cost(0, "provider", ""), Pricing.cost(usage, claude()));
  }

  @ParameterizedTest
  @CsvSource({"-0.01", "1e30", "9223372.036854775808"})
  void aNonsensicalReportFallsBackToThePrice(String reported) {
    Usage usage =
        new Usage(1000L, null, null, null, null, 0L, null, null, null, null, usd(reported));
    assertEquals(usd("0.003"), Pricing.cost(usage, claude()).usd());
  }

  @Test
  void anUnknownPriceIsAnUnknownCost() {
    assertNull(Pricing.cost(Usage.of(1, 1), null));
  }

  @Test
  void unknownTotalsAreAnUnknownCost() {
    assertNull(
        Pricing.cost(
            new Usage(1L, null, null, null, null, null, null, null, null, null, null), claude()));
    assertNull(
        Pricing.cost(
            new Usage(null, 5L, null, null, null, 1L, null, null, null, null, null), claude()));
  }

  @Test
  void searchesOfUnknownPriceAreAnUnknownCost() {
    Usage searched = new Usage(1L, null, null, null, null, 1L, null, null, null, 1L, null);
    assertNull(Pricing.cost(searched, gpt()));
    assertNotNull(Pricing.cost(searched, ModelPrice.free("x")));
  }

  @Test
  void localModelsCostZeroWhichIsNotUnknown() {
    assertEquals(0, Pricing.cost(Usage.of(1_000_000, 1_000_000), ModelPrice.free("x")).picoUsd());
  }

  @Test
  void aCostTooLargeToCountIsUnknown() {
    assertNull(Pricing.cost(Usage.of(Long.MAX_VALUE, Long.MAX_VALUE), claude()));
  }

  @Test
  void moreTokensNeverCostLessAndNothingIsNegative() {
    SplittableRandom random = new SplittableRandom(7);
    List<ModelPrice> prices = List.of(claude(), gpt(), audio(), sonar());
    for (int i = 0; i < 20_000; i++) {
      ModelPrice price = prices.get(random.nextInt(prices.size()));
      long input = random.nextLong(400_000);
      long output = random.nextLong(10_000);
      Usage less = usage(random.split(), input, output);
      long extra = random.nextLong(50_000);
      long more = random.nextLong(1000);
      Usage later = less.merge(Usage.of(input + extra, output + more));
      Cost one = Pricing.cost(less, price);
      Cost other = Pricing.cost(later, price);
      assertTrue(one.picoUsd() >= 0);
      assertTrue(other.picoUsd() >= one.picoUsd(), () -> less + " " + later);
    }
  }

  private static Usage usage(SplittableRandom random, long input, long output) {
    return new Usage(
        input,
        random.nextLong(input + 1),
        random.nextLong(1 + input / 4),
        null,
        null,
        output,
        random.nextLong(output + 1),
        random.nextLong(1 + input / 8),
        random.nextLong(output + 1),
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource({
    "0.000000000001, 1",
    "0.0000000000005, 0",
    "0.0000000000015, 2",
    "1, 1000000000000",
    "9223372.036854775807, 9223372036854775807",
  })
  void wholeUnitsOfAnAmountAreRoundedHalfToEven(String amount, long pico) {
    assertEquals(pico, PicoUsd.of(usd(amount)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0.000000000001", "1500000000000, 1.5", "100000000000000, 100"})
  void unitsAreShownAsPlainDecimals(long pico, String amount) {
    assertEquals(amount, PicoUsd.toUsd(pico).toPlainString());
  }

  @Test
  void sumsThatDoNotFitAreRefused() {
    assertThrows(ArithmeticException.class, () -> PicoUsd.add(Long.MAX_VALUE, 1));
  }

  @Test
  void pricesAreNeverNegativeAndTiersAscend() {
    assertThrows(IllegalArgumentException.class, () -> TokenPrices.of(usd("-1"), usd("1")));
    ModelPrice.Tier tier = new ModelPrice.Tier(10, claude().base());
    assertThrows(
        IllegalArgumentException.class,
        () -> price(claude().base(), List.of(tier, tier), null, null));
  }
}
