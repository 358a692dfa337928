package dev.patchbay.provider;

import dev.patchbay.price.ModelPrice;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one model at one provider. Immutable.
 *
 * @param id the model's name at the provider
 * @param contextWindow in tokens, prompt and answer together; null if unknown
 * @param maxInput most tokens of the prompt, where smaller than the window; null if not
 * @param maxOutput most tokens of the answer; null if unknown
 * @param capabilities what it can do; null if unknown
 * @param quirks how it differs from its protocol
 * @param responsesOnly true if it answers only the Responses protocol
 * @param retired true if the provider has retired it
 * @param successor the newest model of its family, tried after MODEL_NOT_FOUND; null if none
 * @param price what it costs; null if unknown
 */
public record ModelCard(
    String id,
    @Nullable Integer contextWindow,
    @Nullable Integer maxInput,
    @Nullable Integer maxOutput,
    @Nullable Set<Capability> capabilities,
    Set<Quirk> quirks,
    boolean responsesOnly,
    boolean retired,
    @Nullable String successor,
    @Nullable ModelPrice price) {
  public ModelCard {
    capabilities = capabilities == null ? null : Set.copyOf(capabilities);
    quirks = Set.copyOf(quirks);
  }

  /** A model of which only the name is known. */
  public static ModelCard named(String id) {
    return new ModelCard(id, null, null, null, null, Set.of(), false, false, null, null);
  }

  /** How many tokens a prompt may have; null if unknown. */
  public @Nullable Integer inputWindow() {
    return maxInput != null ? maxInput : contextWindow;
  }

  /** True if it is known to reason before it answers. */
  public boolean reasons() {
    return capabilities != null && capabilities.contains(Capability.REASONING);
  }

  /** This card under another of the model's names. */
  ModelCard withId(String name) {
    return name.equals(id)
        ? this
        : new ModelCard(
            name,
            contextWindow,
            maxInput,
            maxOutput,
            capabilities,
            quirks,
            responsesOnly,
            retired,
            successor,
            price);
  }

  /** This card with another price, or none. */
  public ModelCard withPrice(@Nullable ModelPrice other) {
    return new ModelCard(
        id,
        contextWindow,
        maxInput,
        maxOutput,
        capabilities,
        quirks,
        responsesOnly,
        retired,
        successor,
        other);
  }

  /** This card, with what it leaves open taken from another one of the same model. */
  public ModelCard over(ModelCard other) {
    return new ModelCard(
        other.id,
        contextWindow == null ? other.contextWindow : contextWindow,
        maxInput == null ? other.maxInput : maxInput,
        maxOutput == null ? other.maxOutput : maxOutput,
        capabilities == null ? other.capabilities : capabilities,
        quirks.isEmpty() ? other.quirks : quirks,
        responsesOnly || other.responsesOnly,
        retired || other.retired,
        successor == null ? other.successor : successor,
        price == null ? other.price : price);
  }
}
