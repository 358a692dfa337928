package dev.patchbay.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class ManualClockTest {
  private final ManualClock clock = new ManualClock(Instant.EPOCH);

  @Test
  void standsStillUntilItIsMoved() {
    clock.advance(Duration.ofSeconds(3));
    assertEquals(Instant.ofEpochSecond(3), clock.instant());
    clock.set(Instant.ofEpochSecond(1));
    assertEquals(Instant.ofEpochSecond(1), clock.instant());
  }

  @Test
  void goesBackOnlyWhenItIsSet() {
    assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofSeconds(-1)));
  }

  @Test
  void aViewInAnotherZoneMovesAlong() {
    Clock view = clock.withZone(ZoneId.of("Europe/Berlin"));
    clock.advance(Duration.ofSeconds(5));
    assertEquals(Instant.ofEpochSecond(5), view.instant());
    assertEquals(ZoneId.of("Europe/Berlin"), view.getZone());
  }
}
