package dev.patchbay.store.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.Message;
import dev.patchbay.conversation.AnswerStore;
import dev.patchbay.conversation.KeptAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of answers does. */
abstract class AnswerContract {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

  abstract AnswerStore store();

  private boolean keep(String tenant, String id, @Nullable String previous, Instant at) {
    List<Message> said = List.of(Message.user("ask " + id), Message.assistant("answer " + id));
    return store().keep(tenant, new KeptAnswer(id, previous, said, at));
  }

  private Optional<List<String>> history(String tenant, String id) {
    return store()
        .history(tenant, id)
        .map(messages -> messages.stream().map(Message::text).toList());
  }

  @Test
  void anUnknownIdHasNoHistory() {
    assertEquals(Optional.empty(), history("t", "resp_1"));
  }

  @Test
  void anAnswerHasAllThatLedToIt() {
    keep("t", "1", null, NOW);
    keep("t", "2", "1", NOW);
    keep("t", "3", "2", NOW);
    keep("t", "2b", "1", NOW);
    assertEquals(
        Optional.of(List.of("ask 1", "answer 1", "ask 2", "answer 2", "ask 3", "answer 3")),
        history("t", "3"));
    assertEquals(
        Optional.of(List.of("ask 1", "answer 1", "ask 2b", "answer 2b")), history("t", "2b"));
  }

  @Test
  void tenantsSeeNothingOfEachOther() {
    keep("one", "1", null, NOW);
    assertEquals(Optional.empty(), history("two", "1"));
    assertFalse(keep("two", "2", "1", NOW));
    assertEquals(Optional.empty(), history("two", "2"));
    keep("two", "1", null, NOW);
    keep("two", "2", "1", NOW);
    assertEquals(4, history("two", "2").orElseThrow().size());
  }

  @Test
  void ofTwoAnswersOfOneIdTheLaterCounts() {
    keep("t", "0", null, NOW);
    keep("t", "1", null, NOW);
    keep("t", "1", "0", NOW);
    assertEquals(Optional.of(List.of("ask 0", "answer 0", "ask 1", "answer 1")), history("t", "1"));
  }

  @Test
  void anAnswerThatGoesOnFromItselfHasAnEnd() {
    keep("t", "1", null, NOW);
    keep("t", "1", "1", NOW);
    assertTrue(history("t", "1").isPresent());
  }

  @Test
  void forgetsChainsToWhichNothingWasAdded() {
    keep("t", "1", null, NOW);
    keep("t", "2", "1", NOW.plusSeconds(9));
    keep("t", "a", null, NOW);
    keep("t", "b", "a", NOW.plusSeconds(1));
    keep("u", "x", null, NOW);
    int purged = 0;
    for (int step = 0; step < 5; step++) {
      purged += store().purge(NOW.plusSeconds(5), 1);
    }
    assertTrue(purged >= 3);
    assertEquals(Optional.empty(), history("t", "b"));
    assertEquals(Optional.empty(), history("u", "x"));
    assertEquals(4, history("t", "2").orElseThrow().size());
  }
}
