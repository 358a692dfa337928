package dev.patchbay.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrimmingTest {
  /** The room is counted in messages. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "''!u:A!0!0",
        "u:A a:B!u:C!2!0",
        "u:A a:B!u:C!1!2",
        "u:A a:B u:C a:D!u:E!3!2",
        "u:A a:B u:C a:D!u:E!1!4",
        "u:A a:B u:C a:D!u:E!0!4",
        "u:A c:x=f r:x=1 a:B u:C a:D!u:E!5!4",
        "u:A c:x=f r:x=1 a:B u:C a:D!u:E!2!4",
        "u:A c:x=f u:B r:x=1 a:C u:D!u:E!5!5",
        "u:A a:B u:C c:x=f!r:x=1!1!2",
        "u:A c:x=f!r:x=1!0!0",
        "u:A c:x=f;y=f r:x=1 u:B a:C!r:y=2!0!0",
        "a:A u:B a:C!u:D!2!1"
      })
  void leavesOutWholeTurnsTheOldestFirst(String history, String now, int room, int cut) {
    assertEquals(cut, Trimming.cutTo(Logs.messages(history), Logs.messages(now), room));
  }

  @Test
  void countsWhatMessagesTake() {
    List<Message> history = Logs.messages("u:aaaaaaaaaa a:b u:c a:d");
    assertEquals(
        2, Trimming.cut(history, Logs.messages("u:e"), 5, message -> message.text().length()));
  }

  @Test
  void neverPartsACallFromItsResult() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      List<Message> all = conversation(random);
      int now = all.size() - 1 - random.nextInt(Math.min(3, all.size()));
      List<Message> history = all.subList(0, now);
      int cut =
          Trimming.cutTo(history, all.subList(now, all.size()), random.nextInt(all.size() + 1));
      Set<String> lost = new HashSet<>();
      all.subList(0, cut).stream()
          .flatMap(message -> message.parts().stream())
          .filter(Part.ToolCall.class::isInstance)
          .forEach(part -> lost.add(((Part.ToolCall) part).id()));
      for (Message message : all.subList(cut, all.size())) {
        assertFalse(
            message instanceof Message.Tool result && lost.contains(result.callId()),
            () -> cut + " of " + all);
      }
    }
  }

  private static List<Message> conversation(Random random) {
    List<Message> all = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(20); i++) {
      switch (random.nextInt(4)) {
        case 0 -> all.add(Message.user("u" + i));
        case 1 -> all.add(Message.assistant("a" + i));
        case 2 -> {
          all.addAll(Logs.messages("c:" + i + "=f"));
          open.add(String.valueOf(i));
        }
        default -> {
          if (!open.isEmpty()) {
            all.add(Message.toolResult(open.remove(random.nextInt(open.size())), "r"));
          }
        }
      }
    }
    all.add(Message.user("last"));
    return all;
  }
}
