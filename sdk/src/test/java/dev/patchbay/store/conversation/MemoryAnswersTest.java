package dev.patchbay.store.conversation;

import dev.patchbay.conversation.AnswerStore;

class MemoryAnswersTest extends AnswerContract {
  private final AnswerStore store = new MemoryAnswers();

  @Override
  AnswerStore store() {
    return store;
  }
}
