package dev.patchbay.server.admin;

import java.util.Locale;
import java.util.Map;

/** What kinds of providers are called elsewhere, and here. */
final class ProviderTypes {
  private static final Map<String, String> ALIASES =
      Map.of(
          "azure-openai", "azure",
          "google", "gemini",
          "google-gemini", "gemini",
          "claude", "anthropic",
          "mistralai", "mistral",
          "together-ai", "together",
          "togetherai", "together",
          "openai-compatible", "custom",
          "local", "custom");

  private ProviderTypes() {}

  /** The row of the catalogue that is meant, or {@code custom}; what nobody knows stays. */
  static String of(String type) {
    String word = Words.kebab(type.strip().toLowerCase(Locale.ROOT));
    return ALIASES.getOrDefault(word, word);
  }
}
