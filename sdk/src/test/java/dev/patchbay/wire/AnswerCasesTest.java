package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are hard to tell a client of another protocol. */
final class AnswerCasesTest {
  private static final ClientView CLIENT = new ClientView("m", true);

  private static List<ChatEvent> call(String... fragments) {
    List<ChatEvent> events = new ArrayList<>();
    events.add(new ChatEvent.Start("r", "m", null, null));
    events.add(
        new ChatEvent.ToolCallStart(0, 0, "c1", "f", Part.ToolCall.Kind.FUNCTION, PartInfo.NONE));
    for (String fragment : fragments) {
      events.add(new ChatEvent.ToolCallDelta(0, 0, fragment));
    }
    events.add(new ChatEvent.PartEnd(0, 0));
    events.add(finish(StopReason.TOOL_CALLS));
    return events;
  }

  private static ChatEvent.Finish finish(StopReason reason) {
    return new ChatEvent.Finish(0, reason, null, JsonFields.NONE);
  }

  private static ChatResponse seen(Codec codec, List<ChatEvent> events) {
    return StreamRun.of(codec, ResponseContract.encode(codec, events, CLIENT)).answer();
  }

  private static ChatResponse whole(List<ChatEvent> events) {
    ChatFold fold = new ChatFold();
    events.forEach(fold::add);
    return fold.response();
  }

  private static String body(Codec codec, List<ChatEvent> events) {
    byte[] body = codec.encodeResponse(whole(events), CLIENT).body();
    return new String(body, StandardCharsets.UTF_8);
  }

