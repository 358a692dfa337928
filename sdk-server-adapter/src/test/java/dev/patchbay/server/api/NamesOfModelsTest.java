package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a model's name leads, over HTTP: what people type who come from other routers. */
final class NamesOfModelsTest {
  private static ScriptedProvider chat(String id) {
    return ScriptedProvider.openai(id).reply(Reply.text("Hello from " + id));
  }

  private static ScriptedProvider claude() {
    return ScriptedProvider.anthropic("anthropic").reply(Reply.text("Hello from anthropic"));
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, gpt-4o, openai, gpt-4o",
    "CHAT, gpt-3.5-turbo, openai, gpt-3.5-turbo",
    "CHAT, claude-3-5-sonnet-20241022, anthropic, claude-3-5-sonnet-20241022",
    "CLAUDE, claude-3-5-sonnet-20241022, anthropic, claude-3-5-sonnet-20241022",
    "CLAUDE, gpt-4o, openai, gpt-4o",
    "CHAT, anthropic/claude-3.5-sonnet, openrouter, anthropic/claude-3.5-sonnet",
    "CLAUDE, meta-llama/llama-3.1-8b-instruct, openrouter, meta-llama/llama-3.1-8b-instruct",
    "CHAT, groq:llama-3.3-70b-versatile, groq, llama-3.3-70b-versatile",
    "CHAT, together:meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo, together,"
        + " meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo",
  })
  void leadsToWhoHasIt(Client client, String model, String provider, String asked) {
    List<ScriptedProvider> all =
        List.of(chat("openai"), claude(), chat("openrouter"), chat("groq"), chat("together"));
    try (Played played = Played.of(all.toArray(ScriptedProvider[]::new))) {
      for (boolean stream : Played.both()) {
        HttpResponse<String> answer = played.ask(client, ChatRequest.of(model, "Hello"), stream);

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("Hello from " + provider, client.read(answer.body(), stream).text());
        assertEquals(provider, ExchangeOverHttpTest.header(answer, "x-patchbay-provider"));
        assertEquals(asked, ExchangeOverHttpTest.header(answer, "x-patchbay-model"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "claude-3-5-haiku-20241022, gpt-4o-mini",
    "claude-sonnet-4-5, gpt-4.1",
    "claude-opus-4-1, gpt-4o",
  })
  void aTierOfClaudeLeadsToTheModelOfItsSize(String model, String asked) {
    ScriptedProvider openai = chat("openai");
    Map<String, Object> sizes =
        Map.of(
            "default-provider",
            "openai",
            "mappings",
            Map.of(
                "*haiku*", List.of("openai:gpt-4o-mini"),
                "*sonnet*", List.of("openai:gpt-4.1"),
                "*opus*", List.of("openai:gpt-4o")));
    try (Played played = Played.of(sizes, Pulse.Timing.DEFAULT, openai)) {
      played.ask(Client.CLAUDE, ChatRequest.of(model, "Hello"), false);

      assertEquals(asked, openai.lastRequest().model());
    }
  }

  @Test
  void theNextProviderAnswersWhereTheFirstIsDown() {
    ScriptedProvider down = ScriptedProvider.openai("first").reply(Reply.status(503));
    ScriptedProvider up = ScriptedProvider.anthropic("second").reply(Reply.text("Hello"));
    try (Played played = Played.of(down, up)) {
      HttpResponse<String> answer = played.ask(Client.CLAUDE, false);

      assertEquals("second", ExchangeOverHttpTest.header(answer, "x-patchbay-provider"));
      assertEquals("2", ExchangeOverHttpTest.header(answer, "x-patchbay-attempts"));
    }
  }

  @Test
  void aSessionsAccountIsExplainedAndAPinIsAsked() {
    ScriptedProvider lab = ScriptedProvider.openai("lab").accounts("one", "two");
    Map<String, Object> affinity = Map.of("strategy", "session-affinity");
    try (Played played = Played.of(affinity, Pulse.Timing.DEFAULT, lab)) {
      String[] session = {"X-Session-ID", "s1"};
      String served =
          ExchangeOverHttpTest.header(
              played.ask(Client.CHAT, false, session), "x-patchbay-account");
      String plan =
          played.adapter.post("/v1/route/explain", "{\"model\":\"some-model\"}", session).body();
      assertTrue(
          plan.contains("\"candidates\":[{\"provider\":\"lab\",\"account\":\"" + served), plan);

      String other = served.equals("lab/one") ? "lab/two" : "lab/one";
      HttpResponse<String> pinned =
          played.ask(Client.CHAT, false, "X-Session-ID", "s1", "X-Patchbay-Account", other);
      assertEquals(other, ExchangeOverHttpTest.header(pinned, "x-patchbay-account"));
    }
  }
}
