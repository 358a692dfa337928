package dev.patchbay.provider;

import java.util.Locale;
import java.util.Optional;

/** How a provider takes part in routing. */
public enum DispatchMode {
  /** Never asked. */
  OFF,
  /** Asked alone for whatever it serves; its error is the answer. */
  EXCLUSIVE,
  /** Drawn by weight together with the default provider. */
  POOLED,
  /** Asked after the others. */
  FALLBACK;

  /** The word in configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of a word. */
  public static Optional<DispatchMode> of(String word) {
    for (DispatchMode mode : values()) {
      if (mode.word().equals(word.toLowerCase(Locale.ROOT))) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
