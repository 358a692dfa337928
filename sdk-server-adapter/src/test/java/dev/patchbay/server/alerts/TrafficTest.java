package dev.patchbay.server.alerts;

import static dev.patchbay.server.alerts.Seen.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.event.Measures;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.RouteTrace;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrafficTest {
  private final Traffic traffic = new Traffic(Duration.ofMinutes(5));

  private static AttemptRecord attempt(
      String provider, String model, @Nullable FailureKind failure, @Nullable BigDecimal usd) {
    return new AttemptRecord(
        1,
        provider,
        provider + "/a",
        model,
        "openai-chat",
        NOW,
        Duration.ZERO,
        null,
        failure == null ? null : Failure.of(failure, FailurePhase.BEFORE_OUTPUT, "why"),
        usd);
  }

  private void ended(Instant at, @Nullable FailureKind failure) {
    traffic.on(new RouteEvent.AttemptEnded(at, "r", attempt("lab", "m", failure, null)));
  }

  private void answered(String provider, String model, @Nullable String usd) {
    AttemptRecord attempt =
        attempt(provider, model, null, usd == null ? null : new BigDecimal(usd));
    RouteTrace trace =
        new RouteTrace("r", model, List.of(attempt), List.of(), false, List.of(), List.of());
    Measures measures = new Measures("typed", false, Duration.ZERO, null, Duration.ZERO, null);
    traffic.on(new RouteEvent.Ended(NOW, "r", trace, null, measures));
  }

  @Test
  void countsWhatFailedOfAllInTheWindow() {
    ended(NOW, null);
    ended(NOW.plusSeconds(60), FailureKind.SERVER_ERROR);
    ended(NOW.plusSeconds(120), FailureKind.TIMEOUT);

    assertEquals(
        List.of(new Scene.Rate("lab", 3, 2)), traffic.recent(NOW.plusSeconds(120)).rates());
    assertEquals(
        List.of(new Scene.Rate("lab", 1, 1)), traffic.recent(NOW.plusSeconds(400)).rates());
    assertEquals(List.of(), traffic.recent(NOW.plusSeconds(600)).rates());
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER_ERROR, 1",
    "RATE_LIMITED, 1",
    "AUTHENTICATION, 1",
    "CUT, 1",
    "CANCELLED, 0",
    "INVALID_REQUEST, 0",
    "CONTEXT_TOO_LONG, 0",
    "BUDGET_EXCEEDED, 0"
  })
  void whatIsTheCallersIsNoFailureOfTheProvider(FailureKind kind, int counted) {
    ended(NOW, kind);

    assertEquals(counted, traffic.recent(NOW).rates().size());
  }

  @Test
  void answersOfUnknownCostAreCountedUntilTheirModelHasAPrice() {
    answered("lab", "m", null);
    answered("lab", "m", null);
    answered("lab", "other", null);
    assertEquals(
        List.of(new Scene.Unpriced("lab", "m", 2), new Scene.Unpriced("lab", "other", 1)),
        traffic.recent(NOW).unpriced());
    answered("lab", "m", "0.01");

    assertEquals(List.of(new Scene.Unpriced("lab", "other", 1)), traffic.recent(NOW).unpriced());
    assertEquals(List.of(), traffic.recent(NOW.plusSeconds(600)).unpriced());
  }

  @Test
  void inventedNamesDoNotMakeItGrow() {
    for (int i = 0; i < Traffic.MOST + 50; i++) {
      answered("lab", "m" + i, null);
    }

    assertEquals(Traffic.MOST, traffic.recent(NOW).unpriced().size());
  }
}
