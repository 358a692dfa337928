package dev.patchbay.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ChatJsonTest {
  static Stream<Message> messages() {
    return Samples.messages().stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsBackEveryKindOfMessage(Message message) {
    assertEquals(message, ChatJson.readMessage(ChatJson.write(message)));
  }

  static Stream<Part> parts() {
    return Samples.parts().stream();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void readsBackEveryKindOfPart(Part part) {
    Message message = new Message.User(List.of(part));
    assertEquals(message, ChatJson.readMessage(ChatJson.write(message)));
  }

  @Test
  void readsBackAListOfMessages() {
    List<Message> messages = Samples.messages();
    assertEquals(messages, ChatJson.readMessages(ChatJson.write(messages)));
    assertEquals(List.of(), ChatJson.readMessages(ChatJson.write(List.of())));
  }

  @Test
  void readsBackARequestWithEverythingSet() {
    ChatRequest request = Samples.request();
    assertEquals(request, ChatJson.readRequest(ChatJson.write(request)));
  }

  @Test
  void readsBackABareRequestInFewBytes() {
    ChatRequest request = ChatRequest.of("m", "hi");
    String stored = ChatJson.write(request);
    assertEquals(request, ChatJson.readRequest(stored));
    assertEquals(
        "{\"v\":1,\"request\":{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"parts\":"
            + "[{\"type\":\"text\",\"text\":\"hi\"}]}]}}",
        stored);
  }

  static Stream<ToolChoice> toolChoices() {
    return Stream.of(
        new ToolChoice.Auto(),
        new ToolChoice.None(),
        new ToolChoice.Required(),
        new ToolChoice.Named("f"),
        new ToolChoice.Allowed(List.of(), false));
  }

  @ParameterizedTest
  @MethodSource("toolChoices")
  void readsBackEveryToolChoice(ToolChoice choice) {
    ChatRequest request =
        ChatRequest.builder().tool(new Tool.Function("f", null, null)).toolChoice(choice).build();
    assertEquals(request, ChatJson.readRequest(ChatJson.write(request)));
  }

  static Stream<ResponseFormat> formats() {
    return Stream.of(
        new ResponseFormat.Text(),
        new ResponseFormat.JsonObject(),
        new ResponseFormat.JsonSchema("n", null, RawJson.EMPTY_OBJECT, null));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readsBackEveryResponseFormat(ResponseFormat format) {
    ChatRequest request = ChatRequest.builder().responseFormat(format).build();
    assertEquals(request, ChatJson.readRequest(ChatJson.write(request)));
  }

  @Test
  void leavesRoutingOptionsOut() {
    ChatRequest request = ChatRequest.of("m", "hi").toBuilder().session("s").build();
    assertEquals(CallOptions.DEFAULT, ChatJson.readRequest(ChatJson.write(request)).options());
  }

  @Test
  void readsBackAnAnswer() {
    ChatResponse response = Samples.response();
    assertEquals(response, ChatJson.readResponse(ChatJson.write(response)));
  }

  @Test
  void readsBackAnAnswerWithoutAnything() {
    ChatResponse empty = new ChatResponse("", "", null, List.of(), null, null, JsonFields.NONE);
    assertEquals(empty, ChatJson.readResponse(ChatJson.write(empty)));
  }

  @Test
  void keepsRawValuesVerbatim() {
    ChatRequest request = ChatJson.readRequest(ChatJson.write(Samples.request()));
    assertEquals(
        "{\"big\": 12345678901234567890.10, \"e\":1E2}",
        request.extrasOf("openai-chat").get("z_first").orElseThrow().text());
  }

  @Test
  void writesEqualRequestsAsEqualText() {
    JsonFields one = JsonFields.NONE.with("k", RawJson.of("1"));
    ChatRequest request =
        ChatRequest.builder().extras("b", one).extras("a", one).extras("c", one).build();
    ChatRequest other =
        ChatRequest.builder().extras("c", one).extras("a", one).extras("b", one).build();
    assertEquals(ChatJson.write(request), ChatJson.write(other));
    assertTrue(ChatJson.write(request).contains("{\"a\":{\"k\":1},\"b\":{\"k\":1},\"c\""));
  }

  @Test
  void readsKeysInAnyOrder() {
    assertEquals(
        Message.user("hi"),
        ChatJson.readMessage(
            "{\"message\":{\"parts\":[{\"text\":\"hi\",\"type\":\"text\"}],\"role\":\"user\"},"
                + "\"v\":1}"));
  }

  /** These files are what release 0.1 stored. They never change; a new form is a new version. */
  @Test
  void readsAndWritesTheGoldenFilesOfVersionOne() throws IOException {
    Map<String, String> written =
        Map.of(
            "messages.json", ChatJson.write(Samples.messages()),
            "message.json", ChatJson.write(Message.toolResult("c1", "ok")),
            "request.json", ChatJson.write(Samples.request()),
            "response.json", ChatJson.write(Samples.response()));
    for (var file : written.entrySet()) {
      assertEquals(golden(file.getKey()), file.getValue() + "\n", file.getKey());
    }
    assertEquals(Samples.messages(), ChatJson.readMessages(golden("messages.json")));
    assertEquals(Message.toolResult("c1", "ok"), ChatJson.readMessage(golden("message.json")));
    assertEquals(Samples.request(), ChatJson.readRequest(golden("request.json")));
    assertEquals(Samples.response(), ChatJson.readResponse(golden("response.json")));
  }

  private static String golden(String name) throws IOException {
    String path = "/golden/chat-v1/" + name;
    try (InputStream in = Objects.requireNonNull(ChatJsonTest.class.getResourceAsStream(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void refusesANewerVersionNamingBoth() {
    BadJsonException e =
        assertThrows(
            BadJsonException.class,
            () -> ChatJson.readMessage("{\"message\":{\"new\":\"shape\"},\"v\":2}"));
    assertTrue(e.getMessage().contains("version 2"), e.getMessage());
    assertTrue(e.getMessage().contains("up to 1"), e.getMessage());
    assertEquals("$.v", e.path());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                                          | $                      | 'v'
          {"v":1}                                                     | $                      | 'message'
          {"v":1,"message":{"role":"user"}}                           | $.message              | 'parts'
          {"v":1,"message":{"parts":[]}}                              | $.message              | 'role'
          {"v":1,"message":{"role":"judge","parts":[]}}               | $.message              | 'judge'
          {"v":1,"message":{"role":"user","parts":[],"call":"c"}}     | $.message.call         | 'call'
          {"v":1,"message":{"role":"user","parts":[{"type":"x"}]}}    | $.message.parts[0]     | 'x'
          {"v":1,"message":{"role":"user","parts":[{"type":"text"}]}} | $.message.parts[0]     | 'text'
          {"v":1,"message":{"role":"user","parts":[{"type":"text","text":"a","id":"b"}]}} | $.message.parts[0].id | 'id'
          {"v":1,"message":{"role":"user","parts":[{"type":"text","text":7.5e}]}} | $.message.parts[0].text | malformed
          {"v":1,"message":{"role":"user","parts":[{"type":"text","text":null}]}} | $.message.parts[0].text | string
          {"v":1,"message":{"role":"user","parts":7}}                 | $.message.parts        | Expected
          {"v":1,"other":{}}                                          | $.other                | 'other'
          {"v":1,"message":{"role":"user","parts":[]}} x              | $                      | end of
          {"v":1,"message":{"role":"user","parts":[]                  | $.message.parts        | early
          """)
  void refusesWhatIsNotOursWithItsPath(String document, String path, String word) {
    BadJsonException e =
        assertThrows(BadJsonException.class, () -> ChatJson.readMessage(document.strip()));
    assertTrue(e.getMessage().contains(word), e.getMessage());
    assertTrue(e.path().startsWith(path), e.path());
  }

  @Test
  void refusesAValueTheModelRefuses() {
    BadJsonException e =
        assertThrows(
            BadJsonException.class,
            () ->
                ChatJson.readRequest(
                    "{\"v\":1,\"request\":{\"model\":\"m\",\"messages\":[],"
                        + "\"sampling\":{\"temperature\":7}}}"));
    assertTrue(e.getMessage().contains("temperature"), e.getMessage());
    assertFalse(e.getMessage().contains("Exception"), e.getMessage());
  }

  @Test
  void refusesAKindOfDocumentThatWasNotAskedFor() {
    String request = ChatJson.write(ChatRequest.of("m", "hi"));
    assertThrows(BadJsonException.class, () -> ChatJson.readMessage(request));
  }
}
