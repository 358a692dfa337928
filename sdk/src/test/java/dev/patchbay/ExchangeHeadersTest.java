package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.wire.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers pass by lists alone, both ways: whatever is on none of them stays here. */
class ExchangeHeadersTest {
  private static final String CANARY = "zq9CANARY";

  /** Credentials, cookies, what names the client's own account or host, and hop-by-hop ones. */
  private static final List<String> NEVER =
      List.of(
          "authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie",
          "set-cookie",
          "proxy-authorization",
          "openai-organization",
          "openai-project",
          "anthropic-organization-id",
          "x-forwarded-for",
          "te",
          "x-anything-else");

  static Stream<Arguments> pairs() {
    return ExchangeTest.pairs();
  }

  private static Map<String, String> hostile() {
    Map<String, String> headers = new HashMap<>();
    NEVER.forEach(name -> headers.put(name, CANARY));
    return headers;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void noCredentialOfAClientGoesUpstreamAndNoneOfOursGoesBack(Protocol client, Protocol target) {
    Reply reply = Reply.text("Hello");
    for (String name : NEVER) {
      reply = reply.withHeader(name, CANARY);
    }
    ScriptedProvider one = Gateway.provider("one", target).reply(reply);
    String key = one.keys().get("main").reveal();
    one.reply(reply.withHeader("x-request-id", "id of " + key).withHeader("request-id", key));
    try (Gateway gateway = new Gateway(one)) {
      for (boolean stream : new boolean[] {false, true}) {
        WireTape tape =
            gateway.ask(Gateway.request(client, "m", stream).headers(hostile()).build());
        assertEquals(200, tape.status());
        assertFalse(tape.headers().toString().contains(CANARY), tape.headers()::toString);
        assertFalse(tape.headers().toString().contains(key), tape.headers()::toString);
      }
      assertFalse(one.calls().get(0).headers().toString().contains(CANARY));
      assertEquals("main", one.calls().get(0).account());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAProviderIsKnownToTakePasses(boolean stream) {
    ScriptedProvider one =
        ScriptedProvider.anthropic("one")
            .reply(
                Reply.text("Hello")
                    .withHeader("request-id", "req_up")
                    .withHeader("anthropic-ratelimit-requests-remaining", "7"));
    try (Gateway gateway = new Gateway(one)) {
      WireTape tape =
          gateway.ask(
              Gateway.request(Protocol.ANTHROPIC_MESSAGES, "m", stream)
                  .headers(Map.of("Anthropic-Beta", "some-beta", "anthropic-version", "2026-01-01"))
                  .build());
      Map<String, String> sent = one.calls().get(0).headers();
      assertEquals("some-beta", sent.get("anthropic-beta"));
      assertEquals("2026-01-01", sent.get("anthropic-version"));
      assertEquals("req_up", tape.headers().get("request-id"));
      assertEquals("7", tape.headers().get("anthropic-ratelimit-requests-remaining"));
      assertTrue(tape.headers().get("x-patchbay-request-id").startsWith("req_"));
    }
  }

  /** Codex 0.169 says by a header that its tools are among the items. */
  @Test
  void whatCodexSaysOfItsRequestsFormIsPassedOn() {
    ScriptedProvider one = ScriptedProvider.responses("one").reply(Reply.text("Hello"));
    try (Gateway gateway = new Gateway(one)) {
      gateway.ask(
          Gateway.request(Protocol.OPENAI_RESPONSES, "m", true)
              .headers(Map.of("x-openai-internal-codex-responses-lite", "true", "thread-id", "t"))
              .build());
      Map<String, String> sent = one.calls().get(0).headers();
      assertEquals("true", sent.get("x-openai-internal-codex-responses-lite"));
      assertNull(sent.get("thread-id"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aForeignProviderSeesNoHeaderOfTheClientsProtocol(boolean stream) {
    ScriptedProvider one =
        ScriptedProvider.openai("one")
            .reply(Reply.text("Hello").withHeader("x-request-id", "req_up"));
    try (Gateway gateway = new Gateway(one)) {
      WireTape tape =
          gateway.ask(
              Gateway.request(Protocol.ANTHROPIC_MESSAGES, "m", stream)
                  .headers(Map.of("anthropic-beta", "some-beta", "openai-beta", "other"))
                  .build());
      assertNull(one.calls().get(0).headers().get("anthropic-beta"));
      assertNull(one.calls().get(0).headers().get("openai-beta"));
      assertNull(tape.headers().get("x-request-id"));
    }
  }
}
