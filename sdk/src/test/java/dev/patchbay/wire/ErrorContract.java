package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors: what an upstream refuses with, and what a client is refused with. */
interface ErrorContract {
  Subject subject();

  @ParameterizedTest
  @MethodSource("errors")
  default void decodesAnErrorToItsExpectedSignal(Fixture fixture) {
    Fixture.Http http = fixture.http();
    ErrorSignal signal = subject().codec().decodeError(http.status(), http.headers(), http.body());
    String stored = Json.write(json -> write(json, signal));
    assertEquals(fixture.expected(stored), stored);
    assertEquals(subject().protocol().id(), signal.protocol());
    assertEquals(http.headers(), signal.headers());
    assertTrue(subject().codec().isError(http.body()), "isError");
  }

  static void write(JsonWriter json, ErrorSignal signal) throws IOException {
    json.beginObject().name("status").value(signal.status());
    json.name("type").value(signal.type());
    json.name("code").value(signal.code());
    json.name("understood").value(signal.understood());
    json.name("message").value(signal.message());
    json.name("details").beginObject();
    for (var detail : new TreeMap<>(signal.details()).entrySet()) {
      json.name(detail.getKey()).value(detail.getValue());
    }
    json.endObject().endObject();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<html>",
        "null",
        "[]",
        "7",
        "\"x\"",
        "{",
        "{}",
        "{\"error\":null}",
        "{\"error\":[]}",
        "{\"error\":{}}",
        "{\"error\":{\"message\":{}}}",
        "{\"error\":7}",
        "{\"error\":{\"code\":1e999999999,\"type\":[1]}}",
        "[[[[[[",
        "\uFEFF{\"error\":\"x\"}"
      })
  default void decodesAnyBodyToASignal(String body) {
    byte[] bytes = Json.utf8(body);
    ErrorSignal signal = subject().codec().decodeError(502, Map.of("X-Id", "1"), bytes);
    assertEquals(502, signal.status());
    assertEquals("1", signal.header("x-id"));
    subject().codec().isError(bytes);
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  default void encodesEveryFailureAsAnErrorItUnderstands(FailureKind kind) {
    Failure failure =
        Failure.builder(kind, FailurePhase.CONNECTING, "It \"failed\"\n")
            .retryAfter(Duration.ofMillis(1500))
            .build();
    EncodedError encoded = subject().codec().encodeError(failure);
    RawJson.of(new String(encoded.body(), StandardCharsets.UTF_8));
    assertTrue(encoded.status() >= 400 && encoded.status() < 600, "status " + encoded.status());
    ErrorSignal signal =
        subject().codec().decodeError(encoded.status(), encoded.headers(), encoded.body());
    assertTrue(signal.understood());
    assertTrue(subject().codec().isError(encoded.body()));
    assertTrue(signal.message().contains("It \"failed\""), signal.message());
    assertFalse(String.valueOf(signal.type()).isEmpty());
  }

  @Test
  default void tellsAGatewaysTimeoutAsOne() {
    Failure failure =
        Failure.builder(FailureKind.SERVER_ERROR, FailurePhase.CONNECTING, "late")
            .status(504)
            .build();
    assertEquals(504, subject().codec().encodeError(failure).status());
  }
}
