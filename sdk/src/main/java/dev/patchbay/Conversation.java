package dev.patchbay;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.Message;
import dev.patchbay.conversation.ConversationJson;
import dev.patchbay.conversation.ConversationLog;
import dev.patchbay.conversation.ConversationStore;
import java.util.List;

/**
 * A conversation of a tenant's: what is said here is answered in the context of what was said
 * before, by whichever model, provider and client. Holds nothing but its id. Thread-safe; other
 * threads and processes may speak in it at the same time.
 *
 * <pre>{@code
 * Conversation talk = router.conversation("trip");
 * talk.send("claude-sonnet-4-5", "I'm off to Oslo");
 * talk.send("gpt-4o", "Where am I going?");
 * }</pre>
 */
public final class Conversation {
  private final Router router;
  private final String tenant;
  private final String id;

  Conversation(Router router, String tenant, String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id: a conversation needs one");
    }
    this.router = router;
    this.tenant = tenant;
    this.id = id;
  }

  /** Its id among its tenant's. */
  public String id() {
    return id;
  }

  /** The answer of the configured default model. */
  public ChatResponse send(String userText) {
    return send("", userText);
  }

  /** The answer of a model. */
  public ChatResponse send(String model, String userText) {
    return send(ChatRequest.of(model, userText));
  }

  /**
   * The answer to a request. One message of the user's, or results of tools alone, go on from what
   * was said; a request with a history of its own goes on from as much of it as is the same, and
   * what was said otherwise becomes a branch. System text belongs to its request and is not kept.
   */
  public ChatResponse send(ChatRequest request) {
    return router.chat(here(request));
  }

  /** The streamed answer of the configured default model. */
  public ChatStream stream(String userText) {
    return stream("", userText);
  }

  /** The streamed answer of a model. */
  public ChatStream stream(String model, String userText) {
    return stream(ChatRequest.of(model, userText));
  }

  /** The streamed answer to a request; see {@link #send(ChatRequest)}. */
  public ChatStream stream(ChatRequest request) {
    return router.stream(here(request));
  }

  private ChatRequest here(ChatRequest request) {
    return request.toBuilder()
        .options(request.options().toBuilder().tenant(tenant).conversation(id).build())
        .build();
  }

  /** What was said, without other branches; empty if nothing was. */
  public List<Message> messages() {
    return log().messages();
  }

  /** All of it: who answered, when, and every branch. */
  public ConversationLog log() {
    return store().get(tenant, id);
  }

  /** All of it as one JSON document; see {@link ConversationJson}. */
  public String export() {
    return ConversationJson.write(log());
  }

  /**
   * Another conversation that begins with what was said here.
   *
   * @throws IllegalArgumentException if there is nothing here, or something under the new id
   */
  public Conversation fork(String newId) {
    Conversation fork = new Conversation(router, tenant, newId);
    if (!store().fork(tenant, id, newId, router.engine.clock().instant())) {
      throw new IllegalArgumentException(
          messages().isEmpty()
              ? "There is nothing in the conversation '" + id + "'"
              : "There is something in the conversation '" + newId + "' already");
    }
    return fork;
  }

  /**
   * Goes back: what was said after an entry becomes a branch.
   *
   * @param number number of the entry; 0 to begin anew
   * @return false if there is no such entry, or somebody spoke at the same time
   */
  public boolean rewind(int number) {
    long seen = log().version();
    return store().rewind(tenant, id, seen, number, router.engine.clock().instant()).isPresent();
  }

  /** Forgets all that was said. */
  public void reset() {
    router.conversations(tenant).delete(id);
  }

  private ConversationStore store() {
    return router.engine.conversations();
  }
}
