package dev.patchbay.chat;

import dev.patchbay.json.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * What may hang on any part besides its content. Immutable.
 *
 * @param cacheTtl a prompt-cache breakpoint after this part: its time to live as the protocol
 *     writes it ({@code 5m}, {@code 1h}, {@code 30m}), empty for the provider's default; null for
 *     none
 * @param signature an opaque signature of this part (Gemini's thought signature); null for none
 * @param extras fields of the part the codec does not know, verbatim
 */
public record PartInfo(@Nullable String cacheTtl, @Nullable Opaque signature, JsonFields extras) {
  /** Nothing. */
  public static final PartInfo NONE = new PartInfo(null, null, JsonFields.NONE);

  /** Only unknown fields; {@link #NONE} if there are none. */
  public static PartInfo of(@Nullable String cacheTtl, JsonFields extras) {
    return cacheTtl == null && extras.isEmpty() ? NONE : new PartInfo(cacheTtl, null, extras);
  }

  /** This, with a signature. */
  public PartInfo withSignature(@Nullable Opaque value) {
    return new PartInfo(cacheTtl, value, extras);
  }

  /** This, without unknown fields. */
  public PartInfo withExtras(JsonFields value) {
    return new PartInfo(cacheTtl, signature, value);
  }
}
