package dev.patchbay.chat;

import org.jspecify.annotations.Nullable;

/**
 * How the model draws its words; null leaves it to the provider. Immutable.
 *
 * @param temperature 0..2 (Anthropic 0..1)
 * @param topP 0..1
 * @param topK at least 0
 * @param seed for answers that can be repeated, as far as the provider can
 * @param presencePenalty -2..2
 * @param frequencyPenalty -2..2
 */
public record Sampling(
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Integer topK,
    @Nullable Long seed,
    @Nullable Double presencePenalty,
    @Nullable Double frequencyPenalty) {
  /** Nothing said. */
  public static final Sampling DEFAULT = new Sampling(null, null, null, null, null, null);

  public Sampling {
    inRange("temperature", temperature, 0, 2);
    inRange("topP", topP, 0, 1);
    inRange("presencePenalty", presencePenalty, -2, 2);
    inRange("frequencyPenalty", frequencyPenalty, -2, 2);
    if (topK != null && topK < 0) {
      throw new IllegalArgumentException("topK must be at least 0: " + topK);
    }
  }

  private static void inRange(String name, @Nullable Double value, double low, double high) {
    if (value != null && !(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " must be between " + low + " and " + high + ": " + value);
    }
  }
}
