package dev.patchbay.lease;

import dev.patchbay.account.Account;
import dev.patchbay.account.SessionPin;
import dev.patchbay.account.SessionStore;
import dev.patchbay.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who served a session last. Keys are chosen by clients: whatever they send is kept as a hash, and
 * one tenant's key is never another's. Pins end a while after their last use. Thread-safe.
 */
final class SessionPins {
  private static final int LONGEST_TENANT = 100;

  private final SessionStore store;
  private final Supplier<Duration> lifetime;
  private final Clock clock;

  SessionPins(SessionStore store, Supplier<Duration> lifetime, Clock clock) {
    this.store = store;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  void pin(String tenant, String session, Account account) {
    store.pin(
        new SessionPin(
            bounded(tenant), hash(session), account.provider(), account.alias(), clock.instant()));
  }

  Optional<String> providerOf(String tenant, String session) {
    return store.last(bounded(tenant), hash(session)).filter(this::lives).map(SessionPin::provider);
  }

  Optional<String> accountOf(String tenant, String session, String provider) {
    return at(tenant, session, provider).map(SessionPin::account);
  }

  /** How long ago the session was pinned to its account there. */
  Optional<Duration> age(String tenant, String session, String provider) {
    return at(tenant, session, provider).map(this::age);
  }

  private Optional<SessionPin> at(String tenant, String session, String provider) {
    return store.at(bounded(tenant), hash(session), provider).filter(this::lives);
  }

  private boolean lives(SessionPin pin) {
    return age(pin).compareTo(lifetime.get()) < 0;
  }

  /** Never negative: another instance's clock may be ahead. */
  private Duration age(SessionPin pin) {
    Duration age = Duration.between(pin.at(), clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Not the key itself: it may be long, hold what no database takes, or name a person. */
  private static String hash(String key) {
    return Secret.of("k" + key + "k").fingerprint();
  }

  private static String bounded(String tenant) {
    boolean plain = tenant.chars().allMatch(c -> c >= ' ' && c <= '~');
    return plain && tenant.length() <= LONGEST_TENANT ? tenant : "#" + hash(tenant);
  }
}
