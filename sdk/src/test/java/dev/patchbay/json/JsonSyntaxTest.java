package dev.patchbay.json;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "false",
        "0",
        "-0",
        "12",
        "-1.50e+10",
        "1E9",
        "0.0",
        "\"\"",
        "\"a\\u00e9\\n\\\"\\/\"",
        " { \"a\" : [ 1 , { } , \"x\" ] } ",
        "[[],[[]]]",
        "{\"a\":1,\"a\":2}"
      })
  void takesWellFormedValues(String text) {
    assertTrue(JsonSyntax.isValue(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{a:1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\":]}",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "1e+-2",
        "-",
        "NaN",
        "nul",
        "tru",
        "'a'",
        "\"a",
        "\"\\q\"",
        "\"\\u12g4\"",
        "\"\\",
        "1 1",
        "{} x",
        "\u0000"
      })
  void refusesWhatIsNotOneValue(String text) {
    assertFalse(JsonSyntax.isValue(text));
  }

  @Test
  void refusesADocumentTooDeepToBeReadInsteadOfOverflowing() {
    assertTrue(JsonSyntax.isValue("[".repeat(255) + "]".repeat(255)));
    assertFalse(JsonSyntax.isValue("[".repeat(256) + "]".repeat(256)));
    assertFalse(JsonSyntax.isValue("[".repeat(1_000_000)));
  }
}
