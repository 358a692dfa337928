package dev.patchbay.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import org.junit.jupiter.api.Test;

class ScriptedGeminiTest {
  @Test
  void aRouterSpeaksGeminisOwnProtocolToIt() {
    ScriptedProvider gemini = ScriptedProvider.gemini("lab").reply(Reply.text("one two"));
    try (TestRouter kit = TestRouter.builder().provider(gemini).build()) {
      ChatResponse answer = kit.router().chat(ChatRequest.of("some/model", "Hi"));
      assertEquals("one two", answer.text());
      assertFalse(gemini.calls().get(0).stream());
      assertEquals("some/model", gemini.lastRequest().model());
      assertEquals("main", gemini.calls().get(0).account());
      try (ChatStream stream = kit.router().stream(ChatRequest.of("some/model", "Hi"))) {
        stream.forEach(event -> {});
        assertEquals("one two", stream.response().text());
      }
      assertTrue(gemini.calls().get(1).stream());
    }
  }

  @Test
  void itsRefusalIsGoogles() {
    ScriptedProvider gemini = ScriptedProvider.gemini("lab").reply(Reply.status(429));
    ScriptedProvider spare = ScriptedProvider.openai("spare");
    try (TestRouter kit = TestRouter.builder().provider(gemini).provider(spare).build()) {
      assertEquals("Hello!", kit.router().chat(ChatRequest.of("m", "Hi")).text());
      assertEquals(1, gemini.calls().size());
    }
  }
}
