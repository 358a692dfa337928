package dev.patchbay.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Encoded;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages and options. */
final class TextTest {
  @Test
  void aStringAndOneItemOfTheUserAreTheSame() {
    assertEquals(
        Wire.request("\"input\":\"Hi\"").messages(),
        Wire.items("{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\"}]}")
            .messages());
  }

  @Test
  void instructionsAreTheLeadingSystemMessage() {
    ChatRequest request = Wire.asking("\"instructions\":\"Be brief.\"");
    assertEquals(Message.system("Be brief."), request.messages().get(0));
    byte[] body = Wire.encode(request).body();
    assertEquals("Be brief.", Wire.at(body, "instructions"));
    assertEquals("user", Wire.at(body, "input", 0, "role"));
  }

  @Test
  void aSystemItemComesBackAsAnItem() {
    ChatRequest request = Wire.items("{\"role\":\"system\",\"content\":\"Be brief.\"}");
    byte[] body = Wire.encode(request).body();
    assertNull(Wire.at(body, "instructions"));
    assertEquals("system", Wire.at(body, "input", 0, "role"));
    assertEquals("Be brief.", Wire.at(body, "input", 0, "content"));
  }

  @Test
  void systemMessagesInTheMiddleStayThere() {
    ChatRequest request =
        ChatRequest.builder().system("a").user("b").system("c").user("d").model("m").build();
    byte[] body = Wire.encode(request).body();
    assertEquals("a", Wire.at(body, "instructions"));
    assertEquals("system", Wire.at(body, "input", 1, "role"));
    assertEquals("c", Wire.at(body, "input", 1, "content"));
  }

  @Test
  void theItemsOfOneTurnAreOneMessageAndComeBackAsTheSameItems() {
    String items =
        "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"x\"},"
            + "{\"type\":\"message\",\"id\":\"msg_1\",\"phase\":\"commentary\",\"role\":\"assistant\","
            + "\"content\":[{\"type\":\"output_text\",\"text\":\"a\"},"
            + "{\"type\":\"output_text\",\"text\":\"b\"}]},"
            + "{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"c\"},"
            + "{\"type\":\"web_search_call\",\"id\":\"ws_1\",\"status\":\"completed\"},"
            + "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"c1\",\"name\":\"f\","
            + "\"arguments\":\"{}\"},"
            + "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"1\"},"
            + "{\"role\":\"user\",\"content\":\"go on\"}";
    ChatRequest request = Wire.items(items);
    assertEquals(3, request.messages().size());
    Encoded encoded = Wire.encode(request);
    assertEquals(List.of(), encoded.losses());
    byte[] body = encoded.body();
    List<String> types = new ArrayList<>();
    for (Object item : (List<?>) Wire.at(body, "input")) {
      types.add(String.valueOf(((Map<?, ?>) item).get("type")));
    }
    assertEquals(
        List.of(
            "reasoning",
            "message",
            "message",
            "web_search_call",
            "function_call",
            "function_call_output",
            "message"),
        types);
    assertEquals("rs_1", Wire.at(body, "input", 0, "id"));
    assertEquals("commentary", Wire.at(body, "input", 1, "phase"));
    assertEquals("b", Wire.at(body, "input", 1, "content", 1, "text"));
    assertEquals("output_text", Wire.at(body, "input", 1, "content", 1, "type"));
    assertEquals("fc_1", Wire.at(body, "input", 4, "id"));
    assertEquals(request.messages(), Wire.CODEC.decodeRequest(body).messages());
  }

  @Test
  void whatTheProtocolHasNoWordForIsALossEach() {
    ChatRequest request =
        ChatRequest.builder()
            .user("x")
            .sampling(new Sampling(0.5, 0.9, 3, 7L, 0.1, 0.2))
            .stop(List.of("END"))
            .build();
    Encoded encoded = Wire.encode(request);
    assertEquals(
        List.of("top-k", "seed", "presence-penalty", "frequency-penalty", "stop"),
        Wire.lost(encoded));
    assertEquals(new BigDecimal("0.5"), Wire.at(encoded.body(), "temperature"));
  }

  @Test
  void theFormOfTheTextStandsFlat() {
    ChatRequest request =
        Wire.asking(
            "\"text\":{\"verbosity\":\"low\",\"format\":{\"type\":\"json_schema\",\"name\":\"r\","
                + "\"schema\":{\"type\":\"object\",\"additionalProperties\":false},\"strict\":true}}");
    assertTrue(request.responseFormat() instanceof ResponseFormat.JsonSchema);
    byte[] body = Wire.encode(request).body();
    assertEquals("r", Wire.at(body, "text", "format", "name"));
    assertEquals(true, Wire.at(body, "text", "format", "strict"));
    assertEquals("low", Wire.at(body, "text", "verbosity"));
  }

