package dev.patchbay.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.Usage;
import dev.patchbay.price.Cost;
import dev.patchbay.price.ModelPrice;
import dev.patchbay.price.Pricing;
import dev.patchbay.price.TokenPrices;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteTest {
  private static final ModelPrice PLAIN = price(TokenPrices.of(usd("3"), usd("15")));

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }

  private static ModelPrice price(TokenPrices base, ModelPrice.Tier... tiers) {
    return new ModelPrice(base, List.of(tiers), null, null, "test", "1");
  }

  @Test
  void aQuoteIsAQuarterOverThePromptAndTheWholeAnswer() {
    Quote quote = Quote.of(PLAIN, 1_000, 1, false);
    assertEquals(1_250 * 3_000_000L, quote.picoUsd(0));
    assertEquals(1_250 * 3_000_000L + 500 * 15_000_000L, quote.picoUsd(500));
  }

  @Test
  void everyTokenCountsInTheDearestClassItMayFallInto() {
    TokenPrices cached =
        new TokenPrices(
            usd("3"),
            usd("15"),
            usd("0.3"),
            usd("3.75"),
            usd("6"),
            null,
            usd("20"),
            usd("100"),
            usd("200"));
    assertEquals(5 * 6_000_000L + 7 * 20_000_000L, Quote.of(price(cached), 4, 1, false).picoUsd(7));
    assertEquals(
        5 * 100_000_000L + 7 * 200_000_000L, Quote.of(price(cached), 4, 1, true).picoUsd(7));
  }

  @ParameterizedTest
  @CsvSource({"100, 3000000", "160000, 3000000", "160001, 6000000", "900000, 6000000"})
  void thePromptThatMayReachATierIsQuotedAtIt(long estimate, long perToken) {
    ModelPrice.Tier tier = new ModelPrice.Tier(200_000, TokenPrices.of(usd("6"), usd("22.5")));
    Quote quote = Quote.of(price(PLAIN.base(), tier), estimate, 1, false);
    assertEquals((estimate * 5 + 3) / 4 * perToken, quote.picoUsd(0));
  }

  @Test
  void aFeeForEachRequestAndSeveralAnswersCount() {
    ModelPrice fee = new ModelPrice(PLAIN.base(), List.of(), null, usd("0.005"), "test", "1");
    assertEquals(5_000_000_000L + 3 * 10 * 15_000_000L, Quote.of(fee, 0, 3, false).picoUsd(10));
  }

  @Test
  void aPriceBelowOneUnitIsRoundedUp() {
    ModelPrice tiny = price(TokenPrices.of(usd("0.0000001"), usd("0.0000001")));
    assertEquals(2, Quote.of(tiny, 1, 1, false).picoUsd(1));
  }

  @Test
  void whatExceedsALongIsTheMost() {
    ModelPrice absurd = price(TokenPrices.of(usd("1e30"), usd("1e30")));
    Quote quote = Quote.of(absurd, 1_000_000, 1, false);
    assertEquals(Long.MAX_VALUE, quote.picoUsd(1));
    assertEquals(-1, quote.outputWithin(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({
    "3749999999, -1",
    "3750000000, 0",
    "3764999999, 0",
    "3765000000, 1",
    "9000000000, 350"
  })
  void theAnswerThatFitsIsTheLongestThatCostsNoMore(long pico, long tokens) {
    Quote quote = Quote.of(PLAIN, 1_000, 1, false);
    assertEquals(tokens, quote.outputWithin(pico));
    assertTrue(tokens < 0 || quote.picoUsd(tokens) <= pico);
  }

  @Test
  void anAnswerThatCostsNothingAlwaysFits() {
    Quote free = Quote.of(ModelPrice.free("1"), 1_000, 1, false);
    assertEquals(0, free.picoUsd(1_000_000));
    assertEquals(Long.MAX_VALUE, free.outputWithin(0));
  }

  @Test
  void aQuoteIsNeverUnderWhatThePricingOfThatUsageSays() {
    TokenPrices dear =
        new TokenPrices(
            usd("3"),
            usd("15"),
            usd("0.3"),
            usd("3.75"),
            usd("6"),
            usd("4"),
            usd("19"),
            null,
            null);
    Usage usage = new Usage(1_200L, null, null, 1_200L, null, 90L, null, null, null, null, null);
    Cost cost = Pricing.cost(usage, price(dear));
    assertTrue(Quote.of(price(dear), 1_000, 1, false).picoUsd(90) >= cost.picoUsd());
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 8192, false, 1000, 256",
    "9000, 8192, false, 8192, 256",
    "100, 8192, false, 100, 100",
    "0, 8192, false, 0, 0",
    ", 8192, false, 8192, 256",
    "1000, , false, 1000, 256",
    ", , false, 32768, 256",
    "1000, 8192, true, 8192, 256",
    "1024, , true, 32768, 256",
    "2000, 8192, true, 2000, 256",
  })
  void anAnswerHasTheRoomThatRequestAndModelLeaveIt(
      Integer asked, Integer model, boolean thinks, long most, long least) {
    assertEquals(new OutputRoom(most, least), OutputRoom.of(asked, model, thinks));
  }
}
