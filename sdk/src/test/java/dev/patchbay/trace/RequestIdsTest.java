package dev.patchbay.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.testing.ManualClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
  private final ManualClock clock = new ManualClock();

  @Test
  void idsOfOneMillisecondDiffer() {
    RequestIds ids = new RequestIds(new Random(1), clock);
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ids.next());
    }
    assertEquals(10_000, made.size());
    assertTrue(made.stream().allMatch(id -> id.matches("req_[0-9a-v]{22}")), made::toString);
  }

  /** As when a process starts again, or another one has drawn the same state of its random. */
  @Test
  void theSameRandomMakesOtherIdsAtAnotherTime() {
    String one = new RequestIds(new Random(1), clock).next();
    clock.advance(Duration.ofMillis(1));
    assertNotEquals(one, new RequestIds(new Random(1), clock).next());
  }

  @Test
  void laterIdsAreGreater() {
    RequestIds ids = new RequestIds(new Random(1), clock);
    String last = ids.next();
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofMillis(7));
      String next = ids.next();
      assertTrue(next.compareTo(last) > 0, next);
      last = next;
    }
  }
}
