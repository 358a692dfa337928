package dev.patchbay.conversation;

import dev.patchbay.failure.StoreException;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps conversations. Each belongs to a tenant: of another tenant's ids nothing exists. Whoever
 * changes one says which version was seen, so that nobody overwrites another's change. Every method
 * throws {@link StoreException} if the store fails. Thread-safe, across processes too.
 */
public interface ConversationStore {
  /** All of a conversation; {@link ConversationLog#none} if nothing is kept of it. */
  ConversationLog get(String tenant, String id);

  /**
   * Appends; durable when it returns.
   *
   * @param seen the version the entries were made for
   * @return the new version; empty if somebody else was faster: read again
   */
  OptionalLong append(String tenant, String id, long seen, Addition addition);

  /**
   * Makes another entry the head: what came after it becomes a branch.
   *
   * @param seen the version in which the entry was seen
   * @param head number of the entry; 0 to begin anew
   * @return the new version; empty if somebody else was faster or there is no such entry
   */
  OptionalLong rewind(String tenant, String id, long seen, int head, Instant at);

  /**
   * Copies what was said, without other branches, to an id that is free.
   *
   * @return false if there is nothing to copy or the new id is taken
   */
  boolean fork(String tenant, String id, String newId, Instant at);

  /**
   * A tenant's conversations, the last changed first.
   *
   * @param limit at least 1
   * @param after {@link ConversationPage#next} of the page before; null for the first
   * @throws IllegalArgumentException if {@code after} is none of ours
   */
  ConversationPage list(String tenant, int limit, @Nullable String after);

  /**
   * Forgets all that was said; who still works on it gets a conflict.
   *
   * @return false if there was nothing
   */
  boolean delete(String tenant, String id, Instant at);

  /**
   * Forgets conversations of all tenants that were not changed since.
   *
   * @param limit most of them in this step, at least 1
   * @return how many were forgotten; fewer than the limit if none is left
   */
  int purge(Instant before, int limit);
}
