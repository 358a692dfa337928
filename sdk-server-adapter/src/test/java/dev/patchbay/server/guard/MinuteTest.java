package dev.patchbay.server.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How requests are counted. */
final class MinuteTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final Minute minute = new Minute();

  private boolean takes(int limit, Instant at) {
    return minute.take(limit, at).isZero();
  }

  @Test
  void neverCountsMoreThanTheLimitWithinAnyMinute() {
    SplittableRandom random = new SplittableRandom(7);
    List<Instant> taken = new ArrayList<>();
    Instant now = NOW;
    for (int i = 0; i < 20_000; i++) {
      now = now.plusMillis(random.nextInt(400));
      if (takes(30, now)) {
        taken.add(now);
      }
    }
    for (int i = 30; i < taken.size(); i++) {
      assertTrue(
          Duration.between(taken.get(i - 30), taken.get(i)).compareTo(Duration.ofSeconds(59)) > 0);
    }
    assertTrue(taken.size() > 1900, "taken " + taken.size());
  }

  @Test
  void saysWhenTheNextOneMayCome() {
    takes(2, NOW);
    takes(2, NOW.plusSeconds(10));

    Duration wait = minute.take(2, NOW.plusSeconds(20));

    assertEquals(Duration.ofSeconds(40), wait);
    assertTrue(takes(2, NOW.plusSeconds(60)));
  }

  @Test
  void waitsForAsManyAsAreOverALoweredLimit() {
    for (int i = 0; i < 5; i++) {
      takes(5, NOW.plusSeconds(i));
    }

    assertEquals(Duration.ofSeconds(60), minute.take(1, NOW.plusSeconds(4)));
  }

  @Test
  void forgetsAllAfterAQuietMinute() {
    takes(1, NOW);

    assertTrue(takes(1, NOW.plusSeconds(3600)));
  }

  @Test
  void letsAClockThatWasSetBackOpenNothing() {
    takes(1, NOW);

    assertEquals(Duration.ofSeconds(60), minute.take(1, NOW.minusSeconds(30)));
  }
}
