package dev.patchbay.store.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.conversation.Addition;
import dev.patchbay.conversation.Author;
import dev.patchbay.conversation.ConversationLog;
import dev.patchbay.conversation.ConversationPage;
import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.conversation.ConversationSummary;
import dev.patchbay.conversation.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of conversations does. */
abstract class ConversationContract {
  static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final Author AUTHOR = new Author("anthropic", "claude", "anthropic/main");

  abstract ConversationStore store();

  private static LogEntry entry(int number, int parent, Message message) {
    return new LogEntry(number, parent, message, null, false, "req_1", NOW);
  }

  private static Addition said(ConversationLog log, int parent, String... texts) {
    return said(log, parent, NOW, texts);
  }

  private static Addition said(ConversationLog log, int parent, Instant at, String... texts) {
    List<LogEntry> entries = new ArrayList<>();
    int last = parent;
    for (String text : texts) {
      int number = log.next() + entries.size();
      entries.add(new LogEntry(number, last, Message.user(text), null, false, "req_1", at));
      last = number;
    }
    return new Addition(entries, 0);
  }

  private ConversationLog append(String tenant, String id, String... texts) {
    ConversationLog log = store().get(tenant, id);
    assertTrue(store().append(tenant, id, log.version(), said(log, log.head(), texts)).isPresent());
    return store().get(tenant, id);
  }

  private static List<String> texts(ConversationLog log) {
    return log.messages().stream().map(Message::text).toList();
  }

  @Test
  void nothingIsKeptUnderANewId() {
    assertEquals(ConversationLog.none("new"), store().get("t", "new"));
  }

  @Test
  void whatWasAppendedIsThereAsItWas() {
    Message answer =
        new Message.Assistant(
            List.of(
                new Part.Thinking("Hm", new Opaque("s\u0000\"ig", Issuer.of("anthropic", "m"))),
                new Part.Text("Hé 🙂")));
    LogEntry asked = entry(1, 0, Message.user("Hi"));
    LogEntry answered = new LogEntry(2, 1, answer, AUTHOR, true, "req_1", NOW);
    assertEquals(
        OptionalLong.of(1), store().append("t", "c", 0, new Addition(List.of(asked, answered), 0)));
    assertEquals(
        new ConversationLog("c", 1, 2, 3, List.of(asked, answered), NOW, NOW),
        store().get("t", "c"));
  }

  @Test
  void whoSawAnOlderVersionAppendsNothing() {
    ConversationLog old = append("t", "c", "A");
    append("t", "c", "B");
    assertEquals(
        OptionalLong.empty(), store().append("t", "c", old.version(), said(old, old.head(), "X")));
    assertEquals(OptionalLong.empty(), store().append("t", "new", 3, said(old, old.head(), "X")));
    assertEquals(List.of("A", "B"), texts(store().get("t", "c")));
    assertTrue(store().get("t", "new").isEmpty());
  }

  @Test
  void aBranchLeavesTheOtherOneThere() {
    ConversationLog log = append("t", "c", "A", "B", "C");
    store().append("t", "c", log.version(), said(log, 1, "X", "Y"));
    ConversationLog branched = store().get("t", "c");
    assertEquals(List.of("A", "X", "Y"), texts(branched));
    assertEquals(5, branched.entries().size());
  }

  @Test
  void theHeadMovesBack() {
    ConversationLog log = append("t", "c", "A", "B", "C");
    OptionalLong moved = store().rewind("t", "c", log.version(), 1, NOW);
    assertEquals(OptionalLong.of(log.version() + 1), moved);
    assertEquals(List.of("A"), texts(store().get("t", "c")));
    assertEquals(OptionalLong.empty(), store().rewind("t", "c", log.version(), 2, NOW));
    assertEquals(OptionalLong.empty(), store().rewind("t", "c", moved.getAsLong(), 9, NOW));
    assertTrue(store().rewind("t", "c", moved.getAsLong(), 0, NOW).isPresent());
    assertEquals(List.of(), texts(store().get("t", "c")));
    assertEquals(4, append("t", "c", "D").head());
  }

  @Test
  void theBeginningIsForgotten() {
    ConversationLog log = append("t", "c", "A", "B", "C");
    LogEntry last = entry(4, 3, Message.user("D"));
    store().append("t", "c", log.version(), new Addition(List.of(last), 3));
    assertEquals(List.of("C", "D"), texts(store().get("t", "c")));
    assertEquals(5, store().get("t", "c").next());
  }

