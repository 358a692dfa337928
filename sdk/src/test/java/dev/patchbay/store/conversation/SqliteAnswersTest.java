package dev.patchbay.store.conversation;

import dev.patchbay.conversation.AnswerStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;

class SqliteAnswersTest extends AnswerContract {
  private final Database database = TestDatabases.sqlite();
  private final AnswerStore store = new SqlAnswers(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  AnswerStore store() {
    return store;
  }
}
