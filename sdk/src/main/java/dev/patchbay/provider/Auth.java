package dev.patchbay.provider;

import org.jspecify.annotations.Nullable;

/**
 * How a provider takes the credential: a header, and what stands before the key in it. Immutable.
 *
 * @param header name of the header; null if the provider asks for none
 * @param prefix such as {@code "Bearer "}; may be empty
 */
public record Auth(@Nullable String header, String prefix) {
  /** {@code Authorization: Bearer KEY}. */
  public static final Auth BEARER = new Auth("Authorization", "Bearer ");

  /** No credential. */
  public static final Auth NONE = new Auth(null, "");
}
