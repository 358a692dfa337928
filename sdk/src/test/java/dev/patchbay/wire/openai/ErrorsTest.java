package dev.patchbay.wire.openai;

import static dev.patchbay.wire.openai.Wire.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.Json;
import dev.patchbay.wire.EncodedError;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
  private static ErrorSignal decode(int status, String body) {
    return Wire.CODEC.decodeError(status, Map.of("Retry-After", "7"), Json.utf8(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"c\"}} | t | c | m",
        "{\"error\":{\"message\":\"m\",\"code\":\"429\"}} |  | 429 | m",
        "{\"error\":{\"message\":\"m\",\"code\":429}} |  | 429 | m",
        "{\"error\":\"m\"} |  |  | m",
        "[{\"error\":{\"message\":\"m\"}}] |  |  | m",
        "{\"detail\":\"m\"} |  |  | m",
        "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"m\"}]} |  |  | [\"body\"]: m",
        "{\"object\":\"error\",\"message\":{\"detail\":[{\"msg\":\"m\"}]},\"type\":\"t\"} | t |  | m",
        "{\"statusCode\":401,\"message\":\"m\"} |  |  | m",
      })
  void readsAnErrorInWhateverForm(String body, String type, String code, String message) {
    ErrorSignal signal = decode(429, body);
    assertTrue(signal.understood());
    assertEquals(type, signal.type());
    assertEquals(code, signal.code());
    assertEquals(message, signal.message());
    assertEquals("7", signal.header("retry-after"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html><body>504 Gateway</body></html>", "7", "{}", "[]", "{\"a\":"})
  void saysThatItDidNotUnderstand(String body) {
    ErrorSignal signal = decode(504, body);
    assertFalse(signal.understood());
    assertEquals(504, signal.status());
    assertFalse(signal.message().contains("<"));
  }

  @Test
  void keepsAnExcerptShort() {
    assertTrue(decode(500, "x".repeat(10_000)).message().length() <= 201);
  }

  @Test
  void keepsTheMachineReadableWordsInside() {
    ErrorSignal azure =
        decode(
            400,
            "{\"error\":{\"message\":\"m\",\"code\":\"content_filter\",\"param\":\"prompt\","
                + "\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}");
    assertEquals("ResponsibleAIPolicyViolation", azure.details().get("innererror_code"));
    ErrorSignal router =
        decode(
            200,
            "{\"choices\":[],\"error\":{\"code\":502,\"message\":\"m\",\"metadata\":"
                + "{\"error_type\":\"provider_unavailable\",\"provider_code\":\"p\"}}}");
    assertEquals("provider_unavailable", router.details().get("error_type"));
    assertEquals("p", router.details().get("provider_code"));
    assertEquals(502, router.status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]} | false",
        "{\"choices\":[]} | false",
        "{\"choices\":[],\"error\":null} | false",
        "{\"choices\":[],\"error\":{\"message\":\"m\"}} | true",
        "{\"choices\":[{\"message\":{},\"finish_reason\":\"error\"}]} | true",
        "{\"ok\":true} | true",
        "<html></html> | true",
        "[] | true",
      })
  void findsAnErrorInDisguise(String body, boolean error) {
    assertEquals(error, Wire.CODEC.isError(Json.utf8(body)));
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST, 400, invalid_request_error, ",
    "CONTEXT_TOO_LONG, 400, invalid_request_error, context_length_exceeded",
    "AUTHENTICATION, 401, invalid_request_error, invalid_api_key",
    "QUOTA_EXHAUSTED, 429, insufficient_quota, insufficient_quota",
    "BUDGET_EXCEEDED, 402, insufficient_quota, budget_exceeded",
    "MODEL_NOT_FOUND, 404, invalid_request_error, model_not_found",
    "NO_ROUTE, 404, invalid_request_error, model_not_found",
    "PINNED_UNAVAILABLE, 409, invalid_request_error, ",
    "RATE_LIMITED, 429, requests, rate_limit_exceeded",
    "OVERLOADED, 503, service_unavailable_error, server_is_overloaded",
    "UPSTREAM_CREDENTIALS, 502, server_error, upstream_credentials",
    "TIMEOUT, 504, timeout, ",
    "SERVER_ERROR, 500, server_error, "
  })
  void tellsAFailureInTheProtocolsWords(FailureKind kind, int status, String type, String code) {
    EncodedError error =
        Wire.CODEC.encodeError(Failure.of(kind, FailurePhase.CONNECTING, "what to do"));
    assertEquals(status, error.status());
    assertEquals(type, at(error.body(), "error", "type"));
    assertEquals(code, at(error.body(), "error", "code"));
    assertEquals("what to do", at(error.body(), "error", "message"));
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryFailureAndStopsTheClientsOwnRetries(FailureKind kind) {
    EncodedError error = Wire.CODEC.encodeError(Failure.of(kind, FailurePhase.CONNECTING, "m"));
    assertEquals("false", error.headers().get("x-should-retry"));
    assertTrue(error.status() >= 400 && error.status() < 600);
  }

  @Test
  void saysHowLongToWaitInBothHeaders() {
    Failure failure =
        Failure.builder(FailureKind.RATE_LIMITED, FailurePhase.CONNECTING, "m")
            .retryAfter(Duration.ofMillis(1500))
            .build();
    Map<String, String> headers = Wire.CODEC.encodeError(failure).headers();
    assertEquals("2", headers.get("retry-after"));
    assertEquals("1500", headers.get("retry-after-ms"));
  }

  @Test
  void anotherProtocolsStatusIsNoCode() {
    Failure failure =
        Failure.builder(FailureKind.INVALID_REQUEST, FailurePhase.CONNECTING, "m")
            .code("400")
            .build();
    assertEquals(null, at(Wire.CODEC.encodeError(failure).body(), "error", "code"));
  }
}
