package dev.patchbay.config;

import dev.patchbay.hours.PauseHours;
import dev.patchbay.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * One account as configured. Immutable.
 *
 * @param name its name; null for {@code main}, {@code account-2}, …
 * @param apiKey the credential; null only for providers that ask for none
 * @param priority lower first; default 0
 * @param weight share in weighted draws, at least 0; default 1
 * @param maxConcurrency most requests at a time; 0, the default, for no limit
 * @param pauseHours when it rests; by default {@link PauseHours#NONE}
 */
public record AccountConfig(
    @Nullable String name,
    @Nullable Secret apiKey,
    int priority,
    int weight,
    int maxConcurrency,
    PauseHours pauseHours) {
  public AccountConfig {
    if (weight < 0) {
      throw new IllegalArgumentException("weight must be at least 0: " + weight);
    }
    if (maxConcurrency < 0) {
      throw new IllegalArgumentException("max-concurrency must be at least 0: " + maxConcurrency);
    }
  }

  /** An account that rests at no hour. */
  public AccountConfig(
      @Nullable String name,
      @Nullable Secret apiKey,
      int priority,
      int weight,
      int maxConcurrency) {
    this(name, apiKey, priority, weight, maxConcurrency, PauseHours.NONE);
  }

  /** An account of a key. */
  public static AccountConfig key(String apiKey) {
    return new AccountConfig(null, Secret.of(apiKey), 0, 1, 0);
  }

  /** A named account of a key. */
  public static AccountConfig key(String name, String apiKey) {
    return new AccountConfig(name, Secret.of(apiKey), 0, 1, 0);
  }

  /**
   * This account, resting at hours such as {@code mon-fri 13:00-19:00 Asia/Singapore}; none for no
   * hour.
   *
   * @throws IllegalArgumentException as {@link PauseHours#of} says
   */
  public AccountConfig pauseHours(String... hours) {
    return new AccountConfig(name, apiKey, priority, weight, maxConcurrency, PauseHours.of(hours));
  }
}
