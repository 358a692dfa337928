package dev.patchbay.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.StreamEncoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTest {
  private static final SseFrame START =
      Wire.frame(
          "{'type':'message_start','message':{'id':'m','model':'c','usage':{'input_tokens':24,"
              + "'cache_read_input_tokens':1000,'output_tokens':1}}}");
  private static final SseFrame TEXT =
      Wire.frame(
          "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}");
  private static final SseFrame HI = delta("{'type':'text_delta','text':'Hi'}");
  private static final SseFrame DONE =
      Wire.frame(
          "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':4}}");
  private static final SseFrame STOP = Wire.frame("{'type':'message_stop'}");

  @Test
  void foldsAStreamWithoutEventNamesAndBlockStops() {
    ChatResponse response = Wire.fold(List.of(START, TEXT, HI, DONE, STOP));
    assertEquals("Hi", response.text());
    assertEquals(StopReason.END, response.stopReason());
    assertEquals(1024, response.usage().inputTotal());
    assertEquals(4, response.usage().outputTotal());
  }

  @Test
  void endsEachPartOnceBeforeTheFinish() {
    List<ChatEvent> events = new ArrayList<>();
    StreamDecoder decoder = Wire.CODEC.decodeStream(Wire.ISSUER);
    List.of(START, TEXT, HI, DONE, STOP).forEach(frame -> decoder.decode(frame, events::add));
    decoder.end(events::add);
    assertEquals(1, events.stream().filter(ChatEvent.PartEnd.class::isInstance).count());
    assertInstanceOf(ChatEvent.Finish.class, events.get(events.size() - 1));
    assertTrue(decoder.finished());
    assertTrue(decoder.terminated());
  }

  @Test
  void readsACallWithoutArgumentsAsAnEmptyObject() {
    assertEquals("{}", call("{}", delta("{'type':'input_json_delta','partial_json':''}")));
  }

  @Test
  void readsACallWhoseInputStandsInItsStart() {
    assertEquals("{\"a\":1}", call("{'a':1}"));
  }

  @Test
  void joinsTheFragmentsOfACall() {
    assertEquals("{\"a\":1}", call("{}", fragment("{\"a"), fragment("\":1}")));
  }

  /** The vendor's Java client refuses a call of its own tools without a delta of input. */
  @Test
  void writesTheInputOfAPartWithoutWordAsADelta() {
    RawJson raw =
        RawJson.of(
            "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\","
                + "\"input\":{\"q\":1}}");
    Part part = new Part.Unknown("anthropic-messages", "server_tool_use", raw);
    List<SseFrame> frames = new ArrayList<>();
    StreamEncoder encoder = Wire.CODEC.encodeStream(new ClientView("m", true));
    encoder.encode(new ChatEvent.Start("id", "m", null, null), frames::add);
    encoder.encode(new ChatEvent.PartAdded(0, 0, part), frames::add);
    List<String> data = frames.stream().map(SseFrame::data).toList();
    assertTrue(data.get(1).contains("\"input\":{}"), data.get(1));
    assertTrue(data.get(2).contains("\"partial_json\":\"{\\\"q\\\":1}\""), data.get(2));
  }

  private static SseFrame fragment(String text) {
    String literal = dev.patchbay.json.RawJson.string(text).text();
    return SseFrame.data(
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
            + "{\"type\":\"input_json_delta\",\"partial_json\":"
            + literal
            + "}}");
  }

  private static String call(String input, SseFrame... deltas) {
    List<SseFrame> frames = new ArrayList<>(List.of(START));
    frames.add(
        Wire.frame(
            "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use',"
                + "'id':'t','name':'f','input':"
                + input
                + "}}"));
    frames.addAll(List.of(deltas));
    frames.add(STOP);
    ChatResponse response = Wire.fold(frames);
    assertEquals(StopReason.TOOL_CALLS, response.stopReason());
    return response.toolCalls().get(0).arguments();
  }

  @Test
  void collectsTheInputOfAHostedTool() {
    ChatResponse response =
        Wire.fold(
            List.of(
                START,
                Wire.frame(
                    "{'type':'content_block_start','index':0,'content_block':"
                        + "{'type':'server_tool_use','id':'s','name':'w','input':{}}}"),
                delta("{'type':'input_json_delta','partial_json':'[1]'}"),
                Wire.frame("{'type':'content_block_stop','index':0}"),
                DONE));
    Part.Unknown part = assertInstanceOf(Part.Unknown.class, response.message().parts().get(0));
    assertEquals("[1]", Wire.text(Json.utf8(part.raw().text()), "input"));
  }

  @Test
  void handsOutWhatItDoesNotKnowAndNothingForAPing() {
    List<ChatEvent> events = new ArrayList<>();
    StreamDecoder decoder = Wire.CODEC.decodeStream(Wire.ISSUER);
    decoder.decode(Wire.frame("{'type':'ping'}"), events::add);
    decoder.decode(Wire.frame("{'type':'future_event','x':1}"), events::add);
    assertEquals(1, events.size());
    assertInstanceOf(ChatEvent.Unknown.class, events.get(0));
  }

  @Test
  void returnsAnErrorInTheStream() {
    StreamDecoder decoder = Wire.CODEC.decodeStream(Wire.ISSUER);
    ErrorSignal signal =
        decoder.decode(
            Wire.frame("{'type':'error','error':{'type':'overloaded_error','message':'O'}}"),
            event -> {});
    assertNotNull(signal);
    assertEquals("overloaded_error", signal.type());
    assertFalse(decoder.finished());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{'type':'message_start'}",
        "{'type':'content_block_start','index':'x','content_block':{'type':'text'}}",
        "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use'}}",
        "{'type':'content_block_delta','index':7,'delta':{'type':'text_delta','text':'x'}}",
        "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':{}}}",
        "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':{}}}"
      })
  void leavesItsStateAloneOnABadFrame(String bad) {
    StreamDecoder decoder = Wire.CODEC.decodeStream(Wire.ISSUER);
    ChatFold fold = new ChatFold();
    List.of(START, TEXT).forEach(frame -> decoder.decode(frame, fold::add));
    List<ChatEvent> handedOut = new ArrayList<>();
    assertThrows(BadJsonException.class, () -> decoder.decode(Wire.frame(bad), handedOut::add));
    assertEquals(List.of(), handedOut);
    List.of(HI, DONE, STOP).forEach(frame -> decoder.decode(frame, fold::add));
    assertEquals("Hi", fold.response().text());
    assertEquals(StopReason.END, fold.response().stopReason());
  }

  @Test
  void writesOneStartThenSequentialBlocksThenTheStop() {
    List<SseFrame> frames =
        Wire.frames(
            List.of(
                new ChatEvent.Start("m", "x", null, null),
                new ChatEvent.UsageReport(Usage.of(24, 0)),
                new ChatEvent.Signature(0, 0, new Opaque("sig", Wire.ISSUER)),
                new ChatEvent.ThinkingDelta(0, 0, "Hm"),
                new ChatEvent.TextDelta(0, 1, "Hi"),
                new ChatEvent.Finish(0, StopReason.END, null, dev.patchbay.json.JsonFields.NONE),
                new ChatEvent.UsageReport(Usage.of(24, 9))));
    assertEquals(
        List.of(
            "message_start",
            "content_block_start 0",
            "content_block_delta 0",
            "content_block_delta 0",
            "content_block_stop 0",
            "content_block_start 1",
            "content_block_delta 1",
            "content_block_stop 1",
            "message_delta",
            "message_stop"),
        frames.stream().map(StreamTest::named).toList());
    assertEquals("24", data(frames.get(0), "message", "usage", "input_tokens"));
    assertEquals("signature_delta", data(frames.get(3), "delta", "type"));
    assertEquals("9", data(frames.get(8), "usage", "output_tokens"));
  }

  @Test
  void writesInterleavedCallsOneAfterTheOther() {
    List<SseFrame> frames =
        Wire.frames(
            List.of(
                new ChatEvent.Start("m", "x", null, null),
                started(0, "a"),
                started(1, "b"),
                new ChatEvent.ToolCallDelta(0, 0, "{\"x\":"),
                new ChatEvent.ToolCallDelta(0, 1, "{\"y\":2}"),
                new ChatEvent.ToolCallDelta(0, 0, "1}"),
                new ChatEvent.PartEnd(0, 0),
                new ChatEvent.PartEnd(0, 1),
                new ChatEvent.Finish(
                    0, StopReason.TOOL_CALLS, null, dev.patchbay.json.JsonFields.NONE)));
    assertEquals(2, frames.stream().filter(f -> "content_block_start".equals(f.event())).count());
    List<Part.ToolCall> calls = Wire.fold(frames).toolCalls();
    assertEquals("{\"x\":1}", calls.get(0).arguments());
    assertEquals("{\"y\":2}", calls.get(1).arguments());
  }

  @Test
  void wrapsTheTextOfAFreeTextCall() {
    List<SseFrame> frames =
        Wire.frames(
            List.of(
                new ChatEvent.ToolCallStart(
                    0, 0, "a", "sh", Part.ToolCall.Kind.CUSTOM, PartInfo.NONE),
                new ChatEvent.ToolCallDelta(0, 0, "echo \"hi\""),
                new ChatEvent.PartEnd(0, 0)));
    assertEquals(
        "{\"input\":\"echo \\\"hi\\\"\"}", Wire.fold(frames).toolCalls().get(0).arguments());
  }

  @Test
  void neverEndsAFailedStreamCleanly() {
    StreamEncoder encoder = Wire.CODEC.encodeStream(Wire.CLIENT);
    List<SseFrame> frames = new ArrayList<>();
    encoder.encode(new ChatEvent.TextDelta(0, 0, "Par"), frames::add);
    encoder.fail(Failure.of(FailureKind.OVERLOADED, FailurePhase.values()[0], "Busy"), frames::add);
    encoder.end(frames::add);
    SseFrame last = frames.get(frames.size() - 1);
    assertEquals("error", last.event());
    assertEquals("overloaded_error", data(last, "error", "type"));
  }

  @Test
  void showsZerosInTheStartWhenTheUsageComesLast() {
    List<SseFrame> frames = Wire.frames(List.of(new ChatEvent.TextDelta(0, 0, "Hi")));
    assertEquals("0", data(frames.get(0), "message", "usage", "input_tokens"));
    assertNull(Wire.at(Json.utf8(frames.get(0).data()), "message", "stop_reason"));
  }

  private static ChatEvent started(int part, String id) {
    return new ChatEvent.ToolCallStart(
        0, part, id, "f", Part.ToolCall.Kind.FUNCTION, PartInfo.NONE);
  }

  private static SseFrame delta(String json) {
    return Wire.frame("{'type':'content_block_delta','index':0,'delta':" + json + "}");
  }

  private static String named(SseFrame frame) {
    String index = data(frame, "index");
    return index.equals("null") ? String.valueOf(frame.event()) : frame.event() + " " + index;
  }

  private static String data(SseFrame frame, Object... path) {
    return Wire.text(Json.utf8(frame.data()), path);
  }
}
