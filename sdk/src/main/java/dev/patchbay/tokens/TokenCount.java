package dev.patchbay.tokens;

/**
 * The tokens of a prompt and who says so. Immutable.
 *
 * @param tokens at least 0
 * @param exact true if the provider that would answer has counted them
 * @param by who counted: a provider's id, {@code jtokkit o200k_base}, or {@code estimate}
 * @param note why an exact count that was asked for is none; empty if there is nothing to say
 */
public record TokenCount(long tokens, boolean exact, String by, String note) {
  /** Who counted where no vocabulary was at hand. */
  public static final String ESTIMATE = "estimate";

  public TokenCount {
    if (tokens < 0) {
      throw new IllegalArgumentException("tokens must be at least 0: " + tokens);
    }
  }

  /** A count by a provider. */
  public static TokenCount exact(long tokens, String provider) {
    return new TokenCount(tokens, true, provider, "");
  }

  /** An estimate. */
  public static TokenCount estimate(long tokens, String by) {
    return new TokenCount(tokens, false, by, "");
  }

  /** This count, with the reason why it is no exact one. */
  public TokenCount because(String reason) {
    return new TokenCount(tokens, exact, by, reason);
  }
}
