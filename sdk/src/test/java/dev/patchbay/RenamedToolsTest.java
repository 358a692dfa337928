package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Tool;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.wire.ToolNames;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tools whose names no provider takes as they are. */
class RenamedToolsTest {
  private static final String NAME = "weather.now";
  private static final String CALL =
      "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\""
          + ToolNames.fit(NAME)
          + "\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Router router() {
    String base = server.url("/v1").toString();
    return Router.builder()
        .provider(ProviderConfig.of("one").baseUrl(base).apiKey("sk-one-123456").build())
        .build();
  }

  private static ChatRequest request() {
    return ChatRequest.builder()
        .model("m")
        .message(Message.user("Hi"))
        .tools(List.of(new Tool.Function(NAME, null, null)))
        .build();
  }

  private static MockResponse reply(String type, String body) {
    return new MockResponse.Builder().setHeader("content-type", type).body(body).build();
  }

  @Test
  void aCallComesBackUnderTheCallersName() {
    server.enqueue(
        reply(
            "application/json",
            "{\"id\":\"a\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\"," + CALL));
    try (Router router = router()) {
      ChatResponse answer = router.chat(request());
      assertEquals(NAME, answer.toolCalls().get(0).name());
    }
  }

  @Test
  void aStreamedCallComesBackUnderTheCallersName() {
    server.enqueue(
        reply(
            "text/event-stream",
            "data: {\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
                + CALL
                + "\n\ndata: [DONE]\n\n"));
    try (Router router = router();
        ChatStream stream = router.stream(request())) {
      assertEquals(NAME, stream.response().toolCalls().get(0).name());
    }
  }
}
