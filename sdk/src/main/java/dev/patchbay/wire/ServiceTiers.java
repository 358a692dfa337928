package dev.patchbay.wire;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tier that served an answer, in the words of the protocol it is told in: clients that validate
 * refuse another vendor's. Words of neither vendor stay as they are. Stateless.
 */
public final class ServiceTiers {
  private static final Map<String, String> OPENAI = Map.of("standard", "default");
  private static final Map<String, String> ANTHROPIC =
      Map.of("default", "standard", "auto", "standard");
  private static final Set<String> ONLY_OPENAI = Set.of("flex", "scale", "fast", "ultrafast");
  private static final Set<String> ONLY_ANTHROPIC = Set.of("batch");

  private ServiceTiers() {}

  /** OpenAI's word; null if it has none. */
  public static @Nullable String openai(@Nullable String tier) {
    return tier == null || ONLY_ANTHROPIC.contains(tier) ? null : OPENAI.getOrDefault(tier, tier);
  }

  /** Anthropic's word; null if it has none. */
  public static @Nullable String anthropic(@Nullable String tier) {
    return tier == null || ONLY_OPENAI.contains(tier) ? null : ANTHROPIC.getOrDefault(tier, tier);
  }
}
