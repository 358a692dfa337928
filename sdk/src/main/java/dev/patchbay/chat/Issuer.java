package dev.patchbay.chat;

import org.jspecify.annotations.Nullable;

/**
 * Who produced an opaque value: only there it means anything. Immutable.
 *
 * @param provider id of the provider
 * @param model the model as the provider was asked for it
 * @param organization the account's organization at the provider, as far as known; else null
 * @param protocol id of the protocol in which it says its values; null if unknown. All there is of
 *     whoever a client got a value from
 */
public record Issuer(
    String provider, String model, @Nullable String organization, @Nullable String protocol) {
  /** An issuer nobody knows: its values go nowhere. */
  public static final Issuer UNKNOWN = new Issuer("", "", null, null);

  /** An issuer known by its account. */
  public Issuer(String provider, String model, @Nullable String organization) {
    this(provider, model, organization, null);
  }

  /**
   * Whoever a client that keeps its own history got a value from: it says only the protocol, so the
   * value goes to targets of that protocol alone.
   */
  public static Issuer client(String protocol) {
    return new Issuer("", "", null, protocol);
  }

  /**
   * True if values of this issuer mean something to a target, when it is spoken to in a protocol.
   */
  public boolean isKnownTo(Issuer target, String spoken) {
    boolean same = provider.equals(target.provider()) && model.equals(target.model());
    return provider.isEmpty() ? spoken.equals(protocol) : same;
  }

  /** This, saying its values in a protocol. */
  public Issuer in(String id) {
    return new Issuer(provider, model, organization, id);
  }

  /** An issuer of a provider and model. */
  public static Issuer of(String provider, String model) {
    return new Issuer(provider, model, null);
  }
}
