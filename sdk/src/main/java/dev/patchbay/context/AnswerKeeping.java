package dev.patchbay.context;

import dev.patchbay.chat.Message;
import dev.patchbay.conversation.AnswerStore;
import dev.patchbay.conversation.KeptAnswer;
import dev.patchbay.failure.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an answer under the id its client sees, for {@code previous_response_id}. One thread.
 *
 * @param previous the answer it went on from; null if none
 * @param said what was said since; null if the client does not want it kept
 */
record AnswerKeeping(
    AnswerStore store,
    String tenant,
    Clock clock,
    @Nullable String previous,
    Supplier<@Nullable List<Message>> said)
    implements Keeping {
  @Override
  public void keep(Answered answer) {
    if (answer.partial() || answer.responseId().isEmpty()) {
      return;
    }
    List<Message> messages = said.get();
    if (messages == null) {
      return;
    }
    List<Message> all = new ArrayList<>(messages);
    all.add(answer.response().message());
    KeptAnswer kept = new KeptAnswer(answer.responseId(), previous, all, clock.instant());
    if (!store.keep(tenant, kept)) {
      throw new StoreException("The answer it goes on from is not there any more");
    }
  }
}
