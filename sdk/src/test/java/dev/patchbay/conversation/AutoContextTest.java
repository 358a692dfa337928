package dev.patchbay.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoContextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "''!false",
        "u:A!true",
        "u:A u:B!false",
        "a:A!false",
        "u:A a:B u:C!false",
        "r:x=1!true",
        "r:x=1 r:y=2!true",
        "r:x=1 u:A!true",
        "r:x=1 u:A u:B!false",
        "u:A r:x=1!false",
        "c:x=f r:x=1!false"
      })
  void isForOneMessageOrResultsAlone(String messages, boolean wanted) {
    assertEquals(wanted, AutoContext.wanted(Logs.messages(messages)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "u:A c:x=f!r:x=1!r:x=1",
        "u:A c:x=f!r:f=1!r:x=1",
        "u:A c:x=f;y=f!r:f=1 r:f=2!r:x=1 r:y=2",
        "u:A c:x=f r:x=1 c:y=f!r:f=2!r:y=2",
        "u:A c:x=f!r:g=1!r:g=1",
        "u:A c:x=f;y=g!r:g=1 r:x=2 u:B!r:y=1 r:x=2 u:B"
      })
  void givesResultsToTheOpenCallsOfTheirTools(String history, String now, String paired) {
    assertEquals(
        Logs.messages(paired), AutoContext.after(Logs.messages(history), Logs.messages(now)));
  }

  @Test
  void findsTheToolByTheNameOfTheResult() {
    Message.Tool result =
        new Message.Tool("made-up", "f", List.of(new Part.Text("1")), false, PartInfo.NONE);
    Message paired = AutoContext.after(Logs.messages("u:A c:x=f"), List.of(result)).get(0);
    assertEquals("x", ((Message.Tool) paired).callId());
  }
}
