package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoggingTest {
  @ParameterizedTest
  @CsvSource({"debug, debug", "WARN, warn", "' error ', error", "info, info", "loud, info"})
  void theLevelIsThatOfTheVariable(String said, String level) {
    assertEquals(level, Logging.level(Map.of("LOG_LEVEL", said)));
  }

  @Test
  void theLevelIsInfoWhereNothingIsSaid() {
    assertEquals("info", Logging.level(Map.of()));
  }
}
