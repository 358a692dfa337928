package dev.patchbay.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.trace.RouteTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {
  private static final RequestRecord REFUSED =
      new RequestRecord(
          "req_1",
          Instant.parse("2026-05-03T12:00:00.123Z"),
          new RequestOrigin(RequestOrigin.TYPED, "local", null, null, null, List.of("t")),
          true,
          FailureKind.NO_ROUTE,
          "Nobody serves it",
          new RequestTiming(Duration.ofNanos(85_000), null, Duration.ofNanos(85_000)),
          null,
          new RouteTrace("req_1", "m", List.of(), List.of(), false, List.of(), List.of()));

  private static final String DOCUMENT =
      "{\"v\":1,\"id\":\"req_1\",\"at\":\"2026-05-03T12:00:00.123Z\",\"client\":\"typed\","
          + "\"tenant\":\"local\",\"tags\":[\"t\"],\"streamed\":true,\"failure\":\"NO_ROUTE\","
          + "\"message\":\"Nobody serves it\",\"duration\":\"PT0.000085S\","
          + "\"overhead\":\"PT0.000085S\",\"trace\":{\"asked_model\":\"m\",\"attempts\":[],"
          + "\"dropped\":[],\"substituted\":false}}";

  @Test
  void theStoredFormStaysAsItIs() {
    assertEquals(DOCUMENT, RecordJson.write(REFUSED));
    assertEquals(REFUSED, RecordJson.read(DOCUMENT));
  }

  @Test
  void aFieldOfALaterReleaseIsPassedOver() {
    assertEquals(REFUSED, RecordJson.read(DOCUMENT.replace("\"v\":1,", "\"v\":1,\"new\":{},")));
  }

  @Test
  void aLaterVersionIsRefused() {
    BadJsonException bad =
        assertThrows(
            BadJsonException.class, () -> RecordJson.read(DOCUMENT.replace("\"v\":1", "\"v\":2")));
    assertTrue(bad.getMessage().contains("version 2"), bad.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"v\":1}",
        "{\"v\":\"1\"}",
        "{\"v\":1,\"id\":7}",
        "{\"v\":1e99999}",
        "{\"v\":1.5}"
      })
  void whatIsNoRequestIsRefused(String document) {
    assertThrows(BadJsonException.class, () -> RecordJson.read(document));
  }

  @Test
  void aBrokenDocumentIsRefusedWhereverItBreaks() {
    for (int end = 0; end < DOCUMENT.length(); end++) {
      String cut = DOCUMENT.substring(0, end);
      assertThrows(BadJsonException.class, () -> RecordJson.read(cut), cut);
    }
  }
}
