package dev.patchbay.account;

import dev.patchbay.hours.PauseHours;
import dev.patchbay.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * One credential at a provider. Immutable.
 *
 * @param provider id of the provider
 * @param name name among the provider's accounts
 * @param apiKey the credential; null for a provider that asks for none
 * @param priority lower first; default 0
 * @param weight share in weighted draws, at least 0; default 1
 * @param maxConcurrency most requests at a time; 0 for no limit
 * @param pauseHours when it rests; default {@link PauseHours#NONE}
 */
public record Account(
    String provider,
    String name,
    @Nullable Secret apiKey,
    int priority,
    int weight,
    int maxConcurrency,
    PauseHours pauseHours) {
  public Account {
    if (name.isBlank()) {
      throw new IllegalArgumentException("An account's name must not be empty");
    }
    if (weight < 0) {
      throw new IllegalArgumentException("weight must be at least 0: " + weight);
    }
    if (maxConcurrency < 0) {
      throw new IllegalArgumentException("max-concurrency must be at least 0: " + maxConcurrency);
    }
  }

  /** An account that rests at no hour. */
  public Account(
      String provider,
      String name,
      @Nullable Secret apiKey,
      int priority,
      int weight,
      int maxConcurrency) {
    this(provider, name, apiKey, priority, weight, maxConcurrency, PauseHours.NONE);
  }

  /** An account with the defaults. */
  public static Account of(String provider, String name, Secret apiKey) {
    return new Account(provider, name, apiKey, 0, 1, 0);
  }

  /** How people and traces name it: {@code provider/name}. */
  public String alias() {
    return provider + "/" + name;
  }

  /**
   * The key of its state: of the credential too, so that a corrected key starts clean and a refused
   * one stays refused wherever it is configured.
   */
  public String stateKey() {
    return alias() + "#" + (apiKey == null ? "none" : apiKey.fingerprint());
  }
}
