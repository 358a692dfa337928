package dev.patchbay.store.conversation;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.failure.StoreException;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqliteConversationsTest extends ConversationContract {
  private final Database database = TestDatabases.sqlite();
  private final ConversationStore store = new SqlConversations(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatCannotBeReadIsAFaultOfTheStore() {
    database.write(
        connection ->
            Sql.update(connection, "INSERT INTO conversation VALUES ('t', 'c', 1, 1, 2, 1, 1)"));
    database.write(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO conversation_entry VALUES ('t', 'c', 1, 0, '{\"v\":99}', NULL, NULL,"
                    + " NULL, FALSE, 'r', 1)"));
    assertThrows(StoreException.class, () -> store.get("t", "c"));
  }

  @Override
  ConversationStore store() {
    return store;
  }
}
