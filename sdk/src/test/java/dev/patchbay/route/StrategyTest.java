package dev.patchbay.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StrategyTest {
  @ParameterizedTest
  @EnumSource
  void isFoundByItsWord(Strategy strategy) {
    assertEquals(Optional.of(strategy), Strategy.of(strategy.word()));
  }

  @Test
  void wordsOfOthersAreTaken() {
    assertEquals(Optional.of(Strategy.DRAIN_SOONEST), Strategy.of("session-drain-soonest"));
    assertEquals(Optional.of(Strategy.ROUND_ROBIN), Strategy.of("Round-Robin"));
    assertEquals(Optional.empty(), Strategy.of("usage"));
  }
}
