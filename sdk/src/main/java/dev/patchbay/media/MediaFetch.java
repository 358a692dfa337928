package dev.patchbay.media;

import java.util.Locale;
import java.util.Optional;

/** Whether media at addresses are fetched here for targets that fetch none themselves. */
public enum MediaFetch {
  /** No: such a request is refused by name. */
  NEVER,
  /** From public addresses of the internet, within bounds. The default. */
  PUBLIC;

  /** The word in a configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value of a word. */
  public static Optional<MediaFetch> of(String word) {
    for (MediaFetch value : values()) {
      if (value.word().equals(word)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
