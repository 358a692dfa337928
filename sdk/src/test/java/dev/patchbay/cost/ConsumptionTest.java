package dev.patchbay.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.JsonFields;
import dev.patchbay.price.Cost;
import dev.patchbay.price.ModelPrice;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.tokens.PromptTokens;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumptionTest {
  private static final ModelPrice PRICE =
      new ModelPrice(
          TokenPrices.of(new BigDecimal("3"), new BigDecimal("15")),
          List.of(),
          null,
          null,
          "catalogue",
          "1");
  private static final String TEXT = "The quick brown fox jumps over the lazy dog. ";
  private static final long COUNTED = PromptTokens.count(Message.assistant(TEXT).parts(), "m");

  private static ChatResponse answer(Usage usage, Part... parts) {
    Message.Assistant message =
        parts.length == 0 ? Message.assistant(TEXT) : new Message.Assistant(List.of(parts));
    Choice choice = new Choice(0, message, StopReason.OTHER, null, JsonFields.NONE);
    return new ChatResponse("", "", null, List.of(choice), usage, null, JsonFields.NONE);
  }

  private static Consumption of(ChatResponse come, boolean lastWord) {
    return Consumption.of(come, lastWord, "m", PRICE, () -> 77);
  }

  private static Usage announced(long input, long read, long output) {
    return new Usage(input, read, null, null, null, output, null, null, null, null, null);
  }

  @Test
  void theLastWordOfTheProviderIsTakenAsItIs() {
    Consumption consumed = of(answer(Usage.of(1000, 2)), true);
    assertEquals(Usage.of(1000, 2), consumed.usage());
    assertFalse(consumed.estimated());
    assertEquals(3_030_000_000L, consumed.cost().picoUsd());
  }

  @Test
  void withoutAnyWordTheInputIsEstimatedAndTheOutputCounted() {
    Consumption consumed = of(answer(null), true);
    assertEquals(Usage.of(77, COUNTED), consumed.usage());
    assertTrue(consumed.estimated());
    assertEquals((77 * 3 + COUNTED * 15) * 1_000_000, consumed.cost().picoUsd());
  }

  @Test
  void whatWasAnnouncedOfTheInputStandsWithItsClasses() {
    Consumption consumed = of(answer(announced(500, 400, 1)), false);
    assertEquals(announced(500, 400, COUNTED), consumed.usage());
    assertTrue(consumed.estimated());
  }

  @Test
  void anAnnouncedOutputBeyondWhatCameStands() {
    assertEquals(900, of(answer(announced(500, 0, 900)), false).usage().outputTotal());
  }

  /** No answer costs nothing because its server says zero before or instead of counting. */
  @ParameterizedTest
  @CsvSource({"0, 0, true", "0, 0, false", "0, 1, false"})
  void zerosAreNoWordOnTokens(long input, long output, boolean lastWord) {
    Consumption consumed = of(answer(Usage.of(input, output)), lastWord);
    assertEquals(Usage.of(77, COUNTED), consumed.usage());
    assertTrue(consumed.estimated());
  }

  @Test
  void anOutputOfWhichTheLastWordSpeaksStandsBesideAnEstimatedInput() {
    Usage said = new Usage(null, null, null, null, null, 5L, 2L, null, null, null, null);
    Consumption consumed = of(answer(said), true);
    assertEquals(77, consumed.usage().inputTotal());
    assertEquals(5, consumed.usage().outputTotal());
    assertEquals(2, consumed.usage().reasoning());
    assertTrue(consumed.estimated());
  }

  @Test
  void reasoningThatCameIsCountedAsOutputAndAsReasoning() {
    Part thinking = new Part.Thinking(TEXT, null);
    Consumption consumed = of(answer(null, thinking), false);
    assertEquals(COUNTED, consumed.usage().reasoning());
    assertEquals(COUNTED, consumed.usage().outputTotal());
  }

  @Test
  void anUnknownPriceLeavesTheCostUnknownAndTheTokensKnown() {
    Consumption consumed = Consumption.of(answer(null), false, "m", null, () -> 77);
    assertNull(consumed.cost());
    assertEquals(77, consumed.usage().inputTotal());
  }

  @Test
  void aCostTheProviderReportsStandsWhateverIsEstimated() {
    Usage said =
        new Usage(
            null, null, null, null, null, null, null, null, null, null, new BigDecimal("0.5"));
    Consumption consumed = of(answer(said), false);
    assertEquals(new Cost(500_000_000_000L, Cost.PROVIDER, ""), consumed.cost());
  }

  @Test
  void thePromptIsCountedOnlyWhereItIsNeeded() {
    Consumption.of(
        answer(Usage.of(1, 1)),
        true,
        "m",
        PRICE,
        () -> {
          throw new AssertionError("counted");
        });
  }
}
