package dev.patchbay.server.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.patchbay.access.ApiKey;
import dev.patchbay.access.ApiKeyStore;
import dev.patchbay.budget.Budget;
import dev.patchbay.failure.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API keys, held in memory so that no call waits for the store. What this process changes holds
 * at once; what another one changes (a key that it revokes) holds within {@link #OLDEST}. While the
 * store can't be read, those that were read last go on for {@link #GRACE}; then nobody gets in.
 * Thread-safe.
 */
public final class Keys {
  /** From this age on they are read again, beside the calls. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  /** Older ones let nobody in. */
  static final Duration OLDEST = Duration.ofSeconds(2);

  static final Duration GRACE = Duration.ofMinutes(1);

  /** When a key was used last is noted this often. */
  private static final Duration NOTED = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

  /** There is one entry. */
  private static final Boolean ALL = true;

  private final ApiKeyStore store;
  private final Clock clock;
  private final LoadingCache<Boolean, KeyRing> rings;
  private final Cache<String, Boolean> noted;
  private volatile @Nullable KeyRing last;

  private Keys(ApiKeyStore store, Clock clock, Ticker ticker) {
    this.store = store;
    this.clock = clock;
    this.rings =
        Caffeine.newBuilder()
            .ticker(ticker)
            .refreshAfterWrite(FRESH)
            .expireAfterWrite(OLDEST)
            .build(all -> read());
    this.noted =
        Caffeine.newBuilder().ticker(ticker).expireAfterWrite(NOTED).maximumSize(10_000).build();
  }

  /** Those in a store. */
  public static Keys of(ApiKeyStore store, Clock clock) {
    return new Keys(store, clock, Ticker.systemTicker());
  }

  static Keys of(ApiKeyStore store, Clock clock, Ticker ticker) {
    return new Keys(store, clock, ticker);
  }

  private KeyRing read() {
    KeyRing before = last;
    try {
      KeyRing ring = new KeyRing(store.all(), clock.instant());
      last = ring;
      return ring;
    } catch (StoreException e) {
      if (before == null || clock.instant().isAfter(before.readAt().plus(GRACE))) {
        throw e;
      }
      LOG.warn("API keys can't be read; those read last hold until they can", e);
      return before;
    }
  }

  /**
   * The keys of now.
   *
   * @throws StoreException if they can't be read
   */
  KeyRing ring() {
    return Objects.requireNonNull(rings.get(ALL));
  }

  /** Whether there is any, be it enabled or not. */
  public boolean any() {
    return !ring().isEmpty();
  }

  /** What may be spent with each that has a bound. */
  public List<Budget> budgets() {
    return store.all().stream().map(ApiKey::budget).filter(Objects::nonNull).toList();
  }

  ApiKeyStore store() {
    return store;
  }

  /** They were changed here. */
  void changed() {
    rings.invalidate(ALL);
  }

  /** Notes that a key let somebody in, without waiting. */
  void used(ApiKey key) {
    if (noted.asMap().putIfAbsent(key.id(), true) == null) {
      Instant now = clock.instant();
      try {
        store.used(key.id(), now);
      } catch (StoreException e) {
        LOG.debug("When key {} was used is not noted", key.id(), e);
      }
    }
  }
}
