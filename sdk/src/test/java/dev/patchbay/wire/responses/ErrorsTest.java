package dev.patchbay.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.FailureTable;
import dev.patchbay.failure.ResetTimes;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors and usage. */
final class ErrorsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  private static FailureKind kind(ErrorSignal signal) {
    return FailureTable.classify(signal, FailurePhase.CONNECTING, NOW).kind();
  }

  private static ErrorSignal read(int status, String body) {
    return Wire.CODEC.decodeError(status, Map.of(), Json.utf8(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "cancelled", "queued", "in_progress"})
  void anAnswerThatWasNotGivenIsAnErrorInA200(String status) {
    String body = "{\"id\":\"r\",\"status\":\"" + status + "\",\"output\":[]}";
    assertTrue(Wire.CODEC.isError(Json.utf8(body)));
    assertTrue(read(200, body).understood());
  }

  @Test
  void aWholeAnswerIsNone() {
    assertFalse(Wire.CODEC.isError(Json.utf8("{\"status\":\"completed\",\"output\":[]}")));
    assertFalse(Wire.CODEC.isError(Json.utf8("{\"output\":[],\"error\":null}")));
  }

  @Test
  void theLimitOfAPlanSaysWhenItEnds() {
    ErrorSignal signal =
        read(
            429,
            "{\"error\":{\"type\":\"usage_limit_reached\",\"message\":\"x\","
                + "\"resets_in_seconds\":5400}}");
    assertEquals(FailureKind.QUOTA_EXHAUSTED, kind(signal));
    assertEquals(Duration.ofMinutes(90), ResetTimes.retryAfter(signal, NOW).orElseThrow().after());
  }

  @Test
  void aLimitInsideAFailedResponseSaysWhenItEnds() {
    ErrorSignal signal =
        read(
            0,
            "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":"
                + "\"rate_limit_exceeded\",\"message\":\"Please try again in 1.5s.\"}}}");
    assertEquals(FailureKind.RATE_LIMITED, kind(signal));
    assertEquals(Duration.ofMillis(1500), ResetTimes.retryAfter(signal, NOW).orElseThrow().after());
  }

  @Test
  void anUnknownPreviousResponseIsTheRequestsFault() {
    ErrorSignal signal =
        read(404, "{\"error\":{\"code\":\"previous_response_not_found\",\"message\":\"x\"}}");
    assertEquals(FailureKind.INVALID_REQUEST, kind(signal));
  }

  @Test
  void aPageIsQuotedInShort() {
    ErrorSignal signal = read(502, "<html><body><h1>Bad   Gateway</h1></body></html>");
    assertFalse(signal.understood());
    assertEquals("Bad Gateway", signal.message());
  }

  @Test
  void officialClientsAreToldNotToRetry() {
    assertEquals(
        "false",
        Wire.CODEC
            .encodeError(Failure.of(FailureKind.OVERLOADED, FailurePhase.CONNECTING, "busy"))
            .headers()
            .get("x-should-retry"));
  }

  @Test
  void usageKeepsItsTotalsAndAlwaysHasItsDetails() {
    ChatResponse answer =
        Wire.response(
            "{\"id\":\"r\",\"output\":[],\"usage\":{\"input_tokens\":10,\"output_tokens\":7,"
                + "\"input_tokens_details\":{\"cached_tokens\":4,\"cache_write_tokens\":2},"
                + "\"output_tokens_details\":{\"reasoning_tokens\":5},\"total_tokens\":17}}");
    Usage usage = answer.usage();
    assertEquals(10L, usage.inputTotal());
    assertEquals(4L, usage.cacheRead());
    assertEquals(2L, usage.cacheWriteOther());
    assertEquals(7L, usage.outputTotal());
    assertEquals(4, usage.freshInput());
    ChatResponse bare =
        new ChatResponse("r", "m", null, List.of(), Usage.of(3, 2), null, JsonFields.NONE);
    byte[] body = Wire.CODEC.encodeResponse(bare, Wire.CLIENT).body();
    assertEquals(BigDecimal.ZERO, Wire.at(body, "usage", "input_tokens_details", "cached_tokens"));
    assertEquals(
        BigDecimal.ZERO, Wire.at(body, "usage", "output_tokens_details", "reasoning_tokens"));
    assertEquals(new BigDecimal("5"), Wire.at(body, "usage", "total_tokens"));
  }

  @Test
  void reasoningThatWasLeftOutOfTheOutputIsAddedToIt() {
    Usage usage =
        Wire.response(
                "{\"id\":\"r\",\"output\":[],\"usage\":{\"input_tokens\":10,\"output_tokens\":7,"
                    + "\"output_tokens_details\":{\"reasoning_tokens\":5},\"total_tokens\":22}}")
            .usage();
    assertEquals(12L, usage.outputTotal());
  }
}
