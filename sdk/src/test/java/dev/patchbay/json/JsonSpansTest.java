package dev.patchbay.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonSpansTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[ \n ]",
        "[1]",
        "[ 1 ]",
        "[1,2 ,\t3]",
        "[\"]\",\"\\\"]\",\"\\\\\",\"a\\\\\\\"b\"]",
        "[{\"a\":[1,{\"}\":2}]},[[]],null , true,false]",
        "[-0.5e+3,\"\\u005b\"]",
        "[\"😀\", \"é\\n\"]"
      })
  void findsTheItemsThatAReaderFinds(String text) {
    List<RawJson> expected =
        Json.read(
            text,
            reader -> {
              List<RawJson> items = new ArrayList<>();
              reader.beginArray();
              while (reader.hasNext()) {
                items.add(Json.raw(reader));
              }
              reader.endArray();
              return items;
            });
    JsonSpans spans = JsonSpans.of(RawJson.of(text));
    List<RawJson> found = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      found.add(spans.raw(i));
    }
    assertEquals(expected, found);
  }

  @Test
  void namesAndValuesTakeTurns() {
    JsonSpans spans = JsonSpans.of(RawJson.of("{ \"a\" : {\"b\":1} ,\"\\u0063\":[2,3] , \"d\":4}"));
    assertEquals(6, spans.size());
    assertTrue(spans.is(0, "a"));
    assertEquals("{\"b\":1}", spans.raw(1).text());
    assertTrue(spans.inside(1).is(0, "b"));
    assertTrue(spans.is(2, "c"));
    assertEquals("c", spans.string(2));
    assertEquals(3, spans.inside(3).whole(1));
    assertEquals(4, spans.whole(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"plain\"",
        "\"a\\nb\\t\\r\\b\\f\\/\\\\\\\"\"",
        "\"\\u00e9\\uD83D\\uDE00\"",
        "\"\\ud83d\"",
        "\"ü\\u0000\""
      })
  void readsTheCharactersThatAReaderReads(String text) {
    assertEquals(Json.read(text, reader -> reader.nextString()), RawJson.of(text).characters());
  }

  @ParameterizedTest
  @CsvSource({"a,a", "\\u0061,a", "\\u0061b,ab"})
  void comparesWhatIsMeantByEscapes(String written, String meant) {
    JsonSpans spans = JsonSpans.of(RawJson.of("[\"" + written + "\"]"));
    assertTrue(spans.is(0, meant));
    assertFalse(spans.is(0, meant + "b"));
    assertFalse(spans.is(0, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e3", "1234567890123456789", "\"1\"", "true", "null", "[]"})
  void leavesOtherNumbersThanPlainDigitsToAReader(String text) {
    assertNull(JsonSpans.of(RawJson.of("[" + text + "]")).whole(0));
  }

  @Test
  void findsNothingInsideAPlainValue() {
    assertEquals(0, JsonSpans.of(RawJson.of("\"[1,2]\"")).size());
    assertEquals(0, JsonSpans.of(RawJson.of("17")).size());
  }

  @Test
  void passesOverTheDeepestValueWithoutGoingIntoIt() {
    String deepest = "[".repeat(254) + "]".repeat(254);
    JsonSpans spans = JsonSpans.of(RawJson.of("[" + deepest + "]"));
    assertEquals(1, spans.size());
    assertEquals(deepest, spans.raw(0).text());
  }

  @Test
  void keepsWhatAReaderMakesOfHalfACharacter() {
    assertEquals("\"?\"", RawJson.of("\"\ud83d\"").text());
    assertEquals("\"?\"", RawJson.of("\"\ude00\"").text());
    assertEquals("\"😀\"", RawJson.of("\"😀\"").text());
  }

  @Test
  void skipsAByteOrderMark() {
    assertEquals(
        "{}", RawJson.of("\ufeff{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)).text());
  }
}
