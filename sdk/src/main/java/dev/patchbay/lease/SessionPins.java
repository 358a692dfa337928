package dev.patchbay.lease;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.patchbay.account.Account;
import dev.patchbay.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Who served a session last. Keys are chosen by clients: the maps are capped, long keys are kept as
 * hashes, and one tenant's key is never another's. Pins end a while after their last use.
 * Thread-safe.
 */
final class SessionPins {
  /** Sessions, of all tenants: some megabytes at most. */
  static final int MOST = 10_000;

  private static final int LONGEST_KEY = 128;

  private record Key(String tenant, String session, String provider) {}

  private final Cache<Key, String> providers;
  private final Cache<Key, String> accounts;

  SessionPins(Duration lifetime, Ticker ticker) {
    providers = cache(lifetime, ticker);
    accounts = cache(lifetime, ticker);
  }

  void pin(String tenant, String session, Account account) {
    providers.put(key(tenant, session, ""), account.provider());
    accounts.put(key(tenant, session, account.provider()), account.alias());
  }

  Optional<String> providerOf(String tenant, String session) {
    return Optional.ofNullable(providers.getIfPresent(key(tenant, session, "")));
  }

  Optional<String> accountOf(String tenant, String session, String provider) {
    return Optional.ofNullable(accounts.getIfPresent(key(tenant, session, provider)));
  }

  /** How long ago the session was pinned to its account there. */
  Optional<Duration> age(String tenant, String session, String provider) {
    return accounts
        .policy()
        .expireAfterWrite()
        .flatMap(writes -> writes.ageOf(key(tenant, session, provider)));
  }

  long size() {
    providers.cleanUp();
    accounts.cleanUp();
    return Math.max(providers.estimatedSize(), accounts.estimatedSize());
  }

  private static Key key(String tenant, String session, String provider) {
    String bounded =
        session.length() <= LONGEST_KEY
            ? session
            : session.substring(0, LONGEST_KEY) + "#" + Secret.of("k" + session).fingerprint();
    return new Key(tenant, bounded, provider);
  }

  private static Cache<Key, String> cache(Duration lifetime, Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterWrite(lifetime)
        .ticker(ticker)
        .executor(Runnable::run)
        .build();
  }
}
