package dev.patchbay.store.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.account.SessionPin;
import dev.patchbay.account.SessionStore;
import java.util.Optional;

/** Pins for the lifetime of this object. Thread-safe. */
public final class MemorySessions implements SessionStore {
  private record Key(String tenant, String session, String provider) {}

  private final Cache<Key, SessionPin> latest = cache();
  private final Cache<Key, SessionPin> byProvider = cache();

  @Override
  public void pin(SessionPin pin) {
    keep(latest, new Key(pin.tenant(), pin.session(), ""), pin);
    keep(byProvider, new Key(pin.tenant(), pin.session(), pin.provider()), pin);
  }

  @Override
  public Optional<SessionPin> last(String tenant, String session) {
    return Optional.ofNullable(latest.getIfPresent(new Key(tenant, session, "")));
  }

  @Override
  public Optional<SessionPin> at(String tenant, String session, String provider) {
    return Optional.ofNullable(byProvider.getIfPresent(new Key(tenant, session, provider)));
  }

  /** How many are kept. */
  long size() {
    latest.cleanUp();
    byProvider.cleanUp();
    return Math.max(latest.estimatedSize(), byProvider.estimatedSize());
  }

  /** Among pins of the same moment the one that comes later holds. */
  private static void keep(Cache<Key, SessionPin> cache, Key key, SessionPin pin) {
    cache.asMap().merge(key, pin, (old, fresh) -> fresh.at().isBefore(old.at()) ? old : fresh);
  }

  private static Cache<Key, SessionPin> cache() {
    return Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
  }
}
