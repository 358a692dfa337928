package dev.patchbay.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.StreamDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamTest {
  private static SseFrame part(String part, String rest) {
    return Wire.frame(
        "{'candidates':[{'content':{'role':'model','parts':[" + part + "]}" + rest + "}]}");
  }

  private static final SseFrame STOP = Wire.frame("{'candidates':[{'finishReason':'STOP'}]}");

  @Test
  void aWholeCallInOneFrameHasAStartArgumentsAndAnEnd() {
    List<ChatEvent> events = new ArrayList<>();
    Wire.CODEC
        .decodeStream(Wire.ISSUER)
        .decode(part("{'functionCall':{'name':'f','args':{'a':1}}}", ""), events::add);
    assertTrue(events.get(1) instanceof ChatEvent.ToolCallStart);
    assertEquals("{\"a\":1}", ((ChatEvent.ToolCallDelta) events.get(2)).arguments());
    assertTrue(events.get(3) instanceof ChatEvent.PartEnd);
  }

  @Test
  void callsWithoutIdsGetTheSameOnesAsInTheBufferedAnswer() {
    String call = "{'functionCall':{'name':'f','args':{}}}";
    String head = "{'responseId':'r','candidates':[{'content':{'parts':[";
    ChatResponse streamed =
        Wire.fold(
            List.of(
                Wire.frame(head + call + "]}}]}"),
                Wire.frame(head + call + "]},'finishReason':'STOP'}]}")));
    ChatResponse whole = Wire.answer(head + call + "," + call + "]},'finishReason':'STOP'}]}");
    assertEquals(whole.toolCalls(), streamed.toolCalls());
    assertEquals(StopReason.TOOL_CALLS, streamed.stopReason());
    assertEquals(2, streamed.toolCalls().stream().map(Part.ToolCall::id).distinct().count());
  }

  @Test
  void putsArgumentsInPiecesTogether() {
    ChatResponse answer =
        Wire.fold(
            List.of(
                part("{'functionCall':{'name':'f','willContinue':true}}", ""),
                part(partial("$.a[0].b", "'stringValue':'x'"), ""),
                part(partial("$.a[1].b", "'numberValue':12345678901234567890"), ""),
                part(partial("$.c", "'boolValue':true"), ""),
                part(partial("$.n", "'nullValue':null"), ""),
                part(partial("$.a[0].b", "'stringValue':'y'"), ""),
                part("{'functionCall':{}}", ""),
                STOP));
    assertEquals(
        "{\"a\":[{\"b\":\"xy\"},{\"b\":12345678901234567890}],\"c\":true,\"n\":null}",
        answer.toolCalls().get(0).arguments());
  }

  private static String partial(String path, String value) {
    String piece = "{'jsonPath':'" + path + "'," + value + "}";
    return "{'functionCall':{'partialArgs':[" + piece + "],'willContinue':true}}";
  }

  @Test
  void knowsThatArgumentsAreComing() {
    StreamDecoder decoder = Wire.CODEC.decodeStream(Wire.ISSUER);
    decoder.decode(part("{'functionCall':{'name':'f','willContinue':true}}", ""), event -> {});
    assertTrue(decoder.inToolArguments());
    decoder.decode(part("{'functionCall':{}}", ""), event -> {});
    assertFalse(decoder.inToolArguments());
  }

  @Test
  void takesUsageThatComesAfterTheFinish() {
    ChatResponse answer =
        Wire.fold(
            List.of(
                part("{'text':'a'}", ",'finishReason':'STOP'"),
                Wire.frame(
                    "{'usageMetadata':{'promptTokenCount':5,'candidatesTokenCount':2,'totalTokenCount':7}}")));
    assertEquals(Usage.of(5, 2), answer.usage());
  }

  @Test
  void aStreamWithoutAFinishIsNotWhole() {
    StreamDecoder decoder = Wire.CODEC.decodeStream(Wire.ISSUER);
    decoder.decode(part("{'text':'a'}", ""), event -> {});
    assertFalse(decoder.finished());
    decoder.decode(STOP, event -> {});
    assertTrue(decoder.finished());
  }

  @Test
  void understandsAnErrorInAnArray() {
    ErrorSignal error =
        Wire.CODEC
            .decodeStream(Wire.ISSUER)
            .decode(
                Wire.frame("[{'error':{'code':429,'status':'RESOURCE_EXHAUSTED','message':'m'}}]"),
                event -> {});
    assertNotNull(error);
    assertEquals("429", error.code());
  }

  @Test
  void aBadFrameChangesNothing() {
    StreamDecoder decoder = Wire.CODEC.decodeStream(Wire.ISSUER);
    List<ChatEvent> events = new ArrayList<>();
    assertThrows(
        BadJsonException.class,
        () -> decoder.decode(part("{'text':'a'},{'text':7.5e,}", ""), events::add));
    assertEquals(List.of(), events);
  }

  @Test
  void servesACallWholeOnceItsArgumentsAre() {
    List<SseFrame> frames =
        Wire.frames(
            List.of(
                new ChatEvent.Start("r", "m", null, null),
                start(0, "a"),
                start(1, "b"),
                new ChatEvent.ToolCallDelta(0, 0, "{\"x\":"),
                new ChatEvent.ToolCallDelta(0, 1, "{}"),
                new ChatEvent.ToolCallDelta(0, 0, "\n1}"),
                new ChatEvent.Finish(0, StopReason.TOOL_CALLS, null, JsonFields.NONE),
                new ChatEvent.UsageReport(Usage.of(3, 4))));
    assertEquals(3, frames.size());
    for (SseFrame frame : frames) {
      assertNull(frame.event());
      assertFalse(frame.data().contains("\n"), "the official client reads one line");
    }
    Object[] call = {"candidates", 0, "content", "parts", 0, "functionCall"};
    assertEquals("{id=a, name=f, args={x=1}}", Wire.text(Json.utf8(frames.get(0).data()), call));
    byte[] last = Json.utf8(frames.get(2).data());
    assertEquals("STOP", Wire.at(last, "candidates", 0, "finishReason"));
    assertEquals("7", Wire.text(last, "usageMetadata", "totalTokenCount"));
  }

  private static ChatEvent start(int part, String id) {
    return new ChatEvent.ToolCallStart(
        0, part, id, "f", Part.ToolCall.Kind.FUNCTION, PartInfo.NONE);
  }

  @Test
  void givesNoForeignSignatureToItsClients() {
    Part.Thinking foreign =
        new Part.Thinking("hm", new dev.patchbay.chat.Opaque("foreign", Issuer.of("a", "b")));
    List<SseFrame> frames =
        Wire.frames(
            List.of(
                new ChatEvent.PartAdded(0, 0, foreign),
                new ChatEvent.Signature(0, 1, foreign.signature()),
                new ChatEvent.Finish(0, StopReason.END, null, JsonFields.NONE)));
    assertTrue(frames.stream().noneMatch(frame -> frame.data().contains("foreign")));
  }
}
