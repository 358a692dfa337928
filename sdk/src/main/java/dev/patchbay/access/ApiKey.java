package dev.patchbay.access;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
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
 * @param budget what may be spent with it, of the scope {@link BudgetScope#KEY} and its own id;
 *     null for as much as it likes
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
    @Nullable Budget budget,
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
    if (budget != null && !(budget.scope() == BudgetScope.KEY && budget.value().equals(id))) {
      throw new IllegalArgumentException(
          "The budget of key " + id + " must be its own, not that of " + budget.name());
    }
  }

  /** Starts a key that is enabled, sees its own tenant and has no bounds. */
  public static Builder builder(String id, String name, Secret text, Instant createdAt) {
    return new Builder(id, name, KeyText.prefix(text), KeyText.hash(text), createdAt);
  }

  /** A builder holding this key's values. */
  public Builder toBuilder() {
    return new Builder(id, name, prefix, hash, createdAt)
        .description(description)
        .tenant(tenant)
        .enabled(enabled)
        .expiresAt(expiresAt)
        .allowedModels(allowedModels)
        .requestsPerMinute(requestsPerMinute)
        .budget(budget)
        .lastUsedAt(lastUsedAt);
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
    return toBuilder().lastUsedAt(time).build();
  }

  /** Builds an {@link ApiKey}. One thread. */
  public static final class Builder {
    private final String id;
    private final String prefix;
    private final String hash;
    private final Instant createdAt;
    private String name;
    private String description = "";
    private String tenant;
    private boolean enabled = true;
    private @Nullable Instant expiresAt;
    private List<String> allowedModels = List.of();
    private @Nullable Integer requestsPerMinute;
    private @Nullable Budget budget;
    private @Nullable Instant lastUsedAt;

    private Builder(String id, String name, String prefix, String hash, Instant createdAt) {
      this.id = id;
      this.name = name;
      this.prefix = prefix;
      this.hash = hash;
      this.createdAt = createdAt;
      this.tenant = id;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder description(String value) {
      description = value;
      return this;
    }

    /** Whose sessions and conversations it sees; its own id if nothing is said. */
    public Builder tenant(String value) {
      tenant = value;
      return this;
    }

    public Builder enabled(boolean value) {
      enabled = value;
      return this;
    }

    public Builder expiresAt(@Nullable Instant value) {
      expiresAt = value;
      return this;
    }

    public Builder allowedModels(List<String> value) {
      allowedModels = value;
      return this;
    }

    public Builder requestsPerMinute(@Nullable Integer value) {
      requestsPerMinute = value;
      return this;
    }

    public Builder budget(@Nullable Budget value) {
      budget = value;
      return this;
    }

    public Builder lastUsedAt(@Nullable Instant value) {
      lastUsedAt = value;
      return this;
    }

    public ApiKey build() {
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
          budget,
          createdAt,
          lastUsedAt);
    }
  }
}
