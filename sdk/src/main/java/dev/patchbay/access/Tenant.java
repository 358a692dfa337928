package dev.patchbay.access;

import java.time.Instant;

/**
 * Whose sessions, conversations and files they are; several keys may share one. Immutable.
 *
 * @param id names it; never changes
 * @param name what people call it
 * @param createdAt when it was made
 */
public record Tenant(String id, String name, Instant createdAt) {
  public Tenant {
    if (id.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("id and name of a tenant must not be empty");
    }
  }
}
