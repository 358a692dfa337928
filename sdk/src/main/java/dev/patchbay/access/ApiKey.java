package dev.patchbay.access;

import dev.patchbay.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that lets somebody in, as it is kept: without its text. Immutable.
 *
 * @param id names it; never changes
 * @param name what its owner calls it
 * @param description what it is for; empty if unsaid
 * @param prefix the first characters of its text, to tell keys apart by
 * @param hash SHA-256 of its text, 64 hex digits; see {@link KeyText}
 * @param tenant whose sessions and conversations it sees
 * @param enabled false if it lets nobody in for now
 * @param expiresAt from when on it lets nobody in; null for never
 * @param allowedModels names and globs it may ask for; empty for all
 * @param requestsPerMinute how many requests a minute it may make; null for as many as it likes
 * @param createdAt when it was made
 * @param lastUsedAt when it let somebody in last, to within what the store keeps; null for never
 */
public record ApiKey(
    String id,
    String name,
    String description,
    String prefix,
    String hash,
    String tenant,
    boolean enabled,
    @Nullable Instant expiresAt,
    List<String> allowedModels,
    @Nullable Integer requestsPerMinute,
    Instant createdAt,
    @Nullable Instant lastUsedAt) {
  public ApiKey {
    allowedModels = List.copyOf(allowedModels);
    for (String text : List.of(id, name, hash, tenant)) {
      if (text.isBlank()) {
        throw new IllegalArgumentException("id, name, hash and tenant must not be empty");
      }
    }
    if (requestsPerMinute != null && requestsPerMinute < 1) {
      throw new IllegalArgumentException(
          "requestsPerMinute must be at least 1: " + requestsPerMinute);
    }
  }

  /** Whether the text is this key's, in the same time for every wrong one. */
  public boolean is(Secret text) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII),
        KeyText.hash(text).getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether it lets somebody in at this time. */
  public boolean opensAt(Instant now) {
    return enabled && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** As it is after it let somebody in. */
  public ApiKey usedAt(Instant time) {
    return new ApiKey(
        id,
        name,
        description,
        prefix,
        hash,
        tenant,
        enabled,
        expiresAt,
        allowedModels,
        requestsPerMinute,
        createdAt,
        time);
  }
}
