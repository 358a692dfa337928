package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.FailureTable;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.hard.Hop.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of every server as every client is told them. */
final class ErrorsAcrossProtocolsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  private static Failure failure(FailureKind kind, String message) {
    return Failure.of(kind, FailurePhase.BEFORE_OUTPUT, message);
  }

  private static Sent body(EncodedError error) {
    return new Sent(new Encoded(error.body(), List.of()));
  }

  /** The type an error is told with: its numeric code is its status at Gemini. */
  private static String type(Hop client, EncodedError error) {
    return body(error).text("error", client == Hop.GEMINI ? "status" : "type");
  }

  private static Failure read(Hop upstream, int status, String body) {
    ErrorSignal signal = upstream.codec.decodeError(status, Map.of(), Hop.bytes(body));
    return FailureTable.classify(signal, FailurePhase.BEFORE_OUTPUT, NOW);
  }

  /** Status and type of each kind, in the order Chat and Responses, Anthropic, Gemini. */
  @ParameterizedTest
  @HardCase(50)
  @CsvSource({
    "INVALID_REQUEST, 400 invalid_request_error, 400 invalid_request_error, 400 INVALID_ARGUMENT",
    "CONTEXT_TOO_LONG, 400 invalid_request_error, 400 invalid_request_error, 400 INVALID_ARGUMENT",
    "AUTHENTICATION, 401 invalid_request_error, 401 authentication_error, 401 UNAUTHENTICATED",
    "QUOTA_EXHAUSTED, 429 insufficient_quota, 402 billing_error, 429 RESOURCE_EXHAUSTED",
    "PERMISSION, 403 request_forbidden, 403 permission_error, 403 PERMISSION_DENIED",
    "MODEL_NOT_FOUND, 404 invalid_request_error, 404 not_found_error, 404 NOT_FOUND",
    "RATE_LIMITED, 429 requests, 429 rate_limit_error, 429 RESOURCE_EXHAUSTED",
    "OVERLOADED, 503 service_unavailable_error, 529 overloaded_error, 503 UNAVAILABLE",
    "TIMEOUT, 504 timeout, 504 timeout_error, 504 DEADLINE_EXCEEDED",
    "SERVER_ERROR, 500 server_error, 500 api_error, 500 INTERNAL",
    "NETWORK, 500 server_error, 500 api_error, 500 INTERNAL",
    "CUT, 500 server_error, 500 api_error, 500 INTERNAL",
    "MISCONFIGURED, 500 server_error, 500 api_error, 500 INTERNAL",
    "UPSTREAM_CREDENTIALS, 502 server_error, 502 api_error, 502 INTERNAL",
    "CANCELLED, 499 server_error, 499 api_error, 499 CANCELLED"
  })
  void everyKindIsToldByTheClientsOwnStatusAndType(
      FailureKind kind, String openai, String anthropic, String gemini) {
    for (Hop client : Hop.values()) {
      EncodedError told = client.codec.encodeError(failure(kind, "It failed"));
      String expected =
          switch (client) {
            case CHAT, RESPONSES -> openai;
            case ANTHROPIC -> anthropic;
            case GEMINI -> gemini;
          };
      assertEquals(expected, told.status() + " " + type(client, told), client.name());
      assertEquals("false", told.headers().get("x-should-retry"), client.name());
    }
  }

  @Test
  @HardCase(50)
  void whereOnlyQuotasAreLeftThatIsToldAndNoLimitThatPasses() {
    Failure none =
        Failure.builder(FailureKind.NO_CAPACITY, FailurePhase.PLANNING, "Every quota is used up")
            .status(429)
            .code(Failure.QUOTA)
            .build();

    assertEquals("429 insufficient_quota", told(Hop.CHAT, none));
    assertEquals("429 insufficient_quota", told(Hop.RESPONSES, none));
    assertEquals("402 billing_error", told(Hop.ANTHROPIC, none));
    assertEquals("429 RESOURCE_EXHAUSTED", told(Hop.GEMINI, none));
    String gemini = new String(Hop.GEMINI.codec.encodeError(none).body(), StandardCharsets.UTF_8);
    assertTrue(gemini.contains("\"quotaId\":\"RequestsPerDay\""), gemini);
  }

  private static String told(Hop client, Failure failure) {
    EncodedError told = client.codec.encodeError(failure);
    return told.status() + " " + type(client, told);
  }

  @ParameterizedTest
  @HardCase(50)
  @CsvSource({
    "CONTEXT_TOO_LONG, context_length_exceeded",
    "AUTHENTICATION, invalid_api_key",
    "QUOTA_EXHAUSTED, insufficient_quota",
    "MODEL_NOT_FOUND, model_not_found",
    "RATE_LIMITED, rate_limit_exceeded",
    "OVERLOADED, server_is_overloaded"
  })
  void clientsOfOpenAiGoByTheCode(FailureKind kind, String code) {
    for (Hop client : List.of(Hop.CHAT, Hop.RESPONSES)) {
      assertEquals(code, body(client.codec.encodeError(failure(kind, "x"))).at("error", "code"));
    }
  }

  @Test
  @HardCase(50)
  void clientsThatShortenAConversationFindTheWordsTheyLookFor() {
    Failure long_ = failure(FailureKind.CONTEXT_TOO_LONG, "201000 tokens > 200000 maximum");

    assertTrue(
        body(Hop.ANTHROPIC.codec.encodeError(long_))
            .text("error", "message")
            .startsWith("prompt is too long: 201000 tokens > 200000 maximum"));
    assertTrue(
        body(Hop.GEMINI.codec.encodeError(long_))
            .text("error", "message")
            .contains("input token count exceeds"));
  }

  @ParameterizedTest
  @HardCase(50)
  @EnumSource(names = "GEMINI", mode = EnumSource.Mode.EXCLUDE)
  void aRequestThatWasTooLargeKeepsItsStatus(Hop client) {
    Failure large =
        Failure.builder(FailureKind.INVALID_REQUEST, FailurePhase.BEFORE_OUTPUT, "33 MB")
            .status(413)
            .build();
    EncodedError told = client.codec.encodeError(large);

    assertEquals(413, told.status());
    assertEquals(
        client == Hop.ANTHROPIC ? "request_too_large" : "invalid_request_error",
        type(client, told));
  }

  @ParameterizedTest
  @HardCase(50)
  @EnumSource
  void aWaitIsToldInTheHeadersAndWhereTheClientLooksForIt(Hop client) {
    Failure limited =
        Failure.builder(FailureKind.RATE_LIMITED, FailurePhase.BEFORE_OUTPUT, "slow down")
            .retryAfter(Duration.ofMillis(1500))
            .build();
    EncodedError told = client.codec.encodeError(limited);

    assertEquals("2", told.headers().get("retry-after"));
    assertEquals("1500", told.headers().get("retry-after-ms"));
    if (client == Hop.GEMINI) {
      assertEquals("1.5s", body(told).at("error", "details", 0, "retryDelay"));
    }
  }

  @Test
  @HardCase(50)
  void aSpentQuotaIsOneOfADayToClientsOfGemini() {
    EncodedError told = Hop.GEMINI.codec.encodeError(failure(FailureKind.QUOTA_EXHAUSTED, "x"));

    assertTrue(
        body(told).text("error", "details", 0, "violations", 0, "quotaId").contains("PerDay"));
  }

  @ParameterizedTest
  @HardCase(50)
  @CsvSource(
      delimiter = '|',
      value = {
        "CHAT|429|{'error':{'message':'m','type':'requests','code':'rate_limit_exceeded'}}"
            + "|RATE_LIMITED",
        "CHAT|429|{'error':{'message':'m','code':'insufficient_quota'}}|QUOTA_EXHAUSTED",
        "CHAT|200|{'error':{'message':'m','code':503}}|OVERLOADED",
        "CHAT|401|{'error':'bad key'}|AUTHENTICATION",
        "CHAT|429|[{'error':{'code':429,'message':'m','status':'RESOURCE_EXHAUSTED'}}]"
            + "|RATE_LIMITED",
        "CHAT|502|<html><body>Bad Gateway</body></html>|SERVER_ERROR",
        "RESPONSES|400|{'error':{'message':'m','code':'context_length_exceeded'}}"
            + "|CONTEXT_TOO_LONG",
        "ANTHROPIC|529|{'type':'error','error':{'type':'overloaded_error','message':'m'}}"
            + "|OVERLOADED",
        "ANTHROPIC|200|{'type':'error','error':{'type':'overloaded_error','message':'m'}}"
            + "|OVERLOADED",
        "ANTHROPIC|400|{'type':'error','error':{'type':'invalid_request_error','message':"
            + "'prompt is too long: 9 tokens > 8 maximum'}}|CONTEXT_TOO_LONG",
        "GEMINI|503|{'error':{'code':503,'message':'m','status':'UNAVAILABLE'}}|OVERLOADED",
        "GEMINI|400|[{'error':{'code':400,'message':'m','status':'INVALID_ARGUMENT'}}]"
            + "|INVALID_REQUEST"
      })
  void everyServersErrorIsUnderstoodWhateverItsForm(
      Hop upstream, int status, String body, FailureKind kind) {
    Failure failure = read(upstream, status, body);

    assertEquals(kind, failure.kind());
    for (Hop client : Hop.values()) {
      EncodedError told = client.codec.encodeError(failure);
      ErrorSignal seen = client.codec.decodeError(told.status(), told.headers(), told.body());
      assertTrue(seen.understood(), client.name());
      assertEquals(
          kind, FailureTable.classify(seen, FailurePhase.BEFORE_OUTPUT, NOW).kind(), client.name());
    }
  }

  @ParameterizedTest
  @HardCase(50)
  @EnumSource
  void anAnswerOf200ThatIsAnErrorIsNone(Hop upstream) {
    for (String body :
        List.of(
            "{'error':{'message':'m','type':'server_error','code':500}}",
            "<html>Bad Gateway</html>",
            "{'error':'no'}",
            "",
            "null")) {
      assertTrue(upstream.codec.isError(Hop.bytes(body)), body);
    }
  }

  @ParameterizedTest
  @HardCase(50)
  @EnumSource
  void aPageOfHtmlIsToldInShortAndWithoutItsTags(Hop upstream) {
    ErrorSignal signal =
        upstream.codec.decodeError(
            502,
            Map.of(),
            Hop.bytes("<html><head><title>502 Bad Gateway</title></head>" + "x".repeat(9000)));

    assertFalse(signal.understood());
    assertTrue(signal.message().startsWith("502 Bad Gateway"), signal.message());
    assertFalse(signal.message().contains("<"));
    assertTrue(signal.message().length() < 250);
  }
}
