package dev.patchbay.tokens;

import java.util.Optional;

/** Counts the tokens of texts. */
interface TextCounter {
  /** At least 0; never throws for what a text holds. */
  double tokens(String text);

  /** Who counts, as {@link TokenCount#by} says it. */
  String name();

  /** The best there is for a family: its vocabulary if it can be had, else the rules. */
  static TextCounter of(TokenFamily family) {
    String vocabulary = family.vocabulary();
    Optional<TextCounter> known =
        vocabulary == null ? Optional.empty() : VocabularyCounter.of(vocabulary);
    return known.orElseGet(() -> byRule(family));
  }

  /** By the rules alone. */
  static TextCounter byRule(TokenFamily family) {
    return new TextCounter() {
      @Override
      public double tokens(String text) {
        return TextTokens.of(text) * family.factor();
      }

      @Override
      public String name() {
        return TokenCount.ESTIMATE;
      }
    };
  }
}
