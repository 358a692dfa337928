package dev.patchbay.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.ChatJson;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationJsonTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "golden", "conversation-v1.json");

  @Test
  void theFirstVersionNeverChanges() throws IOException {
    Instant at = Instant.parse("2026-01-02T03:04:05.678Z");
    Issuer issuer = new Issuer("anthropic", "claude-sonnet-4-5", null, "anthropic-messages");
    Message answer =
        new Message.Assistant(
            List.of(
                new Part.Thinking("Hm", new Opaque("c2ln", issuer)),
                new Part.Text("Hello"),
                new Part.ToolCall("toolu_1", "sum", "{\"a\":1.0}")));
    Author author = new Author("anthropic", "claude-sonnet-4-5", "anthropic/main");
    ConversationLog log =
        new ConversationLog(
            "c",
            3,
            3,
            4,
            List.of(
                new LogEntry(1, 0, Message.user("Hi"), null, false, "req_1", at),
                new LogEntry(2, 1, answer, author, true, "req_1", at),
                new LogEntry(3, 1, Message.assistant("Hey"), author, false, "req_2", at)),
            at,
            at);
    assertEquals(Files.readString(GOLDEN).strip(), ConversationJson.write(log));
  }

  @Test
  void itsMessagesAreReadAsStored() throws IOException {
    String document = Files.readString(GOLDEN);
    String first = document.substring(document.indexOf("\"document\":") + 11);
    String message = first.substring(0, first.indexOf("},{\"number\""));
    assertEquals(Message.user("Hi"), ChatJson.readMessage(message));
  }
}
