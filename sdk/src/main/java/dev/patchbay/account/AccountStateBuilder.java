package dev.patchbay.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the successor of an {@link AccountState}; the version is the store's matter. One thread.
 */
public final class AccountStateBuilder {
  /** Clients choose the names of models; what is kept of each must not grow with them. */
  static final int MOST_MODELS = 500;

  private final long version;
  private @Nullable Cooling cooling;
  private final Map<String, Cooling> modelCooling;
  private final Map<String, Instant> parkedModels;
  private @Nullable String needsReauth;
  private int streak;
  private @Nullable Instant lastRateLimit;
  private Circuit circuit;
  private final Map<String, Circuit> modelCircuits;
  private @Nullable Probe probe;
  private @Nullable Instant sessionStartedAt;
  private @Nullable Instant lastUsedAt;
  private long requests;
  private boolean paused;

  AccountStateBuilder(AccountState from) {
    version = from.version();
    cooling = from.cooling();
    modelCooling = new HashMap<>(from.modelCooling());
    parkedModels = new HashMap<>(from.parkedModels());
    needsReauth = from.needsReauth();
    streak = from.streak();
    lastRateLimit = from.lastRateLimit();
    circuit = from.circuit();
    modelCircuits = new HashMap<>(from.modelCircuits());
    probe = from.probe();
    sessionStartedAt = from.sessionStartedAt();
    lastUsedAt = from.lastUsedAt();
    requests = from.requests();
    paused = from.paused();
  }

  public AccountStateBuilder cooling(@Nullable Cooling value) {
    cooling = value;
    return this;
  }

  /** Sets, or with null takes away, the cooling of one model. */
  public AccountStateBuilder cooling(String model, @Nullable Cooling value) {
    put(modelCooling, model, value);
    return this;
  }

  /** Parks, or with null unparks, one model. */
  public AccountStateBuilder parked(String model, @Nullable Instant until) {
    put(parkedModels, model, until);
    return this;
  }

  public AccountStateBuilder needsReauth(@Nullable String reason) {
    needsReauth = reason;
    return this;
  }

  /** Sets the streak, and when its last rate limit came. */
  public AccountStateBuilder streak(int value, @Nullable Instant last) {
    streak = value;
    lastRateLimit = last;
    return this;
  }

  public AccountStateBuilder circuit(Circuit value) {
    circuit = value;
    return this;
  }

  /** Sets the circuit of one model; a closed one without a count is forgotten. */
  public AccountStateBuilder circuit(String model, Circuit value) {
    put(modelCircuits, model, value.equals(Circuit.CLOSED) ? null : value);
    return this;
  }

  public AccountStateBuilder probe(@Nullable Probe value) {
    probe = value;
    return this;
  }

  public AccountStateBuilder sessionStartedAt(@Nullable Instant value) {
    sessionStartedAt = value;
    return this;
  }

  /** Counts one request. */
  public AccountStateBuilder used(Instant at) {
    lastUsedAt = at;
    requests++;
    return this;
  }

  /** Sets how often it was tried, and when last. */
  public AccountStateBuilder uses(long count, @Nullable Instant last) {
    requests = count;
    lastUsedAt = last;
    return this;
  }

  /** Takes it out of rotation, or puts it back. */
  public AccountStateBuilder paused(boolean value) {
    paused = value;
    return this;
  }

  /** Forgets coolings and parkings that ended and need no probe: a state must not grow for ever. */
  AccountStateBuilder forgetEnded(Instant now) {
    Predicate<Cooling> over = c -> c.probeAt() == null && !c.until().isAfter(now);
    if (cooling != null && over.test(cooling)) {
      cooling = null;
    }
    modelCooling.values().removeIf(over);
    parkedModels.values().removeIf(until -> !until.isAfter(now));
    return this;
  }

  /** The successor. */
  public AccountState build() {
    return new AccountState(
        version,
        cooling,
        modelCooling,
        parkedModels,
        needsReauth,
        streak,
        lastRateLimit,
        circuit,
        modelCircuits,
        probe,
        sessionStartedAt,
        lastUsedAt,
        requests,
        paused);
  }

  private static <V> void put(Map<String, V> map, String key, @Nullable V value) {
    if (value == null) {
      map.remove(key);
    } else if (map.size() < MOST_MODELS || map.containsKey(key)) {
      map.put(key, value);
    }
  }
}
