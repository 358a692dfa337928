package dev.patchbay.delivery;

import static dev.patchbay.course.Plans.candidate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.course.Plans;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.JsonFields;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuationTest {
  private static ChatResponse partial(Part... parts) {
    Choice choice =
        new Choice(
            0, new Message.Assistant(List.of(parts)), StopReason.OTHER, null, JsonFields.NONE);
    return new ChatResponse("id-1", "m", null, List.of(choice), null, null, JsonFields.NONE);
  }

  @Test
  void continuesOnlyWithinPlainText() {
    assertTrue(Continuation.possible(partial(new Part.Text("Once")), FailureKind.CUT));
    assertFalse(Continuation.possible(partial(), FailureKind.CUT));
    assertFalse(Continuation.possible(partial(new Part.Thinking("Hm", null)), FailureKind.CUT));
    assertFalse(
        Continuation.possible(
            partial(new Part.Text("I call"), new Part.ToolCall("1", "f", "{")), FailureKind.CUT));
  }

  @Test
  void neverContinuesARefusedRequest() {
    assertFalse(Continuation.possible(partial(new Part.Text("Once")), FailureKind.INVALID_REQUEST));
  }

  @Test
  void joinsTheTextAsIfThereHadBeenNoBreak() {
    Continuation joined = Continuation.after(partial(new Part.Text("Once upon")));
    joined.map(new ChatEvent.Start("id-2", "other", null, null));
    joined.map(new ChatEvent.TextDelta(0, 0, " a time"));
    joined.map(new ChatEvent.Finish(0, StopReason.END, null, JsonFields.NONE));
    assertEquals("Once upon a time", joined.answer().text());
    assertEquals("id-1", joined.answer().id());
    assertEquals(StopReason.END, joined.answer().stopReason());
  }

  @Test
  void showsNoSecondStartToTheCaller() {
    Continuation joined = Continuation.after(partial(new Part.Text("Once")));
    assertEquals(List.of(), joined.map(new ChatEvent.Start("id-2", "m", null, null)));
  }

  @Test
  void asksWithTheShownTextAndAnInstructionWherePrefillIsUnknown() {
    ChatRequest next =
        Continuation.request(
            ChatRequest.of("m", "Tell"),
            partial(new Part.Text("Once upon")),
            candidate("a/1", "m").target(),
            Plans.NO_PROVIDERS);
    assertEquals(3, next.messages().size());
    assertEquals("Once upon", next.messages().get(1).text());
    assertInstanceOf(Message.User.class, next.messages().get(2));
  }
}
