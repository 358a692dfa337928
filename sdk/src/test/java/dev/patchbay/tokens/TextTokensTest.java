package dev.patchbay.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules against OpenAI's vocabularies, on texts they were not read off from one by one. */
class TextTokensTest {
  private static final TextCounter NEW = VocabularyCounter.of("o200k_base").orElseThrow();
  private static final TextCounter OLD = VocabularyCounter.of("cl100k_base").orElseThrow();

  static List<Texts> texts() {
    return Texts.all();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void anEstimateIsOffByLessThanItsBound(Texts text, TestReporter reporter) {
    double truth = NEW.tokens(text.text());
    double error = TextTokens.of(text.text()) / truth - 1;
    reporter.publishEntry(text.toString(), String.format("%+.1f %%", error * 100));
    assertTrue(Math.abs(error) <= text.bound(), text + " is off by " + error);
  }

  @Test
  void onAverageTheErrorsOfTextsCancelOut() {
    double truth = 0;
    double estimate = 0;
    for (Texts text : texts()) {
      truth += NEW.tokens(text.text());
      estimate += TextTokens.of(text.text());
    }
    assertEquals(1, estimate / truth, 0.05);
  }

  @Test
  void theOlderVocabularyIsCountedByItself() {
    Texts english = texts().get(0);
    assertEquals(NEW.tokens(english.text()), OLD.tokens(english.text()), 5);
    Texts hindi = texts().stream().filter(one -> one.name().equals("hindi")).findFirst().get();
    assertTrue(OLD.tokens(hindi.text()) > 2 * NEW.tokens(hindi.text()));
  }

  /** What routing reckons with: characters alone. It must not mistake a prompt for half of it. */
  @ParameterizedTest
  @MethodSource("texts")
  void theRatesOfRoutingAreOffByLessThanAHalf(Texts text) {
    double truth = NEW.tokens(text.text());
    double error = rates(text.text()) / truth - 1;
    double bound = List.of("numbers", "ids").contains(text.kind()) ? 0.60 : 0.40;
    assertTrue(Math.abs(error) <= bound, text + " is off by " + error);
  }

  private static double rates(String text) {
    long narrow = text.chars().filter(c -> c < 0x370).count();
    long wide =
        text.chars()
            .filter(
                c -> c >= 0x2E80 && c <= 0xD7FF || c >= 0xF900 || Character.isSurrogate((char) c))
            .count();
    return PromptRates.tokens(narrow, text.length() - narrow - wide, wide);
  }

  @Test
  void anythingIsCountedWithoutFailing() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append((char) random.nextInt(0x10000));
      }
      double tokens = TextTokens.of(text.toString());
      assertTrue(tokens >= 0 && tokens <= 4 * text.length() + 1, "of " + text.length());
    }
    assertEquals(0, TextTokens.of(""));
  }

  @Test
  void aCommandToTheTokenizerIsText() {
    assertTrue(NEW.tokens("<|endoftext|>") >= 3);
    assertTrue(NEW.tokens("a<|endofprompt|>b") >= 4);
  }
}
