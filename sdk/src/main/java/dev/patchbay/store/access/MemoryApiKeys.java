package dev.patchbay.store.access;

import dev.patchbay.access.ApiKey;
import dev.patchbay.access.ApiKeyStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** API keys for the lifetime of this object. Thread-safe: guarded by itself. */
public final class MemoryApiKeys implements ApiKeyStore {
  private final Map<String, ApiKey> keys = new LinkedHashMap<>();
  private final Map<String, String> idsByHash = new LinkedHashMap<>();

  @Override
  public synchronized boolean add(ApiKey key) {
    if (keys.containsKey(key.id()) || idsByHash.containsKey(key.hash())) {
      return false;
    }
    keys.put(key.id(), key);
    idsByHash.put(key.hash(), key.id());
    return true;
  }

  @Override
  public synchronized Optional<ApiKey> byId(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public synchronized Optional<ApiKey> byHash(String hash) {
    return Optional.ofNullable(idsByHash.get(hash)).map(keys::get);
  }

  @Override
  public synchronized List<ApiKey> all() {
    return List.copyOf(keys.values());
  }

  @Override
  public synchronized boolean change(ApiKey key) {
    return keys.computeIfPresent(key.id(), (id, old) -> changed(old, key)) != null;
  }

  private static ApiKey changed(ApiKey old, ApiKey key) {
    return new ApiKey(
        old.id(),
        key.name(),
        key.description(),
        old.prefix(),
        old.hash(),
        key.tenant(),
        key.enabled(),
        key.expiresAt(),
        key.allowedModels(),
        key.requestsPerMinute(),
        key.budget(),
        old.createdAt(),
        old.lastUsedAt());
  }

  @Override
  public synchronized boolean remove(String id) {
    ApiKey removed = keys.remove(id);
    return removed != null && idsByHash.remove(removed.hash()) != null;
  }

  @Override
  public synchronized void used(String id, Instant time) {
    keys.computeIfPresent(
        id,
        (same, key) ->
            key.lastUsedAt() != null && !time.isAfter(key.lastUsedAt()) ? key : key.usedAt(time));
  }
}
