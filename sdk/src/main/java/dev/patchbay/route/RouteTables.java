package dev.patchbay.route;

import dev.patchbay.account.Account;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.wire.Protocol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything routing knows from configuration. Immutable; replaced as a whole.
 *
 * @param providers the enabled providers and the catalogue
 * @param accounts the accounts of each enabled provider, in order of configuration
 * @param rules the user's rules, the first match counts
 * @param mappings aliases and globs
 * @param defaultProvider id of the configured default provider; null if none was configured
 * @param defaultModel for requests that name none; empty if none was configured
 * @param substitution whether another model may answer
 * @param strategy how accounts of a provider are ordered
 * @param sessionDuration how long an account's session lasts; default 5 h, positive
 * @param waitPrice what a second of waiting is worth to the user, in USD, for {@code stay-by-cost};
 *     at least 0
 * @param spoken the protocols there is a codec for: no other is chosen for a target
 */
public record RouteTables(
    ProviderTable providers,
    Map<String, List<Account>> accounts,
    List<RouteRule> rules,
    List<Mapping> mappings,
    @Nullable String defaultProvider,
    String defaultModel,
    Substitution substitution,
    Strategy strategy,
    Duration sessionDuration,
    BigDecimal waitPrice,
    Set<Protocol> spoken) {
  /** How long an account's session lasts unless configured. */
  public static final Duration SESSION_DURATION = Duration.ofHours(5);

  /** What a second of waiting is worth unless configured: 36 USD an hour, a person's time. */
  public static final BigDecimal WAIT_PRICE = new BigDecimal("0.01");

  public RouteTables {
    Map<String, List<Account>> copy = new LinkedHashMap<>();
    accounts.forEach((provider, list) -> copy.put(provider, List.copyOf(list)));
    accounts = Collections.unmodifiableMap(copy);
    rules = List.copyOf(rules);
    mappings = List.copyOf(mappings);
    spoken = Set.copyOf(spoken);
    if (sessionDuration.isNegative() || sessionDuration.isZero()) {
      throw new IllegalArgumentException("session-duration must be positive: " + sessionDuration);
    }
    if (waitPrice.signum() < 0) {
      throw new IllegalArgumentException("wait-price must be at least 0: " + waitPrice);
    }
  }

  /** The accounts of a provider; empty if it has none. */
  public List<Account> accountsOf(String provider) {
    return accounts.getOrDefault(provider, List.of());
  }

  /** These tables with other providers, or with more known of them. */
  public RouteTables withProviders(ProviderTable newProviders) {
    return new RouteTables(
        newProviders,
        accounts,
        rules,
        mappings,
        defaultProvider,
        defaultModel,
        substitution,
        strategy,
        sessionDuration,
        waitPrice,
        spoken);
  }

  /** These tables with other accounts. */
  public RouteTables withAccounts(Map<String, List<Account>> newAccounts) {
    return new RouteTables(
        providers,
        newAccounts,
        rules,
        mappings,
        defaultProvider,
        defaultModel,
        substitution,
        strategy,
        sessionDuration,
        waitPrice,
        spoken);
  }
}
