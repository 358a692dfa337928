package dev.patchbay.wire.openai;

import static dev.patchbay.wire.openai.Wire.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.ClientView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamWriterTest {
  private static final ChatEvent START = new ChatEvent.Start("c1", "m", null, null);
  private static final ClientView SILENT = new ClientView("asked", false);

  private static ChatEvent finish(StopReason reason) {
    return new ChatEvent.Finish(0, reason, null, JsonFields.NONE);
  }

  private static ChatEvent call(int part, String id) {
    return new ChatEvent.ToolCallStart(
        0, part, id, "f", Part.ToolCall.Kind.FUNCTION, PartInfo.NONE);
  }

  @Test
  void writesTheRoleFirstThenTextThenTheFinishThenDone() {
    List<String> frames =
        Wire.frames(
            List.of(START, new ChatEvent.TextDelta(0, 0, "Hi"), finish(StopReason.END)), SILENT);
    assertEquals("assistant", at(frames.get(0), "choices", 0, "delta", "role"));
    assertEquals("Hi", at(frames.get(1), "choices", 0, "delta", "content"));
    assertEquals("stop", at(frames.get(2), "choices", 0, "finish_reason"));
    assertEquals("[DONE]", frames.get(3));
    assertTrue(frames.get(1).contains("\"finish_reason\":null"));
    assertFalse(String.join("", frames).contains("usage"));
    assertEquals("asked", at(frames.get(0), "model"));
  }

  @Test
  void tellsUsageLastAndNullBeforeIfTheClientAsked() {
    List<String> frames =
        Wire.frames(
            List.of(
                START,
                new ChatEvent.UsageReport(Usage.of(3, 4)),
                new ChatEvent.TextDelta(0, 0, "Hi"),
                finish(StopReason.END)),
            Wire.CLIENT);
    assertTrue(frames.get(0).contains("\"usage\":null"));
    String last = frames.get(frames.size() - 2);
    assertEquals(List.of(), at(last, "choices"));
    assertEquals("7", at(last, "usage", "total_tokens").toString());
  }

  @Test
  void givesCallsOurOwnIndexesWithIdTypeAndNameInTheirFirstFragment() {
    List<String> frames =
        Wire.frames(
            List.of(
                START,
                new ChatEvent.TextDelta(0, 0, "Hi"),
                call(4, "a"),
                call(7, "b"),
                new ChatEvent.ToolCallDelta(0, 7, "{\"x\":1}"),
                new ChatEvent.ToolCallDelta(0, 4, "{}"),
                finish(StopReason.TOOL_CALLS)),
            SILENT);
    Object second = at(frames.get(3), "choices", 0, "delta", "tool_calls", 0);
    assertEquals(
        "{index=1, id=b, type=function, function={name=f, arguments=}}", second.toString());
    assertEquals(
        "{index=1, function={arguments={\"x\":1}}}",
        at(frames.get(4), "choices", 0, "delta", "tool_calls", 0).toString());
    assertEquals(
        "0", at(frames.get(5), "choices", 0, "delta", "tool_calls", 0, "index").toString());
    assertEquals("tool_calls", at(frames.get(6), "choices", 0, "finish_reason"));
  }

  @Test
  void writesAnEmptyObjectForACallWithoutArguments() {
    List<String> frames =
        Wire.frames(
            List.of(
                START, call(0, "a"), new ChatEvent.PartEnd(0, 0), finish(StopReason.TOOL_CALLS)),
            SILENT);
    assertEquals(
        "{}", at(frames.get(2), "choices", 0, "delta", "tool_calls", 0, "function", "arguments"));
    assertEquals(1, frames.stream().filter(f -> f.contains("\"arguments\":\"{}\"")).count());
  }

  @Test
  void endsAFailedAnswerWithAnErrorAndWithoutDone() {
    List<String> frames = new ArrayList<>();
    StreamWriter writer = new StreamWriter(SILENT);
    writer.encode(new ChatEvent.TextDelta(0, 0, "Hi"), f -> frames.add(f.data()));
    Failure failure = Failure.of(FailureKind.OVERLOADED, FailurePhase.DURING_OUTPUT, "busy");
    writer.fail(failure, f -> frames.add(f.data()));
    String last = frames.get(frames.size() - 1);
    assertEquals("server_is_overloaded", at(last, "error", "code"));
    assertFalse(frames.contains("[DONE]"));
  }

  @Test
  void beginsAChoiceThatOnlyFinishes() {
    List<String> frames = Wire.frames(List.of(START, finish(StopReason.CONTENT_FILTER)), SILENT);
    assertEquals("assistant", at(frames.get(0), "choices", 0, "delta", "role"));
    assertEquals("content_filter", at(frames.get(1), "choices", 0, "finish_reason"));
  }

  @Test
  void tellsASignatureWithTheThoughtItSigns() {
    List<String> frames =
        Wire.frames(
            List.of(
                START,
                new ChatEvent.ThinkingDelta(0, 0, "Hm"),
                new ChatEvent.Signature(0, 0, new Opaque("s", Wire.ISSUER)),
                new ChatEvent.PartEnd(0, 0),
                new ChatEvent.TextDelta(0, 1, "a"),
                finish(StopReason.END)),
            SILENT);
    Part.Thinking thought =
        (Part.Thinking) Wire.stream(frames.toArray(String[]::new)).message().parts().get(0);
    assertEquals("Hm", thought.text());
    assertEquals("s", thought.signature().value());
  }

  @Test
  void keepsChoicesApart() {
    List<String> frames =
        Wire.frames(
            List.of(START, new ChatEvent.TextDelta(0, 0, "A"), new ChatEvent.TextDelta(1, 0, "B")),
            SILENT);
    assertEquals("1", at(frames.get(2), "choices", 0, "index").toString());
    assertEquals("assistant", at(frames.get(2), "choices", 0, "delta", "role"));
    assertNull(at(frames.get(3), "choices", 0, "delta", "role"));
  }
}
