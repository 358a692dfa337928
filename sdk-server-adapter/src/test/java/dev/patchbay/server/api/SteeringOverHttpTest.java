package dev.patchbay.server.api;

import static dev.patchbay.server.api.ExchangeOverHttpTest.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients say in headers of how their calls are to be routed. */
final class SteeringOverHttpTest {
  @ParameterizedTest
  @EnumSource(Client.class)
  void asksTheAccountAndTheProviderThatArePinned(Client client) {
    ScriptedProvider lab = ScriptedProvider.openai("lab").accounts("one", "two");
    ScriptedProvider spare = ScriptedProvider.anthropic("spare");
    try (Played played = Played.of(lab, spare)) {
      for (boolean stream : Played.both()) {
        HttpResponse<String> account = played.ask(client, stream, "X-Patchbay-Account", "lab/two");
        HttpResponse<String> provider = played.ask(client, stream, "X-Patchbay-Provider", "spare");

        assertEquals("lab/two", header(account, "x-patchbay-account"));
        assertEquals("spare/main", header(provider, "x-patchbay-account"));
      }
    }
  }

  @Test
  void keepsASessionAtItsAccount() {
    ScriptedProvider lab = ScriptedProvider.openai("lab").accounts("one", "two", "three");
    Map<String, Object> affine = Map.of("strategy", "session-affinity");
    try (Played played = Played.of(affine, Pulse.Timing.DEFAULT, lab)) {
      List<String> first = new ArrayList<>();
      List<String> then = new ArrayList<>();
      for (List<String> round : List.of(first, then)) {
        for (String session : List.of("a", "b", "c", "d", "e", "f")) {
          HttpResponse<String> answer = played.ask(Client.CHAT, false, "X-Session-ID", session);
          round.add(header(answer, "x-patchbay-account"));
        }
      }
      assertEquals(first, then);
      assertTrue(first.stream().distinct().count() > 1, first.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void goesOnWithTheConversationThatIsConfigured(Client client) {
    ScriptedProvider lab = ScriptedProvider.openai("lab");
    Map<String, Object> shared = Map.of("conversation", Map.of("default", "house"));
    try (Played played = Played.of(shared, Pulse.Timing.DEFAULT, lab)) {
      played.ask(client, ChatRequest.of("m", "I'm off to Oslo"), false);
      HttpResponse<String> answer = played.ask(client, ChatRequest.of("m", "Where to?"), true);

      assertEquals("house", header(answer, "x-conversation-id"));
      assertEquals(3, lab.lastRequest().messages().size());
      assertTrue(played.adapter.get("/v1/conversation").body().contains("Where to?"));
      assertEquals(200, played.adapter.send("DELETE", "/v1/conversation", "").statusCode());
      assertEquals(404, played.adapter.get("/v1/conversation").statusCode());
    }
  }

  @Test
  void conversationsAreThoseOfTheKeysTenant() {
    ScriptedProvider lab = ScriptedProvider.openai("lab");
    try (Played played = Played.of(lab)) {
      String one = played.key("{\"name\": \"one\"}");
      String other = played.key("{\"name\": \"other\"}");
      String[] asOne = {"x-api-key", one, "X-Conversation-Id", "trip"};
      String[] asOther = {"x-api-key", other, "X-Conversation-Id", "trip"};
      played.ask(Client.CHAT, false, asOne);

      assertEquals(200, played.adapter.get("/v1/conversation", asOne).statusCode());
      assertEquals(404, played.adapter.get("/v1/conversation", asOther).statusCode());
      assertFalse(played.adapter.get("/v1/conversations", asOther).body().contains("trip"));
      played.ask(Client.CHAT, false, asOther);
      assertEquals(1, lab.lastRequest().messages().size());
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void goesOnAfterABreakOnlyIfThatIsAskedFor(Client client) {
    Reply broken = Reply.text("one two three").cutAfter(1);
    for (boolean goesOn : List.of(true, false)) {
      ScriptedProvider lab =
          ScriptedProvider.openai("lab")
              .accounts("one", "two")
              .reply(broken, Reply.text("two three"));
      try (Played played = Played.of(lab)) {
        HttpResponse<String> answer =
            played.ask(client, true, "X-Patchbay-Resume", goesOn ? "continue" : "fail");

        assertEquals(goesOn ? 2 : 1, lab.calls().size());
        assertEquals(!goesOn, client.failed(answer.body()), answer.body());
        assertEquals(goesOn, answer.body().contains("three"), answer.body());
      }
    }
  }
}
