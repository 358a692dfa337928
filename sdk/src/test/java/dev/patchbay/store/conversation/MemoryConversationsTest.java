package dev.patchbay.store.conversation;

import dev.patchbay.conversation.ConversationStore;

class MemoryConversationsTest extends ConversationContract {
  private final ConversationStore store = new MemoryConversations();

  @Override
  ConversationStore store() {
    return store;
  }
}
