package dev.patchbay;

import dev.patchbay.conversation.ConversationLog;
import dev.patchbay.conversation.ConversationPage;
import dev.patchbay.conversation.ConversationStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of one tenant: others' do not exist here. Thread-safe. Every method that reads
 * or changes them throws {@link dev.patchbay.failure.StoreException} if the store fails.
 */
public final class Conversations {
  private final Router router;
  private final String tenant;

  Conversations(Router router, String tenant) {
    this.router = router;
    this.tenant = tenant;
  }

  /** One of them, be there something in it or not. */
  public Conversation of(String id) {
    return new Conversation(router, tenant, id);
  }

  /**
   * The last changed first.
   *
   * @param limit at least 1
   * @param after {@link ConversationPage#next} of the page before; null for the first
   * @throws IllegalArgumentException if {@code after} is none of ours
   */
  public ConversationPage list(int limit, @Nullable String after) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1: " + limit);
    }
    return store().list(tenant, limit, after);
  }

  /** All of a conversation, with its branches; empty if there is nothing. */
  public Optional<ConversationLog> get(String id) {
    ConversationLog log = store().get(tenant, id);
    return log.isEmpty() ? Optional.empty() : Optional.of(log);
  }

  /** Forgets a conversation; false if there is nothing. */
  public boolean delete(String id) {
    return store().delete(tenant, id, router.engine.clock().instant());
  }

  private ConversationStore store() {
    return router.engine.conversations();
  }
}
