package dev.patchbay.wire;

import dev.patchbay.chat.Issuer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an encoder may know of the place it writes for. Immutable.
 *
 * @param model the model as the provider is to be asked for it
 * @param issuer who will answer: opaque values of this issuer go back to it, of others don't
 * @param quirks how it differs from its protocol, provider's and model's together
 * @param capabilities what the model can do; null if unknown, which is no reason to leave anything
 *     out
 * @param contextWindow in tokens; null if unknown
 * @param maxOutput most output tokens; null if unknown
 * @param cache what becomes of cache marks
 */
public record TargetProfile(
    String model,
    Issuer issuer,
    Set<Quirk> quirks,
    @Nullable Set<Capability> capabilities,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutput,
    CacheRule cache) {
  public TargetProfile {
    quirks = Set.copyOf(quirks);
    capabilities = capabilities == null ? null : Set.copyOf(capabilities);
  }

  /** A target to which cache marks go as the client sets them. */
  public TargetProfile(
      String model,
      Issuer issuer,
      Set<Quirk> quirks,
      @Nullable Set<Capability> capabilities,
      @Nullable Integer contextWindow,
      @Nullable Integer maxOutput) {
    this(model, issuer, quirks, capabilities, contextWindow, maxOutput, CacheRule.KEEP);
  }

  /** A target without quirks and limits. */
  public static TargetProfile plain(String provider, String model) {
    return new TargetProfile(model, Issuer.of(provider, model), Set.of(), null, null, null);
  }

  /** True if the target has the quirk. */
  public boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }
}
