package dev.patchbay.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.moshi.JsonReader;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  private static BadJsonException bad(String text) {
    return assertThrows(BadJsonException.class, () -> RawJson.of(text), text);
  }

  @Test
  void skipsAByteOrderMark() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
    bytes.writeBytes("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    assertEquals("{\"a\":1}", Json.read(bytes.toByteArray(), Json::raw).text());
    assertEquals("{}", RawJson.of("\uFEFF{}").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "[1,", "\"abc", "[\"a"})
  void saysThatADocumentEndsEarly(String text) {
    assertTrue(bad(text).getMessage().contains("ends early"), bad(text).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,}",
        "[1,]",
        "[,1]",
        "{\"a\" 1}",
        "{]}",
        "[}",
        "{\"a\":]}",
        "tru",
        "nul",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "NaN",
        "Infinity",
        "0x1",
        "'a'",
        "abc",
        "\"\\q\"",
        "\"\\u12g4\"",
        "{\"a\":\"\\q\"}",
        "/* c */ 1",
        "# c\n1",
        "[1 2]",
        "{\"a\":1 \"b\":2}",
        "{1:2}",
        "{\"a\":1;\"b\":2}",
        "[1;2]",
        "{\"a\"=1}",
        "{\"a\"=>1}",
        ")]}'\n{}"
      })
  void refusesWhatIsNotJson(String text) {
    bad(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "1 2", "[]]", "null,", "{}x"})
  void refusesTextAfterTheEnd(String text) {
    bad(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":["})
  void deepNestingIsABadDocumentAndNoError(String opening) {
    bad(opening.repeat(100_000));
    assertThrows(
        BadJsonException.class, () -> Json.read(opening.repeat(100_000), JsonTest::skipAll));
  }

  private static Integer skipAll(JsonReader reader) throws java.io.IOException {
    reader.skipValue();
    return 0;
  }

  @Test
  void keepsHugeNumbersAsText() {
    String digits = "9".repeat(10_000);
    assertEquals("[" + digits + "]", RawJson.of("[" + digits + "]").text());
    assertEquals("1e99999999", RawJson.of("1e99999999").text());
  }

  @Test
  void refusesANumberWhosePlainFormWouldFillTheMemory() {
    for (String number : new String[] {"1e99999999", "1e-99999999", "1e2147483648"}) {
      assertThrows(BadJsonException.class, () -> Json.read(number, Json::number), number);
      assertThrows(BadJsonException.class, () -> Json.read(number, Json::longOrNull), number);
      assertThrows(BadJsonException.class, () -> JsonTree.of(RawJson.of(number)), number);
    }
    assertThrows(BadJsonException.class, () -> Json.read("9".repeat(100_000), Json::number));
  }

  @Test
  void readsAWholeNumberWrittenAsDecimal() {
    assertEquals(3L, Json.read("3.0", Json::longOrNull));
    assertThrows(BadJsonException.class, () -> Json.read("3.5", Json::longOrNull));
  }

  @Test
  void readsAnExactDecimal() {
    assertEquals(new BigDecimal("0.10"), Json.read("0.10", Json::number));
    assertThrows(BadJsonException.class, () -> Json.read("\"abc\"", Json::number));
  }

  @Test
  void readsNullsAsAbsent() {
    assertEquals(null, Json.read("null", Json::longOrNull));
    assertEquals(null, Json.read("null", Json::stringOrNull));
    assertEquals(null, Json.read("null", Json::booleanOrNull));
    assertTrue(Json.read("null", Json::skipNull));
  }

  @Test
  void ofDuplicateKeysTheLastCountsInATree() {
    assertEquals(
        Map.of("a", new BigDecimal(2)), JsonTree.of(RawJson.of("{\"a\":1,\"a\":2}")).value());
  }

  @Test
  void namesThePathOfTheFaultAndQuotesNothing() {
    BadJsonException e =
        assertThrows(
            BadJsonException.class,
            () ->
                Json.read(
                    "{\"a\":[1,\"sk-secret\"]}",
                    reader -> {
                      reader.beginObject();
                      reader.nextName();
                      reader.beginArray();
                      reader.nextInt();
                      return reader.nextInt();
                    }));
    assertEquals("$.a[1]", e.path());
    assertFalse(e.getMessage().contains("sk-secret"), e.getMessage());
  }

  @Test
  void aParserThatFailsOfItselfIsNotTheDocumentsFault() {
    assertThrows(
        NullPointerException.class,
        () ->
            Json.<Integer>read(
                "1",
                reader -> {
                  throw new NullPointerException("bug");
                }));
  }

  @Test
  void writesWhatItReads() {
    String text =
        Json.write(
            writer -> {
              writer.beginObject().name("s").value("a\u2028\"\\\n✓");
              writer.name("r");
              Json.raw(writer, RawJson.of(" { \"x\" : 1.0 } "));
              Json.fields(writer, JsonFields.NONE.with("q", RawJson.of("[1]")));
              writer.endObject();
            });
    assertEquals("{\"s\":\"a\\u2028\\\"\\\\\\n✓\",\"r\":{ \"x\" : 1.0 },\"q\":[1]}", text);
  }
}
