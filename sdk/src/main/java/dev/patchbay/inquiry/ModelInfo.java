package dev.patchbay.inquiry;

import dev.patchbay.price.ModelPrice;
import dev.patchbay.wire.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that can be asked at a provider. Immutable.
 *
 * @param provider id of the provider
 * @param id its name there; {@link #name} is sure to reach it
 * @param contextWindow in tokens, prompt and answer together; null if unknown
 * @param maxOutput most tokens of an answer; null if unknown
 * @param capabilities what it can do; null if unknown
 * @param price what it costs; null if unknown
 * @param source who says that it is there
 * @param confirmed true if the provider's own list has it
 */
public record ModelInfo(
    String provider,
    String id,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutput,
    @Nullable Set<Capability> capabilities,
    @Nullable ModelPrice price,
    Source source,
    boolean confirmed) {
  /** Who knows a model first. */
  public enum Source {
    /** The built-in catalogue. */
    CATALOGUE,
    /** The provider's {@code models} in the configuration. */
    CONFIGURED,
    /** The provider's own list alone. */
    DISCOVERED
  }

  public ModelInfo {
    capabilities = capabilities == null ? null : Set.copyOf(capabilities);
  }

  /** The name by which this very model is asked for: {@code provider:id}. */
  public String name() {
    return provider + ":" + id;
  }
}