  @Test
  void noArgumentsAreAnEmptyObjectForEveryClient() {
    List<Codec> clients =
        List.of(new OpenAiCodec(), new ResponsesCodec(), new AnthropicCodec(), new GeminiCodec());
    for (Codec codec : clients) {
      assertEquals("{}", seen(codec, call("")).toolCalls().get(0).arguments());
      assertEquals(StopReason.TOOL_CALLS, seen(codec, call("")).stopReason());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,2]",
        "\"x\"",
        "7",
        "{'a':1}",
        "{\"a\":tru!",
        "{\"a\":\"b\\q\"}",
        "{\"a\":[1,}",
        "{\"a\" 1}",
        "{\"a\":{\"b\":1,}}",
        "{\"a\":01}",
        "{\"a\":\"\\u12x4\"}",
        "{\"a\":1,,}"
      })
  void argumentsThatAreNoObjectAreWrappedForAnthropicAndGeminiWholeOrInPieces(String bad) {
    for (Codec codec : List.of(new AnthropicCodec(), new GeminiCodec())) {
      for (int cut = 0; cut <= bad.length(); cut++) {
        List<ChatEvent> events = call(bad.substring(0, cut), bad.substring(cut));
        RawJson input = RawJson.of(seen(codec, events).toolCalls().get(0).arguments());
        assertTrue(input.isObject(), input.text());
        String raw = "\"_raw\":" + RawJson.string(bad).text();
        assertTrue(input.text().contains(raw), input.text());
        assertTrue(body(codec, events).contains(raw));
      }
    }
  }

  @Test
  void argumentsThatAreFineAreStreamedAsTheyCome() {
    String good = "{\"a\":[1,-2.5e+3,{}],\"b\":{\"c\":null,\"d\":\"\\u00e9\\n\"},\"e\":true}";
    List<SseFrame> frames =
        ResponseContract.encode(
            new AnthropicCodec(), call(good.substring(0, 9), good.substring(9)), CLIENT);
    assertEquals(
        good, StreamRun.of(new AnthropicCodec(), frames).answer().toolCalls().get(0).arguments());
    assertEquals(3, frames.stream().filter(f -> f.data().contains("input_json_delta")).count());
  }

  @ParameterizedTest
  @CsvSource({"tool_calls", "tool_use", "STOP"})
  void aNaturalEndWithCallsIsOneThatWaitsForThem(String word) {
    Codec codec =
        switch (word) {
          case "tool_calls" -> new OpenAiCodec();
          case "tool_use" -> new AnthropicCodec();
          default -> new GeminiCodec();
        };
    List<ChatEvent> events = new ArrayList<>(call("{}"));
    events.set(events.size() - 1, finish(StopReason.END));
    assertTrue(body(codec, events).contains("\"" + word + "\""));
    String frames = ResponseContract.encode(codec, events, CLIENT).toString();
    assertTrue(frames.contains("\"" + word + "\""), frames);
  }

  @Test
  void waitingForCallsThatWereNeverMadeIsANaturalEnd() {
    List<ChatEvent> events =
        List.of(new ChatEvent.TextDelta(0, 0, "Hi"), finish(StopReason.TOOL_CALLS));
    assertTrue(body(new AnthropicCodec(), events).contains("\"end_turn\""));
    assertTrue(body(new OpenAiCodec(), events).contains("\"stop\""));
    assertEquals(StopReason.END, seen(new AnthropicCodec(), events).stopReason());
    assertEquals(StopReason.END, seen(new OpenAiCodec(), events).stopReason());
  }

  @Test
  void aSignatureOnAnEmptyTextIsNoTextOfTheAnswer() {
    PartInfo signed = PartInfo.NONE.withSignature(new Opaque("s", StreamRun.ISSUER));
    List<ChatEvent> events =
        List.of(
            new ChatEvent.TextDelta(0, 0, "Hi"),
            new ChatEvent.PartEnd(0, 0),
            new ChatEvent.PartAdded(0, 1, new Part.Text("", List.of(), signed)),
            new ChatEvent.PartEnd(0, 1),
            finish(StopReason.END));
    assertEquals(1, seen(new ResponsesCodec(), events).message().parts().size());
    assertEquals("Hi", seen(new ResponsesCodec(), events).text());
  }

  @Test
  void aSilentRefusalIsToldInTheModelsOwnExplanation() {
    JsonFields why =
        JsonFields.of(
            Protocol.ANTHROPIC_MESSAGES.id(),
            "stop_details",
            RawJson.of("{\"type\":\"refusal\",\"explanation\":\"Not this.\"}"));
    List<ChatEvent> events = List.of(new ChatEvent.Finish(0, StopReason.REFUSAL, null, why));
    for (Codec codec : List.of(new OpenAiCodec(), new ResponsesCodec())) {
      Part refusal = seen(codec, events).message().parts().get(0);
      assertEquals("Not this.", ((Part.Refusal) refusal).text());
      assertTrue(body(codec, events).contains("Not this."));
    }
  }

  @Test
  void aRefusedPromptIsAFilteredEmptyAnswer() {
    List<ChatEvent> events = List.of(finish(StopReason.CONTENT_FILTER));
    assertTrue(body(new OpenAiCodec(), events).contains("\"finish_reason\":\"content_filter\""));
    assertEquals(StopReason.CONTENT_FILTER, seen(new OpenAiCodec(), events).stopReason());
  }

  @Test
  void textAfterACallLosesItsPlaceInChatAndSaysSo() {
    List<ChatEvent> events = new ArrayList<>(call("{}"));
    events.add(events.size() - 1, new ChatEvent.TextDelta(0, 1, "after"));
    assertEquals("part-order", losses(new OpenAiCodec(), events));
    Encoded encoded = new OpenAiCodec().encodeResponse(whole(events), CLIENT);
    assertEquals("part-order", encoded.losses().get(0).feature());
    assertEquals("", losses(new AnthropicCodec(), events));
    assertEquals("", losses(new ResponsesCodec(), events));
  }

  @Test
  void textGivesWayAndACallKeepsOthersWaiting() {
    List<ChatEvent> events =
        List.of(
            new ChatEvent.ThinkingDelta(0, 0, "hm"),
            new ChatEvent.TextDelta(0, 1, "a"),
            new ChatEvent.ToolCallStart(
                0, 2, "c1", "f", Part.ToolCall.Kind.FUNCTION, PartInfo.NONE),
            new ChatEvent.TextDelta(0, 1, "b"),
            new ChatEvent.ToolCallDelta(0, 2, "{}"),
            new ChatEvent.PartEnd(0, 2),
            finish(StopReason.TOOL_CALLS));
    for (Codec codec : List.of(new AnthropicCodec(), new ResponsesCodec())) {
      List<String> kinds =
          seen(codec, events).message().parts().stream()
              .map(part -> part.getClass().getSimpleName())
              .toList();
      assertEquals(List.of("Thinking", "Text", "ToolCall", "Text"), kinds);
      assertEquals("ab", seen(codec, events).text());
    }
  }

  private static String losses(Codec codec, List<ChatEvent> events) {
    StreamEncoder encoder = codec.encodeStream(CLIENT);
    events.forEach(event -> encoder.encode(event, frame -> {}));
    return String.join(",", encoder.losses().stream().map(Loss::feature).toList());
  }

  @Test
  void nothingOfAChoiceFollowsItsEndAndNothingTheAnswers() {
    List<ChatEvent> events = new ArrayList<>(call("{}"));
    events.add(new ChatEvent.TextDelta(0, 2, "late"));
    events.add(finish(StopReason.LENGTH));
    for (Codec codec : List.of(new OpenAiCodec(), new ResponsesCodec(), new AnthropicCodec())) {
      List<SseFrame> frames = new ArrayList<>();
      StreamEncoder encoder = codec.encodeStream(CLIENT);
      events.forEach(event -> encoder.encode(event, frames::add));
      encoder.end(frames::add);
      int whole = frames.size();
      encoder.end(frames::add);
      encoder.encode(new ChatEvent.TextDelta(0, 3, "late"), frames::add);
      assertEquals(whole, frames.size());
      assertFalse(frames.toString().contains("late"));
    }
  }
}
