package dev.patchbay.store.conversation;

import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;

class PostgresConversationsTest extends ConversationContract {
  private final Database database = TestDatabases.postgresql();
  private final ConversationStore store = new SqlConversations(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  ConversationStore store() {
    return store;
  }
}
