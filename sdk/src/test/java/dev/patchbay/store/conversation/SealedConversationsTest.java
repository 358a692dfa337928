package dev.patchbay.store.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.failure.StoreException;
import dev.patchbay.seal.SealKey;
import dev.patchbay.seal.Texts;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.TestDatabases;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealedConversationsTest extends ConversationContract {
  private final SealKey key = SealKey.random(new SecureRandom());
  private final Database database = TestDatabases.sqlite();
  private final ConversationStore store = new SqlConversations(database, Texts.of(key, List.of()));

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  ConversationStore store() {
    return store;
  }

  private void talk(ConversationStore in, String id) {
    in.append("t", id, 0, said(1, "canary"));
  }

  private static dev.patchbay.conversation.Addition said(int number, String text) {
    return new dev.patchbay.conversation.Addition(
        List.of(
            new dev.patchbay.conversation.LogEntry(
                number,
                number - 1,
                dev.patchbay.chat.Message.user(text),
                null,
                false,
                "req_1",
                Instant.EPOCH)),
        0);
  }

  @Test
  void aMessageOfAnotherConversationDoesNotOpen() {
    talk(store, "a");
    talk(store, "b");
    database.write(
        connection ->
            Sql.update(
                connection,
                "UPDATE conversation_entry SET message = (SELECT message FROM conversation_entry"
                    + " WHERE conversation = 'a') WHERE conversation = 'b'"));
    assertEquals(1, store.get("t", "a").entries().size());
    StoreException fault = assertThrows(StoreException.class, () -> store.get("t", "b"));
    assertTrue(fault.getMessage().contains("was changed"), fault::getMessage);
  }

  @Test
  void whatWasSaidBeforeThereWasAKeyStaysReadable() {
    talk(new SqlConversations(database), "old");
    assertEquals(1, store.get("t", "old").entries().size());
    store.append("t", "old", 1, said(2, "later"));
    assertEquals(2, store.get("t", "old").entries().size());
    assertThrows(StoreException.class, () -> new SqlConversations(database).get("t", "old"));
  }
}
