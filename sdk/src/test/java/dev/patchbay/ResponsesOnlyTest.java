package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.ScriptedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models that answer only one of the two protocols of their vendor. */
class ResponsesOnlyTest {
  private final ScriptedProvider scripted = ScriptedProvider.responses("openai");
  private FakeUpstream upstream;

  @BeforeEach
  void start() {
    upstream = FakeUpstream.of(scripted);
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  private Router router() {
    return Router.builder()
        .provider(
            ProviderConfig.of("openai")
                .baseUrl(upstream.baseUrl("openai"))
                .apiKey("sk-one-123456")
                .build())
        .build();
  }

  private String fieldsSent() {
    String body = scripted.calls().get(scripted.calls().size() - 1).body();
    return body.contains("\"input\"") ? "input" : "messages";
  }

  @Test
  void aModelThatKnowsOnlyResponsesIsAskedByIt() {
    try (Router router = router()) {
      ChatResponse answer = router.chat(ChatRequest.of("gpt-5-pro", "Hi"));
      assertEquals("Hello!", answer.text());
      assertEquals("input", fieldsSent());
    }
  }

  @Test
  void itsStreamIsReadToo() {
    try (Router router = router();
        ChatStream stream = router.stream(ChatRequest.of("gpt-5-pro", "Hi"))) {
      assertEquals("Hello!", stream.response().text());
      assertEquals("input", fieldsSent());
    }
  }

  @Test
  void aModelThatKnowsBothIsAskedByChat() {
    try (Router router = router()) {
      assertEquals("Hello!", router.chat(ChatRequest.of("gpt-4o", "Hi")).text());
      assertEquals("messages", fieldsSent());
    }
  }
}
