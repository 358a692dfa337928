package dev.patchbay.chat;

import org.jspecify.annotations.Nullable;

/**
 * Who produced an opaque value: only there it means anything. Immutable.
 *
 * @param provider id of the provider
 * @param model the model as the provider was asked for it
 * @param organization the account's organization at the provider, as far as known; else null
 */
public record Issuer(String provider, String model, @Nullable String organization) {
  /** An issuer nobody knows: values a client sent without a history of ours. */
  public static final Issuer UNKNOWN = new Issuer("", "", null);

  /** An issuer of a provider and model. */
  public static Issuer of(String provider, String model) {
    return new Issuer(provider, model, null);
  }
}
