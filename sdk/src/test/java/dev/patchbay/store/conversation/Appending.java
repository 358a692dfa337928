package dev.patchbay.store.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.Message;
import dev.patchbay.conversation.Addition;
import dev.patchbay.conversation.ConversationLog;
import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.conversation.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One of many that append to one conversation: who is slower reads again. */
final class Appending {
  private Appending() {}

  /** Appends so many messages of its own, one after the other. */
  static void run(ConversationStore store, String tenant, String id, String name, int count) {
    for (int i = 0; i < count; i++) {
      boolean done = false;
      while (!done) {
        ConversationLog log = store.get(tenant, id);
        LogEntry entry =
            new LogEntry(
                log.next(),
                log.head(),
                Message.user(name + "-" + i),
                null,
                false,
                name,
                Instant.now());
        done = store.append(tenant, id, log.version(), new Addition(List.of(entry), 0)).isPresent();
      }
    }
  }

  /** All of all, each writer's in order. */
  static void check(ConversationLog log, int writers, int each) {
    List<String> said = log.messages().stream().map(Message::text).toList();
    assertEquals(writers * each, said.size());
    for (int w = 0; w < writers; w++) {
      List<String> own = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        own.add("w" + w + "-" + i);
      }
      String start = "w" + w + "-";
      assertEquals(own, said.stream().filter(text -> text.startsWith(start)).toList());
    }
  }
}
