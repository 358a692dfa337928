package dev.patchbay.wire.openai;

import static dev.patchbay.wire.openai.Wire.chunk;
import static dev.patchbay.wire.openai.Wire.events;
import static dev.patchbay.wire.openai.Wire.finish;
import static dev.patchbay.wire.openai.Wire.fold;
import static dev.patchbay.wire.openai.Wire.stream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.transport.SseFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamReaderTest {
  private final StreamReader reader = new StreamReader(Wire.ISSUER);

  private static String call(String fields) {
    return chunk("{\"tool_calls\":[{" + fields + "}]}");
  }

  @Test
  void beginsWithTheRoleAndShowsNothing() {
    List<ChatEvent> events = events(reader, chunk("{\"role\":\"assistant\",\"content\":\"\"}"));
    assertEquals(1, events.size());
    assertInstanceOf(ChatEvent.Start.class, events.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":\"a\",\"tool_calls\":[]}",
        "{\"content\":\"a\",\"tool_calls\":null,\"refusal\":null,\"reasoning\":null}",
        "{\"content\":\"a\",\"tool_calls\":[{\"index\":0,\"function\":{}}]}",
        "{\"content\":\"a\",\"reasoning_details\":[],\"annotations\":[],\"function_call\":null}"
      })
  void opensNoPartForEmptyFields(String delta) {
    ChatResponse answer = stream(chunk(delta), finish("stop"));
    assertEquals(List.of(new Part.Text("a")), answer.message().parts());
    assertEquals(StopReason.END, answer.stopReason());
  }

  @Test
  void takesANewIdOnAUsedIndexAsANewCall() {
    ChatResponse answer =
        stream(
            call("\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}"),
            call("\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}"),
            finish("stop"));
    assertEquals(
        List.of(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "g", "{}")),
        answer.toolCalls());
    assertEquals(StopReason.TOOL_CALLS, answer.stopReason());
  }

  @Test
  void joinsFragmentsWithoutIndexTypeOrWithTheIdOnEach() {
    ChatResponse bare =
        stream(
            call("\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}"),
            call("\"function\":{\"arguments\":\"}\"}"),
            finish("tool_calls"));
    ChatResponse repeated =
        stream(
            call("\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}"),
            call("\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"}\"}"),
            finish("tool_calls"));
    assertEquals(List.of(new Part.ToolCall("a", "f", "{}")), bare.toolCalls());
    assertEquals(bare.toolCalls(), repeated.toolCalls());
  }

  @Test
  void endsEachPartExactlyOnceAndBeforeTheFinish() {
    List<ChatEvent> events =
        events(
            reader,
            chunk("{\"reasoning_content\":\"h\"}"),
            chunk("{\"content\":\"a\"}"),
            call("\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\"}"),
            call("\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"g\"}"),
            finish("tool_calls"));
    reader.end(events::add);
    List<Integer> ended =
        events.stream()
            .filter(ChatEvent.PartEnd.class::isInstance)
            .map(e -> ((ChatEvent.PartEnd) e).part())
            .toList();
    assertEquals(List.of(0, 1, 2, 3), ended);
    assertInstanceOf(ChatEvent.Finish.class, events.get(events.size() - 1));
  }

  @Test
  void saysWhileArgumentsAreComing() {
    events(reader, chunk("{\"content\":\"a\"}"));
    assertFalse(reader.inToolArguments());
    events(reader, call("\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\"}"));
    assertTrue(reader.inToolArguments());
    events(reader, finish("tool_calls"));
    assertFalse(reader.inToolArguments());
  }

  @Test
  void countsUsageWhereverItStands() {
    String choices = "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]";
    String usage = "{\"prompt_tokens\":3,\"completion_tokens\":%d}";
    ChatResponse answer =
        stream(
            "{\"id\":\"c\"," + choices + ",\"usage\":" + usage.formatted(1) + "}",
            "{\"id\":\"c\",\"choices\":[],\"x_groq\":{\"usage\":" + usage.formatted(2) + "}}",
            finish("stop"),
            "{\"id\":\"c\",\"choices\":[],\"usage\":" + usage.formatted(5) + "}",
            "[DONE]");
    assertEquals(5, answer.usage().outputTotal());
    assertEquals(3, answer.usage().inputTotal());
  }

  @Test
  void leavesItsStateAsItWasWhenAFrameCannotBeRead() {
    List<ChatEvent> events = events(reader, chunk("{\"content\":\"a\"}"));
    for (String bad :
        List.of(
            "{",
            "7",
            chunk("{\"content\":\"x\",\"tool_calls\":7}"),
            "{\"id\":\"c1\",\"choices\":[{\"index\":-1,\"delta\":{\"content\":\"x\"}}]}",
            "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"}}],\"usage\":[]}")) {
      int before = events.size();
      assertThrows(
          BadJsonException.class, () -> reader.decode(SseFrame.data(bad), events::add), bad);
      assertEquals(before, events.size());
    }
    events.addAll(events(reader, chunk("{\"content\":\"b\"}"), finish("stop")));
    assertEquals("ab", fold(events).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"m\",\"code\":429}}",
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}",
        "{\"choices\":[{\"index\":0,\"delta\":{},\"error\":{\"message\":\"m\"}}]}",
        "{\"choices\":[],\"x_groq\":{\"error\":\"m\"}}",
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"insufficient_system_resource\"}]}"
      })
  void reportsAnErrorInTheStreamAndHandsNothingOut(String frame) {
    List<ChatEvent> events = new ArrayList<>();
    ErrorSignal error = reader.decode(SseFrame.data(frame), events::add);
    assertNotNull(error);
    assertFalse(error.message().isEmpty());
    assertEquals(List.of(), events);
    assertFalse(reader.finished());
  }

  @Test
  void isFinishedByItsFinishesAndTerminatedByItsLastFrame() {
    events(reader, chunk("{\"content\":\"a\"}"));
    assertFalse(reader.finished());
    events(reader, finish("stop"));
    assertTrue(reader.finished());
    assertFalse(reader.terminated());
    events(reader, "[DONE]");
    assertTrue(reader.terminated());
  }

  @Test
  void tellsFieldsOfAFrameBeforeTheAnswerAfterItsStart() {
    List<ChatEvent> events =
        events(
            reader,
            "{\"choices\":[],\"id\":\"\",\"model\":\"\",\"prompt_filter_results\":[1]}",
            chunk("{\"content\":\"a\"}"),
            finish("stop"));
    assertInstanceOf(ChatEvent.Start.class, events.get(0));
    assertEquals("[1]", fold(events).extras().get("prompt_filter_results").orElseThrow().text());
  }

  @Test
  void ignoresTheWholeMessageBesideTheDelta() {
    String both =
        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"all\"},"
            + "\"delta\":{\"content\":\"b\"}}]}";
    assertEquals("b", stream(both, finish("stop")).text());
  }

  @Test
  void gathersLogProbabilitiesOfAllFrames() {
    String frame =
        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},"
            + "\"logprobs\":{\"content\":[{\"token\":\"%s\"}]}}]}";
    ChatResponse answer = stream(frame.formatted("x"), frame.formatted("y"), finish("stop"));
    String logprobs = answer.choices().get(0).extras().get("logprobs").orElseThrow().text();
    assertEquals("y", Wire.at(logprobs, "content", 1, "token"));
  }

  @Test
  void keepsAnUnfinishedAnswerOpen() {
    StreamReader cut = new StreamReader(Wire.ISSUER);
    List<ChatEvent> events = events(cut, chunk("{\"content\":\"half\"}"));
    cut.end(events::add);
    assertFalse(cut.finished());
    assertTrue(events.stream().noneMatch(ChatEvent.Finish.class::isInstance));
  }
}
