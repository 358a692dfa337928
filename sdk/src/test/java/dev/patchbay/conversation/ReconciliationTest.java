package dev.patchbay.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationTest {
  /** Branches are separated by bars; see {@link Logs}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "''!u:A!0!u:A",
        "u:A a:B!u:A a:B u:C!2!u:C",
        "u:A a:B u:C a:D!u:A a:B u:X!2!u:X",
        "u:A a:B u:C a:D!u:A a:B u:C!3!''",
        "u:A a:B!u:A a:B!2!''",
        "u:A a:B!u:X a:B!0!u:X a:B",
        "u:A a:B!u:A a:X u:C!1!a:X u:C",
        "u:A a:B!a:A u:B!0!a:A u:B",
        "u:A a:B|0>u:X a:Y!u:A a:B u:C!2!u:C",
        "u:A a:B|1>a:C u:D!u:A a:B u:E!2!u:E",
        "u:A a:B|1>a:C u:D!u:A a:C u:D u:E!4!u:E",
        "u:A a:B|0>u:A a:C!u:A!3!''",
        "u:A a:B|0>u:A a:C!u:A a:B!2!''",
        "u:A a:B|0>u:A a:C!u:A a:X!3!a:X",
        "u:A c:sum{\"a\":1,\"b\":2.0} r:3!u:A c:sum{\"b\":2,\"a\":1} r:3 u:C!3!u:C",
        "u:A c:sum{\"a\":1}!u:A c:sum{\"a\":2}!1!c:sum{\"a\":2}",
        "u:A c:sum{\"a\":1}!u:A c:add{\"a\":1}!1!c:add{\"a\":1}",
        "u:A c:x=sum r:x=3!u:A c:y=sum r:y=3!3!''",
        "u:A c:x=sum;y=sum!u:A c:x=sum!1!c:x=sum",
        "u:A c:sum r:3!u:A c:sum r:4!2!r:4",
        "u:_A a:B_!u:A a:_B u:C!2!u:C"
      })
  void comparesRoleTextAndTools(String log, String messages, int parent, String news) {
    assertEquals(
        new Reconciliation(parent, Logs.messages(news)),
        Reconciliation.of(
            Logs.log(Arrays.asList(log.split("\\|"))), new ArrayList<>(Logs.messages(messages))));
  }

  @Test
  void ignoresWhatClientsCannotCarry() {
    Issuer issuer = Issuer.of("anthropic", "claude");
    Message.Assistant kept =
        new Message.Assistant(
            List.of(
                new Part.Thinking("Hm", new Opaque("sig", issuer)),
                new Part.OpaqueThinking(new Opaque("sealed", issuer)),
                new Part.Text("Hel"),
                new Part.Text("lo"),
                new Part.ToolCall("toolu_1", "sum", "{ \"a\": 1 }")));
    PartInfo marked =
        new PartInfo(
            "5m", null, new JsonFields(Map.of("x", RawJson.of("1")), "anthropic-messages"));
    Message.Assistant sent =
        new Message.Assistant(
            List.of(
                new Part.Text("Hello", List.of(), marked),
                new Part.ToolCall("call_9", "sum", "{\"a\":1}")));
    ConversationLog log =
        new ConversationLog(
            "c",
            1,
            1,
            2,
            List.of(new LogEntry(1, 0, kept, null, false, "req", java.time.Instant.EPOCH)),
            java.time.Instant.EPOCH,
            java.time.Instant.EPOCH);
    assertEquals(new Reconciliation(1, List.of()), Reconciliation.of(log, List.of(sent)));
  }

  @Test
  void goesOnFromABeginningThatWasForgotten() {
    ConversationLog whole = Logs.line("u:A a:B u:C a:D");
    ConversationLog rest =
        new ConversationLog(
            "c", 3, 4, 5, whole.entries().subList(2, 4), whole.createdAt(), whole.changedAt());
    assertEquals(Logs.messages("u:C a:D"), rest.messages());
    assertEquals(
        new Reconciliation(4, Logs.messages("u:E")),
        Reconciliation.of(rest, Logs.messages("u:C a:D u:E")));
    assertEquals(
        new Reconciliation(4, Logs.messages("u:E")),
        Reconciliation.of(rest, Logs.messages("u:A a:B u:C a:D u:E")));
    assertEquals(
        new Reconciliation(3, Logs.messages("a:X")),
        Reconciliation.of(rest, Logs.messages("u:A a:B u:C a:X")));
    assertEquals(
        new Reconciliation(0, Logs.messages("u:X a:Y u:Z")),
        Reconciliation.of(rest, Logs.messages("u:X a:Y u:Z")));
  }
}