  @Test
  void jsonModeWithoutTheWordGetsAnInstruction() {
    ChatRequest request =
        ChatRequest.builder()
            .system("s")
            .user("x")
            .responseFormat(new ResponseFormat.JsonObject())
            .build();
    Encoded encoded = Wire.encode(request);
    assertEquals(List.of("json-mode"), Wire.lost(encoded));
    assertTrue(String.valueOf(Wire.at(encoded.body(), "input", 0, "content")).contains("JSON"));
    assertEquals("s", Wire.at(encoded.body(), "instructions"));
  }

  @Test
  void aLimitBelowTheLeastIsRaised() {
    Encoded encoded = Wire.encode(ChatRequest.builder().user("x").maxOutputTokens(5).build());
    assertEquals(new BigDecimal("16"), Wire.at(encoded.body(), "max_output_tokens"));
    assertEquals(List.of("max-output-tokens"), Wire.lost(encoded));
  }

  @Test
  void unknownFieldsAndThePreviousResponseComeBack() {
    ChatRequest request =
        Wire.asking("\"previous_response_id\":\"resp_0\",\"truncation\":\"auto\",\"zz\":{\"a\":1}");
    byte[] body = Wire.encode(request).body();
    assertEquals("resp_0", Wire.at(body, "previous_response_id"));
    assertEquals("auto", Wire.at(body, "truncation"));
    assertEquals(BigDecimal.ONE, Wire.at(body, "zz", "a"));
  }

  @Test
  void unknownItemsAndPartsComeBackVerbatim() {
    String reference = "{\"type\":\"item_reference\",\"id\":\"x\"}";
    String strange = "{\"type\":\"input_video\",\"v\":1.50}";
    ChatRequest request =
        Wire.items(reference + ",{\"role\":\"user\",\"content\":[" + strange + "]}");
    assertTrue(request.messages().get(0) instanceof Message.Unknown);
    String body = Wire.text(Wire.encode(request).body());
    assertTrue(body.contains(reference), body);
    assertTrue(body.contains(strange), body);
  }

  @Test
  void aFieldOfAWrongTypeIsNamedByItsPath() {
    BadJsonException bad =
        assertThrows(
            BadJsonException.class, () -> Wire.items("{\"role\":\"user\",\"content\":[1]}"));
    assertTrue(bad.path().startsWith("$.input[0]"), bad.path());
  }

  @Test
  void anAnswerHasAllThatOfficialClientsRequire() {
    byte[] body = Wire.CODEC.encodeResponse(Wire.answer(message("Hi")), Wire.CLIENT).body();
    for (String name : List.of("instructions", "temperature", "top_p", "error", "usage")) {
      assertTrue(Wire.text(body).contains("\"" + name + "\":null"), name);
    }
    assertEquals("asked", Wire.at(body, "model"));
    assertEquals(List.of(), Wire.at(body, "output", 0, "content", 0, "annotations"));
    assertEquals("completed", Wire.at(body, "output", 0, "status"));
  }

  static String message(String text) {
    return "{\"type\":\"message\",\"id\":\"msg_1\",\"status\":\"completed\",\"role\":\"assistant\","
        + "\"content\":[{\"type\":\"output_text\",\"text\":\""
        + text
        + "\",\"annotations\":[],\"logprobs\":[]}]}";
  }

  @ParameterizedTest
  @CsvSource({"LENGTH, max_output_tokens", "CONTENT_FILTER, content_filter"})
  void aCutAnswerIsIncomplete(StopReason reason, String word) {
    ChatResponse answer = Wire.answer(message("Hi"));
    ChatResponse cut =
        answer.withChoices(List.of(new Choice(0, answer.message(), reason, null, JsonFields.NONE)));
    byte[] body = Wire.CODEC.encodeResponse(cut, Wire.CLIENT).body();
    assertEquals("incomplete", Wire.at(body, "status"));
    assertEquals(word, Wire.at(body, "incomplete_details", "reason"));
    assertEquals("incomplete", Wire.at(body, "output", 0, "status"));
    assertEquals(reason, Wire.response(Wire.text(body)).stopReason());
  }

  @Test
  void aRefusalWithoutAWordIsTold() {
    ChatResponse silent =
        Wire.answer("")
            .withChoices(
                List.of(
                    new Choice(
                        0,
                        new Message.Assistant(List.of()),
                        StopReason.REFUSAL,
                        null,
                        JsonFields.NONE)));
    byte[] body = Wire.CODEC.encodeResponse(silent, Wire.CLIENT).body();
    assertEquals(
        dev.patchbay.wire.writing.Ending.DECLINED,
        Wire.at(body, "output", 0, "content", 0, "refusal"));
    ChatResponse streamed = Wire.stream(datas(Wire.frames(silent)));
    assertEquals(StopReason.REFUSAL, streamed.stopReason());
    assertFalse(streamed.message().parts().isEmpty());
  }

  static String[] datas(List<SseFrame> frames) {
    return frames.stream().map(SseFrame::data).toArray(String[]::new);
  }
}
