package dev.patchbay.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTreeTest {
  @ParameterizedTest
  @CsvSource({
    "10, 10",
    "10.0, 10",
    "1e1, 10",
    "1E+20, 100000000000000000000",
    "0, 0",
    "0.00, 0",
    "-500, -500",
    "2.50, 2.5"
  })
  void tellsEqualNumbersInOneFormWithoutAnExponent(String written, String told) {
    assertEquals(told, JsonTree.of(RawJson.of(written)).toString());
  }
}
