package dev.patchbay.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.StreamEncoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams, both ways. */
final class StreamTest {
  private static final String CREATED =
      "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"model\":\"m\",\"output\":[]}}";
  private static final String MESSAGE =
      "{\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":{\"id\":\"msg_1\","
          + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}}";
  private static final String DELTA =
      "{\"type\":\"response.output_text.delta\",\"item_id\":\"msg_1\",\"output_index\":0,"
          + "\"content_index\":0,\"delta\":\"Hi\"}";

  private static String completed(String output) {
    return "{\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"model\":\"m\","
        + "\"status\":\"completed\",\"output\":["
        + output
        + "],\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}";
  }

  private static String call(int index) {
    return "{\"type\":\"response.output_item.added\",\"output_index\":"
        + index
        + ",\"item\":{\"id\":\"fc_"
        + index
        + "\",\"type\":\"function_call\",\"call_id\":\"c"
        + index
        + "\",\"name\":\"f\",\"arguments\":\"\"}}";
  }

  private static String arguments(int index, String delta) {
    return "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":"
        + index
        + ",\"delta\":"
        + RawJson.string(delta)
        + "}";
  }

  @Test
  void aServerThatTellsAllAtTheEndIsUnderstood() {
    ChatResponse answer = Wire.stream(CREATED, completed(TextTest.message("Hi")));
    assertEquals("Hi", answer.text());
    assertEquals(StopReason.END, answer.stopReason());
    assertEquals(3L, answer.usage().inputTotal());
  }

  @Test
  void whatWasStreamedIsNotToldTwice() {
    assertEquals(
        "Hi", Wire.stream(CREATED, MESSAGE, DELTA, completed(TextTest.message("Hi"))).text());
  }

  @Test
  void anItemIsFoundByItsIndexNotByTheOrder() {
    ChatResponse answer =
        Wire.stream(
            CREATED,
            call(0),
            call(1),
            arguments(1, "{\"b\":"),
            arguments(0, "{\"a\":"),
            arguments(1, "2}"),
            arguments(0, "1}"),
            completed(""));
    assertEquals("{\"a\":1}", answer.toolCalls().get(0).arguments());
    assertEquals("{\"b\":2}", answer.toolCalls().get(1).arguments());
    assertEquals(StopReason.TOOL_CALLS, answer.stopReason());
  }

  @Test
  void aStreamWithoutItsLastEventIsNotFinished() {
    StreamReader reader = new StreamReader(Wire.ISSUER);
    List<ChatEvent> events = Wire.events(reader, CREATED, MESSAGE, DELTA);
    reader.end(events::add);
    assertFalse(reader.finished());
    assertTrue(events.get(events.size() - 1) instanceof ChatEvent.PartEnd);
  }

  @Test
  void argumentsWithoutTheirCallAreABadFrame() {
    StreamReader reader = new StreamReader(Wire.ISSUER);
    Wire.events(reader, CREATED);
    assertThrows(BadJsonException.class, () -> Wire.events(reader, arguments(3, "{")));
    Wire.events(reader, call(3));
    assertTrue(reader.inToolArguments());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"error\",\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}",
        "{\"type\":\"error\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}}",
        "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}}",
        "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":"
            + "{\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}}}"
      })
  void errorsOfEveryFormAreErrors(String data) {
    StreamReader reader = new StreamReader(Wire.ISSUER);
    ErrorSignal error = reader.decode(SseFrame.data(data), event -> {});
    assertNotNull(error);
    assertEquals("rate_limit_exceeded", error.code());
    assertEquals("slow", error.message());
    assertFalse(reader.finished());
  }

  @Test
  void theModelsOwnReasoningIsSeenApartFromASummary() {
    String item = "\"item_id\":\"rs\",\"output_index\":0,";
    ChatResponse answer =
        Wire.stream(
            CREATED,
            "{\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":"
                + "{\"id\":\"rs\",\"type\":\"reasoning\",\"summary\":[]}}",
            "{\"type\":\"response.reasoning_text.delta\","
                + item
                + "\"content_index\":0,\"delta\":\"a\"}",
            "{\"type\":\"response.reasoning_text.delta\","
                + item
                + "\"content_index\":1,\"delta\":\"b\"}",
            completed(""));
    assertEquals("a\n\nb", ((Part.Thinking) answer.message().parts().get(0)).text());
    List<String> names = Wire.names(Wire.frames(answer));
    assertTrue(names.contains("response.reasoning_text.delta"), names.toString());
    assertFalse(names.contains("response.reasoning_summary_text.delta"), names.toString());
  }

  @Test
  void interleavedPartsAreWrittenOneAfterTheOther() {
    StreamEncoder encoder = Wire.CODEC.encodeStream(Wire.CLIENT);
    List<SseFrame> frames = new ArrayList<>();
    List<ChatEvent> events =
        List.of(
            new ChatEvent.Start("r", "m", null, null),
            start(0),
            start(1),
            new ChatEvent.ToolCallDelta(0, 1, "{\"b\":"),
            new ChatEvent.ToolCallDelta(0, 0, "{\"a\":1}"),
            new ChatEvent.ToolCallDelta(0, 1, "2}"),
            new ChatEvent.PartEnd(0, 1),
            new ChatEvent.PartEnd(0, 0),
            new ChatEvent.Finish(0, StopReason.TOOL_CALLS, null, JsonFields.NONE));
    events.forEach(event -> encoder.encode(event, frames::add));
    encoder.end(frames::add);
    ChatResponse answer = Wire.stream(TextTest.datas(frames));
    assertEquals("{\"a\":1}", answer.toolCalls().get(0).arguments());
    assertEquals("{\"b\":2}", answer.toolCalls().get(1).arguments());
    assertEquals(
        List.of(0, 1),
        frames.stream()
            .filter(frame -> "response.output_item.done".equals(frame.event()))
            .map(frame -> ((BigDecimal) Wire.at(frame.data(), "output_index")).intValue())
            .toList());
  }

  private static ChatEvent start(int part) {
    return new ChatEvent.ToolCallStart(
        0, part, "c" + part, "f", Part.ToolCall.Kind.FUNCTION, PartInfo.NONE);
  }

  @Test
  void aCallWithoutArgumentsStreamsAnEmptyObject() {
    StreamEncoder encoder = Wire.CODEC.encodeStream(Wire.CLIENT);
    List<SseFrame> frames = new ArrayList<>();
    encoder.encode(start(0), frames::add);
    encoder.encode(new ChatEvent.PartEnd(0, 0), frames::add);
    encoder.end(frames::add);
    String delta =
        frames.stream()
            .filter(f -> "response.function_call_arguments.delta".equals(f.event()))
            .map(SseFrame::data)
            .findFirst()
            .orElseThrow();
    assertEquals("{}", Wire.at(delta, "delta"));
  }

  @Test
  void largeArgumentsInSmallPiecesArriveWhole() {
    String input = "{\"t\":\"" + "aé✓😀".repeat(5000) + "\"}";
    StreamEncoder encoder = Wire.CODEC.encodeStream(Wire.CLIENT);
    List<SseFrame> frames = new ArrayList<>();
    encoder.encode(start(0), frames::add);
    for (int i = 0; i < input.length(); i += 7) {
      String piece = input.substring(i, Math.min(input.length(), i + 7));
      encoder.encode(new ChatEvent.ToolCallDelta(0, 0, piece), frames::add);
    }
    encoder.encode(new ChatEvent.PartEnd(0, 0), frames::add);
    encoder.end(frames::add);
    String last = frames.get(frames.size() - 1).data();
    assertEquals(input, Wire.at(last, "response", "output", 0, "arguments"));
  }

  @Test
  void textsInARowAreOneMessage() {
    ChatResponse answer =
        Wire.answer("")
            .withChoices(
                List.of(
                    new Choice(
                        0,
                        new Message.Assistant(List.of(new Part.Text("a"), new Part.Text("b"))),
                        StopReason.END,
                        null,
                        JsonFields.NONE)));
    List<SseFrame> frames = Wire.frames(answer);
    String last = frames.get(frames.size() - 1).data();
    assertEquals("b", Wire.at(last, "response", "output", 0, "content", 1, "text"));
  }

  @Test
  void aFailureIsTheFailedResponseAndAnErrorTheClientThrows() {
    StreamEncoder encoder = Wire.CODEC.encodeStream(Wire.CLIENT);
    List<SseFrame> frames = new ArrayList<>();
    Failure failure = Failure.of(FailureKind.RATE_LIMITED, FailurePhase.DURING_OUTPUT, "slow down");
    encoder.fail(failure, frames::add);
    encoder.end(frames::add);
    assertEquals(
        List.of("response.created", "response.in_progress", "response.failed", "error"),
        Wire.names(frames));
    String failed = frames.get(2).data();
    assertEquals("rate_limit_exceeded", Wire.at(failed, "response", "error", "code"));
    assertEquals("slow down", Wire.at(frames.get(3).data(), "error", "message"));
    assertEquals("slow down", Wire.at(frames.get(3).data(), "message"));
  }

  @Test
  void noDataLineHoldsALineBreak() {
    ChatResponse answer = Wire.answer("{\n\"type\":\"web_search_call\",\r\n\"id\":\"ws_1\"\n}");
    assertTrue(
        Wire.frames(answer).stream()
            .noneMatch(f -> f.data().contains("\n") || f.data().contains("\r")));
  }
}
