package dev.patchbay.server.api;

import dev.patchbay.inquiry.ModelInfo;
import org.jspecify.annotations.Nullable;

/**
 * A model as a client may ask for it. Immutable.
 *
 * @param id the name to ask by
 * @param owner whose it is: a provider's id, or ours for a name that stands for others
 * @param contextWindow in tokens; null if unknown
 * @param maxOutput in tokens; null if unknown
 */
record OfferedModel(
    String id, String owner, @Nullable Integer contextWindow, @Nullable Integer maxOutput) {
  /** Who owns the names that the configuration makes up. */
  static final String OURS = "patchbay";

  static OfferedModel of(String id, ModelInfo info) {
    return new OfferedModel(id, info.provider(), info.contextWindow(), info.maxOutput());
  }

  static OfferedModel named(String id) {
    return new OfferedModel(id, OURS, null, null);
  }
}
