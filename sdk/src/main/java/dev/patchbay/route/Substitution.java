package dev.patchbay.route;

import java.util.Locale;
import java.util.Optional;

/** Whether another model than the one asked for may answer. */
public enum Substitution {
  /** Never, also not by tier models of an exclusive provider. */
  NEVER,
  /** Where the user configured it: default provider, explicit mode, written tier models. */
  CONFIGURED,
  /** At every provider, for names that ask for a tier. */
  ANY;

  /** The word in configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value of a word. */
  public static Optional<Substitution> of(String word) {
    for (Substitution value : values()) {
      if (value.word().equals(word.toLowerCase(Locale.ROOT))) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
