package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServiceTiersTest {
  @ParameterizedTest
  @CsvSource({
    "standard, default, standard",
    "default, default, standard",
    "auto, auto, standard",
    "priority, priority, priority",
    "batch, , batch",
    "flex, flex, ",
    "on_demand, on_demand, on_demand",
    ", , "
  })
  void tellsATierInTheWordsOfTheClientsProtocol(String tier, String openai, String anthropic) {
    assertEquals(openai, ServiceTiers.openai(tier));
    assertEquals(anthropic, ServiceTiers.anthropic(tier));
  }
}
