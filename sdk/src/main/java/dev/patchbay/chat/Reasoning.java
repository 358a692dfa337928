package dev.patchbay.chat;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much the model is to think before it answers. Immutable.
 *
 * @param mode whether it thinks at all; null if only the effort was said
 * @param effort how hard; null if unsaid
 * @param budgetTokens how many tokens it may think for, at least 0; null if unsaid
 * @param display whether the caller wants to see it, in the protocol's word ({@code summarized},
 *     {@code omitted}, {@code auto}, {@code detailed}); null if unsaid
 */
public record Reasoning(
    @Nullable Mode mode,
    @Nullable Effort effort,
    @Nullable Integer budgetTokens,
    @Nullable String display) {

  /** Whether the model thinks. */
  public enum Mode {
    /** It does, within a budget. */
    ENABLED,
    /** It decides. */
    ADAPTIVE,
    /** It does not. */
    DISABLED,
    /** Only between tool calls (Anthropic). */
    BETWEEN_TOOLS
  }

  /** How hard the model thinks. */
  public enum Effort {
    NONE,
    MINIMAL,
    LOW,
    MEDIUM,
    HIGH,
    XHIGH,
    MAX;

    /** The protocols' word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The effort of a word; empty if it is none. */
    public static Optional<Effort> of(String word) {
      for (Effort effort : values()) {
        if (effort.word().equals(word)) {
          return Optional.of(effort);
        }
      }
      return Optional.empty();
    }
  }

  public Reasoning {
    if (budgetTokens != null && budgetTokens < 0) {
      throw new IllegalArgumentException("budgetTokens must not be negative: " + budgetTokens);
    }
  }

  /** Reasoning of an effort. */
  public static Reasoning effort(Effort effort) {
    return new Reasoning(null, effort, null, null);
  }

  /** Reasoning within a budget of tokens. */
  public static Reasoning budget(int tokens) {
    return new Reasoning(Mode.ENABLED, null, tokens, null);
  }

  /** True if the request asks for thinking: neither disabled nor of no effort. */
  public boolean asksForThinking() {
    if (mode == Mode.DISABLED || effort == Effort.NONE) {
      return false;
    }
    return budgetTokens == null || budgetTokens > 0;
  }
}
