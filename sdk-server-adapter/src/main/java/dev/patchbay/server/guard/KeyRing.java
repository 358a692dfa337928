package dev.patchbay.server.guard;

import dev.patchbay.access.ApiKey;
import dev.patchbay.access.KeyText;
import dev.patchbay.secret.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All API keys as they were at one time. Immutable. */
final class KeyRing {
  private final Map<String, ApiKey> byHash = new HashMap<>();
  private final Instant readAt;

  KeyRing(List<ApiKey> keys, Instant readAt) {
    keys.forEach(key -> byHash.put(key.hash(), key));
    this.readAt = readAt;
  }

  /** Whether no key was ever made, or all are removed. */
  boolean isEmpty() {
    return byHash.isEmpty();
  }

  /**
   * The key of a text, be it enabled or not. The search is for a hash, of which nobody can choose
   * the first characters; what is found is compared in constant time.
   */
  Optional<ApiKey> find(Secret text) {
    return Optional.ofNullable(byHash.get(KeyText.hash(text))).filter(key -> key.is(text));
  }

  List<ApiKey> all() {
    return List.copyOf(byHash.values());
  }

  Instant readAt() {
    return readAt;
  }
}
