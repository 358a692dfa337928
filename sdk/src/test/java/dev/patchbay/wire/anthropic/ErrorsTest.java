package dev.patchbay.wire.anthropic;

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
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
  private static final FailurePhase PHASE = FailurePhase.values()[0];

  @Test
  void readsTypeMessageCodeAndRequest() {
    ErrorSignal signal =
        decode(
            "{'type':'error','error':{'type':'rate_limit_error','message':'Slow down',"
                + "'details':{'error_code':'ramp_limit_exceeded'}},'request_id':'req_1'}");
    assertTrue(signal.understood());
    assertEquals(429, signal.status());
    assertEquals("rate_limit_error", signal.type());
    assertEquals("Slow down", signal.message());
    assertEquals("ramp_limit_exceeded", signal.details().get("error_code"));
    assertEquals("req_1", signal.details().get("request_id"));
    assertEquals("5", signal.header("retry-after"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>Bad gateway</html>", "null", "[]", "{}", "{'a':1}", "{'error':{}}"})
  void saysWhatItDoesNotUnderstand(String body) {
    assertFalse(decode(body).understood());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "{'type':'error','error':{'message':'x'}}",
        "{'error':'x'}",
        "{}",
        "{'type':'list','content':[]}"
      })
  void tellsAnErrorInDisguise(String body) {
    assertTrue(Wire.CODEC.isError(bytes(body)));
  }

  @Test
  void takesAnAnswerForNoError() {
    assertFalse(Wire.CODEC.isError(bytes("{'type':'message','content':[]}")));
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST,400,invalid_request_error",
    "AUTHENTICATION,401,authentication_error",
    "QUOTA_EXHAUSTED,402,billing_error",
    "PERMISSION,403,permission_error",
    "MODEL_NOT_FOUND,404,not_found_error",
    "RATE_LIMITED,429,rate_limit_error",
    "OVERLOADED,529,overloaded_error",
    "TIMEOUT,504,timeout_error",
    "SERVER_ERROR,500,api_error",
    "CANCELLED,499,api_error"
  })
  void saysAFailureInTheProtocolsWords(FailureKind kind, int status, String type) {
    EncodedError error = Wire.CODEC.encodeError(Failure.of(kind, PHASE, "No"));
    assertEquals(status, error.status());
    assertEquals("error", Wire.at(error.body(), "type"));
    assertEquals(type, Wire.at(error.body(), "error", "type"));
    assertEquals("false", error.headers().get("x-should-retry"));
  }

  @Test
  void saysThatAPromptIsTooLongAsClientsExpectIt() {
    Failure failure = Failure.of(FailureKind.CONTEXT_TOO_LONG, PHASE, "9 tokens > 8 maximum");
    assertEquals(
        "prompt is too long: 9 tokens > 8 maximum",
        Wire.at(Wire.CODEC.encodeError(failure).body(), "error", "message"));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "1500,2", "99999999999999,2147483"})
  void saysWhenToTryAgainInSecondsTheSdksTake(long millis, String seconds) {
    Failure failure =
        Failure.builder(FailureKind.RATE_LIMITED, PHASE, "No")
            .retryAfter(Duration.ofMillis(millis))
            .requestId("req_9")
            .build();
    EncodedError error = Wire.CODEC.encodeError(failure);
    assertEquals(seconds, error.headers().get("retry-after"));
    assertEquals("req_9", Wire.at(error.body(), "request_id"));
  }

  private static ErrorSignal decode(String body) {
    return Wire.CODEC.decodeError(429, Map.of("Retry-After", "5"), bytes(body));
  }

  private static byte[] bytes(String body) {
    return Json.utf8(body.replace('\'', '"'));
  }
}
