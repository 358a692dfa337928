package dev.patchbay.provider;

import java.util.Locale;
import java.util.Optional;

/** The three sizes of model every provider may name one for. */
public enum Tier {
  /** Asked for by names with {@code haiku}. */
  SMALL("haiku"),
  /** Asked for by names with {@code sonnet}. */
  MEDIUM("sonnet"),
  /** Asked for by names with {@code opus}. */
  BIG("opus");

  private final String word;

  Tier(String word) {
    this.word = word;
  }

  /** The tier a model's name asks for. */
  public static Optional<Tier> askedBy(String model) {
    String lower = model.toLowerCase(Locale.ROOT);
    for (Tier tier : values()) {
      if (lower.contains(tier.word)) {
        return Optional.of(tier);
      }
    }
    return Optional.empty();
  }
}
