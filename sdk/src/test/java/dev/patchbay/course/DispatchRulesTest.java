package dev.patchbay.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.route.Substitution;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DispatchRulesTest {
  private static DispatchRules rules(int attempts, Duration delay) {
    return new DispatchRules(
        attempts,
        delay,
        2,
        6,
        Duration.ZERO,
        2,
        Timeouts.DEFAULT,
        ResumePolicy.FAIL,
        UpstreamStream.AUTO,
        Substitution.CONFIGURED);
  }

  @Test
  void delaysGrowByTheBackoffUpToTheCap() {
    DispatchRules rules = rules(5, Duration.ofMillis(250));
    assertEquals(Duration.ofMillis(250), rules.delayCeiling(1));
    assertEquals(Duration.ofMillis(500), rules.delayCeiling(2));
    assertEquals(Duration.ofMillis(750), rules.delayCeiling(3));
    assertEquals(Duration.ofMillis(750), rules.delayCeiling(40));
  }

  @Test
  void aLongConfiguredDelayIsItsOwnCap() {
    assertEquals(Duration.ofSeconds(3), rules(5, Duration.ofSeconds(3)).delayCeiling(4));
  }

  @Test
  void refusesNoAttemptAtAllByName() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> rules(0, Duration.ofMillis(250)));
    assertTrue(refused.getMessage().contains("retry.attempts"), refused.getMessage());
  }
}
