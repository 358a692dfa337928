package dev.patchbay.store.conversation;

import dev.patchbay.conversation.AnswerStore;
import dev.patchbay.seal.SealKey;
import dev.patchbay.seal.Texts;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.TestDatabases;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class SealedAnswersTest extends AnswerContract {
  private final Database database = TestDatabases.sqlite();
  private final AnswerStore store =
      new SqlAnswers(database, Texts.of(SealKey.random(new SecureRandom()), List.of()));

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  AnswerStore store() {
    return store;
  }
}
