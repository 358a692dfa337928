package dev.patchbay.wire;

import java.util.Locale;
import java.util.Optional;

/** What a model can do, and what a request may need. */
public enum Capability {
  TOOLS,
  PARALLEL_TOOLS,
  VISION,
  PDF,
  AUDIO_IN,
  AUDIO_OUT,
  VIDEO,
  JSON_SCHEMA,
  REASONING,
  PROMPT_CACHING,
  PREFILL,
  WEB_SEARCH;

  /** The word in configuration and catalogue, such as {@code json_schema}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The capability of a word; {@code -} counts as {@code _}. */
  public static Optional<Capability> of(String word) {
    String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
    for (Capability capability : values()) {
      if (capability.name().equals(name)) {
        return Optional.of(capability);
      }
    }
    return Optional.empty();
  }
}