  @Test
  void tenantsSeeNothingOfEachOther() {
    append("one", "c", "A");
    assertTrue(store().get("two", "c").isEmpty());
    assertEquals(List.of(), store().list("two", 10, null).conversations());
    assertFalse(store().delete("two", "c", NOW));
    assertFalse(store().fork("two", "c", "d", NOW));
    assertEquals(OptionalLong.empty(), store().rewind("two", "c", 1, 1, NOW));
    append("two", "c", "B");
    assertEquals(List.of("A"), texts(store().get("one", "c")));
    assertEquals(List.of("B"), texts(store().get("two", "c")));
  }

  @Test
  void aForkIsItsOwn() {
    ConversationLog log = append("t", "c", "A", "B");
    store().append("t", "c", log.version(), said(log, 1, "X"));
    assertTrue(store().fork("t", "c", "d", NOW.plusSeconds(1)));
    append("t", "c", "Y");
    append("t", "d", "Z");
    assertEquals(List.of("A", "X", "Y"), texts(store().get("t", "c")));
    assertEquals(List.of("A", "X", "Z"), texts(store().get("t", "d")));
    assertEquals(NOW.plusSeconds(1), store().get("t", "d").createdAt());
    assertFalse(store().fork("t", "c", "d", NOW));
    assertFalse(store().fork("t", "nothing", "e", NOW));
  }

  @Test
  void aForkMayHaveTheIdOfADeletedOne() {
    append("t", "c", "A");
    append("t", "d", "B");
    store().delete("t", "d", NOW);
    assertTrue(store().fork("t", "c", "d", NOW));
    assertEquals(List.of("A"), texts(store().get("t", "d")));
  }

  @Test
  void whoWorksOnADeletedOneGetsAConflict() {
    ConversationLog log = append("t", "c", "A");
    assertTrue(store().delete("t", "c", NOW));
    assertFalse(store().delete("t", "c", NOW));
    assertTrue(store().get("t", "c").isEmpty());
    assertEquals(
        OptionalLong.empty(), store().append("t", "c", log.version(), said(log, 1, "late")));
    append("t", "c", "B");
    assertEquals(
        OptionalLong.empty(), store().append("t", "c", log.version(), said(log, 1, "late")));
    assertEquals(List.of("B"), texts(store().get("t", "c")));
  }

  @Test
  void listsTheLastChangedFirstInPages() {
    for (int i = 0; i < 7; i++) {
      ConversationLog none = ConversationLog.none("c" + i);
      store().append("t", "c" + i, 0, said(none, 0, NOW.plusMillis(i / 2), "A", "B"));
    }
    append("u", "other", "A");
    store().delete("t", "c6", NOW);
    List<String> ids = new ArrayList<>();
    String after = null;
    do {
      ConversationPage page = store().list("t", 2, after);
      assertTrue(page.conversations().size() <= 2);
      page.conversations().forEach(summary -> ids.add(summary.id()));
      after = page.next();
    } while (after != null);
    assertEquals(List.of("c4", "c5", "c2", "c3", "c0", "c1"), ids);
    assertEquals(
        new ConversationSummary("c4", 1, 2, NOW.plusMillis(2), NOW.plusMillis(2)),
        store().list("t", 1, null).conversations().get(0));
    assertNull(store().list("t", 6, null).next());
    assertThrows(IllegalArgumentException.class, () -> store().list("t", 2, "nonsense"));
  }

  @Test
  void forgetsWhatWasNotChangedSince() {
    for (int i = 0; i < 5; i++) {
      ConversationLog none = ConversationLog.none("c" + i);
      store().append("t" + i, "c" + i, 0, said(none, 0, NOW.plusSeconds(i), "A", "B"));
    }
    Instant before = NOW.plusSeconds(3);
    assertEquals(2, store().purge(before, 2));
    assertEquals(1, store().purge(before, 2));
    assertEquals(0, store().purge(before, 2));
    assertTrue(store().get("t2", "c2").isEmpty());
    assertEquals(List.of("A", "B"), texts(store().get("t3", "c3")));
  }

  @Test
  void whatManyAppendIsThereOnceEach() throws InterruptedException, ExecutionException {
    int threads = 8;
    int each = 12;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int own = t;
      all.add(pool.submit(() -> Appending.run(store(), "t", "c", "w" + own, each)));
    }
    for (Future<?> one : all) {
      one.get();
    }
    pool.shutdown();
    Appending.check(store().get("t", "c"), threads, each);
    assertEquals(
        threads * each,
        new HashSet<>(texts(store().get("t", "c"))).size(),
        "every message once, on one line");
  }
}
