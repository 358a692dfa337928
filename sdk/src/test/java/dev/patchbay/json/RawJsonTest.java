package dev.patchbay.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RawJsonTest {
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
        "1.0",
        "1E+2",
        "-1e-7",
        "\"\"",
        "\"a\\u00e9\"",
        "\"\\ud83d\"",
        "\"}]{[\"",
        "{\"a\" : [ 1 , {\"b\":\"]\"} ]\n}",
        "{\"\":1}",
        "\"\\/\"",
        "12345678901234567890123",
        "{\"a\":1,\"a\":2}"
      })
  void keepsTheTextVerbatim(String text) {
    assertEquals(text, RawJson.of(" " + text + "\n").text());
    assertEquals(text, RawJson.of(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1, 2]",
        "null",
        "true",
        "17",
        "1.50",
        "-1e7",
        "\"a\\\"}\"",
        "{\"a\":\"]\"}"
      })
  void readsOneValueAmongOthers(String text) {
    List<String> read = new ArrayList<>();
    Json.read(
        "{\"x\":" + text + ",\"y\": " + text + " ,\"z\":[" + text + "," + text + "]}",
        reader -> {
          reader.beginObject();
          reader.nextName();
          read.add(Json.raw(reader).text());
          reader.nextName();
          read.add(Json.raw(reader).text());
          reader.nextName();
          reader.beginArray();
          read.add(Json.raw(reader).text());
          read.add(Json.raw(reader).text());
          reader.endArray();
          reader.endObject();
          return read;
        });
    assertEquals(List.of(text, text, text, text), read);
  }

  @Test
  void readsAValueThatWasLookedAt() {
    assertEquals(
        "\"a\"",
        Json.read(
                "\"a\"",
                reader -> {
                  reader.peek();
                  return Json.raw(reader);
                })
            .text());
  }

  @Test
  void equalsByTextAndComparesByMeaning() {
    RawJson one = RawJson.of("{\"a\":1.0,\"b\":\"\\u0041\"}");
    RawJson other = RawJson.of("{ \"b\":\"A\", \"a\":1 }");
    assertNotEquals(one, other);
    assertTrue(one.sameValue(other));
    assertFalse(one.sameValue(RawJson.of("{\"a\":1}")));
    assertTrue(RawJson.of("0").sameValue(RawJson.of("0.00")));
  }

  @Test
  void tellsObjectsAndNulls() {
    assertTrue(RawJson.EMPTY_OBJECT.isObject());
    assertFalse(RawJson.of("[]").isObject());
    assertTrue(RawJson.of("null").isNull());
    assertFalse(RawJson.string("null").isNull());
  }

  @Test
  void quotesAString() {
    assertEquals("\"a\\\"b\\n\"", RawJson.string("a\"b\n").text());
  }

  @Test
  void quotesEveryCharacterAsTheWriterDoes() throws Exception {
    for (char c = 0; c < 0x3000; c++) {
      String text = "a" + c + "b";

      assertEquals(Json.write(writer -> writer.value(text)), RawJson.string(text).text());
    }
  }
}
