package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.wire.Protocol;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each client at an upstream of each protocol, whole and streamed. */
final class ExchangeOverHttpTest {
  static Stream<Arguments> table() {
    List<Arguments> rows = new ArrayList<>();
    for (Client client : Client.values()) {
      for (Protocol upstream : Protocol.values()) {
        rows.add(Arguments.of(client, upstream));
      }
    }
    return rows.stream();
  }

  static ScriptedProvider provider(Protocol protocol) {
    return switch (protocol) {
      case OPENAI_CHAT -> ScriptedProvider.openai("lab");
      case OPENAI_RESPONSES -> ScriptedProvider.responses("lab");
      case ANTHROPIC_MESSAGES -> ScriptedProvider.anthropic("lab");
      case GEMINI -> ScriptedProvider.gemini("lab");
    };
  }

  @ParameterizedTest
  @MethodSource("table")
  void answersInTheClientsProtocol(Client client, Protocol upstream) {
    ScriptedProvider lab = provider(upstream).reply(Reply.text("Hello over there!"));
    try (Played played = Played.of(lab)) {
      for (boolean stream : Played.both()) {
        HttpResponse<String> answer = played.ask(client, stream);

        assertEquals(200, answer.statusCode(), answer.body());
        ChatResponse read = client.read(answer.body(), stream);
        assertEquals("Hello over there!", read.text());
        assertEquals("some-model", read.model());
        assertEquals("Hi", lab.lastRequest().messages().get(0).text());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void saysWhoAnswered(Client client, Protocol upstream) {
    try (Played played = Played.of(provider(upstream))) {
      for (boolean stream : Played.both()) {
        HttpResponse<String> answer = played.ask(client, stream, "X-Conversation-Id", "trip");

        assertEquals("lab", header(answer, "x-patchbay-provider"));
        assertEquals("lab/main", header(answer, "x-patchbay-account"));
        assertEquals("some-model", header(answer, "x-patchbay-model"));
        assertEquals("1", header(answer, "x-patchbay-attempts"));
        assertEquals("trip", header(answer, "x-conversation-id"));
        assertTrue(header(answer, "x-patchbay-request-id").startsWith("req_"));
        assertEquals(stream ? "no" : "", header(answer, "x-accel-buffering"));
        assertEquals(stream ? "no-cache" : "", header(answer, "cache-control"));
        assertEquals(
            stream ? "text/event-stream; charset=utf-8" : "application/json",
            header(answer, "content-type"));
        boolean commented = stream && client != Client.GEMINI;
        assertEquals(commented, answer.body().contains("\n: patchbay attempts=1"), answer.body());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void tellsAnErrorBeforeAnyOutputWithItsStatus(Client client, Protocol upstream) {
    ScriptedProvider lab = provider(upstream).reply(Reply.error(FailureKind.CONTEXT_TOO_LONG));
    try (Played played = Played.of(lab)) {
      for (boolean stream : Played.both()) {
        HttpResponse<String> answer = played.ask(client, stream);

        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals("application/json", header(answer, "content-type"));
        assertEquals("false", header(answer, "x-should-retry"));
        assertEquals("lab", header(answer, "x-patchbay-provider"));
        assertFalse(header(answer, "x-patchbay-request-id").isEmpty());
        assertFalse(client.error(400, answer.body()).isEmpty());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void tellsAnErrorAfterOutputInTheStream(Client client, Protocol upstream) {
    ScriptedProvider lab =
        provider(upstream)
            .reply(Reply.text("one two three").withErrorAfter(1, FailureKind.OVERLOADED));
    try (Played played = Played.of(lab)) {
      HttpResponse<String> answer = played.ask(client, true);

      assertEquals(200, answer.statusCode());
      assertTrue(answer.body().contains("one"), answer.body());
      assertTrue(client.failed(answer.body()), answer.body());
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void isNotTheClientsFaultIfAProviderRefusesOurKey(Client client) {
    ScriptedProvider lab = ScriptedProvider.openai("lab").reply(Reply.status(401));
    try (Played played = Played.of(lab)) {
      for (boolean stream : Played.both()) {
        HttpResponse<String> answer = played.ask(client, stream);

        assertEquals(502, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("upstream_credentials"), answer.body());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void namesTheModelThatAnsweredInsteadOfTheOneAskedFor(Client client) {
    ScriptedProvider lab = ScriptedProvider.openai("lab");
    java.util.Map<String, Object> mapping =
        java.util.Map.of("mappings", java.util.Map.of("fast", List.of("lab:gone", "lab:spare")));
    lab.script(
        call ->
            call.request().model().equals("gone")
                ? Reply.error(FailureKind.MODEL_NOT_FOUND)
                : Reply.text("Hello!"));
    try (Played played = Played.of(mapping, Pulse.Timing.DEFAULT, lab)) {
      for (boolean stream : Played.both()) {
        HttpResponse<String> answer = played.ask(client, ChatRequest.of("fast", "Hi"), stream);

        assertEquals("spare", client.read(answer.body(), stream).model(), answer.body());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void namesTheModelAsItWasTyped(Client client) {
    try (Played played = Played.of(ScriptedProvider.openai("lab"))) {
      for (boolean stream : Played.both()) {
        HttpResponse<String> answer =
            played.ask(client, ChatRequest.of("lab:vendor/some:model", "Hi"), stream);

        assertEquals(
            "lab:vendor/some:model", client.read(answer.body(), stream).model(), answer.body());
        assertEquals("vendor/some:model", header(answer, "x-patchbay-model"));
      }
    }
  }

  /** Anthropic's clients then send the whole conversation, which any provider can go on from. */
  @Test
  void refusesMessageThreadsSoThatClientsSendEverything() {
    String thread = "{'model':'m','thread':{'type':'create'},'max_tokens':9,'messages':[]}";
    try (Played played = Played.of(ScriptedProvider.anthropic("lab"))) {
      HttpResponse<String> answer =
          played.adapter.post(
              "/v1/messages",
              thread.replace('\'', '"'),
              "anthropic-beta",
              "message-threads-2026-08-12");

      assertEquals(400, answer.statusCode(), answer.body());
      String code = "\"details\":{\"error_code\":\"thread_unsupported_request\"}";
      assertTrue(answer.body().contains(code), answer.body());
    }
  }

  static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
