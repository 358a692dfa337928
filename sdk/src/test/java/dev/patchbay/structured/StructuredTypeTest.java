package dev.patchbay.structured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.RawJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructuredTypeTest {
  enum Sky {
    CLEAR,
    RAIN
  }

  @Description("A report of the weather")
  record Weather(
      @Description("Name of the city") String city,
      double celsius,
      Sky sky,
      @Nullable Integer humidity,
      Optional<String> warning) {
    Weather {
      if (celsius < -273) {
        throw new IllegalArgumentException("colder than it can be: " + celsius);
      }
    }
  }

  sealed interface Drawing {
    record Circle(int radius) implements Drawing {}

    record Group(List<Drawing> parts) implements Drawing {}
  }

  record Tree(String name, List<Tree> children) {}

  record Link(int value, @Nullable Link next) {}

  record Scalars(
      BigDecimal price,
      BigInteger big,
      long count,
      boolean ok,
      Instant at,
      LocalDate day,
      Duration lasts,
      UUID id,
      URI home) {}

  record Bag(Map<String, Integer> counts, Set<String> words) {}

  private static void assertSchema(String expected, StructuredType<?> type) {
    RawJson actual = type.format().schema();
    assertTrue(RawJson.of(expected).sameValue(actual), () -> "was " + actual);
  }

  @Test
  void recordBecomesAClosedObjectThatDemandsEveryProperty() {
    assertSchema(
        """
        {"type":"object","description":"A report of the weather","properties":{
          "city":{"description":"Name of the city","type":"string"},
          "celsius":{"type":"number"},
          "sky":{"type":"string","enum":["CLEAR","RAIN"]},
          "humidity":{"type":["integer","null"]},
          "warning":{"type":["string","null"]}},
         "required":["city","celsius","sky","humidity","warning"],"additionalProperties":false}
        """,
        StructuredType.of(Weather.class));
  }

  @Test
  void sealedInterfaceBecomesOneOfItsRecordsToldApartByType() {
    assertSchema(
        """
        {"type":"object","properties":{"value":{"anyOf":[
          {"type":"object","properties":{"type":{"type":"string","enum":["Circle"]},
            "radius":{"type":"integer"}},
           "required":["type","radius"],"additionalProperties":false},
          {"type":"object","properties":{"type":{"type":"string","enum":["Group"]},
            "parts":{"type":"array","items":{"$ref":"#/$defs/Drawing"}}},
           "required":["type","parts"],"additionalProperties":false}]}},
         "required":["value"],"additionalProperties":false,
         "$defs":{"Drawing":{"anyOf":[
          {"type":"object","properties":{"type":{"type":"string","enum":["Circle"]},
            "radius":{"type":"integer"}},
           "required":["type","radius"],"additionalProperties":false},
          {"type":"object","properties":{"type":{"type":"string","enum":["Group"]},
            "parts":{"type":"array","items":{"$ref":"#/$defs/Drawing"}}},
           "required":["type","parts"],"additionalProperties":false}]}}}
        """,
        StructuredType.of(Drawing.class));
  }

  @Test
  void recordIsReadFromWhatTheModelWrote() {
    assertEquals(
        new Weather("Oslo", -3.5, Sky.CLEAR, null, Optional.of("ice")),
        StructuredType.of(Weather.class)
            .parse(
                "{\"sky\":\"CLEAR\",\"city\":\"Oslo\",\"celsius\":-3.5,\"more\":[1],"
                    + "\"warning\":\"ice\",\"humidity\":null}"));
  }

  @Test
  void whatMayBeAbsentMayBeLeftOut() {
    assertEquals(
        new Weather("Oslo", 1, Sky.RAIN, null, Optional.empty()),
        StructuredType.of(Weather.class)
            .parse("{\"city\":\"Oslo\",\"celsius\":1,\"sky\":\"RAIN\"}"));
  }

  @Test
  void textAroundTheObjectIsPassedOver() {
    assertEquals(
        new Drawing.Circle(3),
        StructuredType.of(Drawing.Circle.class)
            .parse("Here you are:\n```json\n{\"radius\": 3}\n```\nAnything else?"));
  }

  @Test
  void caseOfASealedInterfaceIsFoundWhereverItsTypeStands() {
    assertEquals(
        new Drawing.Group(List.of(new Drawing.Circle(1), new Drawing.Group(List.of()))),
        StructuredType.of(Drawing.class)
            .parse(
                "{\"value\":{\"parts\":[{\"radius\":1,\"type\":\"Circle\"},"
                    + "{\"type\":\"Group\",\"parts\":[]}],\"type\":\"Group\"}}"));
  }

  @Test
  void recordsThatHoldThemselvesAreReadToTheirLeaves() {
    assertEquals(
        new Tree("a", List.of(new Tree("b", List.of()))),
        StructuredType.of(Tree.class)
            .parse("{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[]}]}"));
    assertEquals(
        new Link(1, new Link(2, null)),
        StructuredType.of(Link.class).parse("{\"value\":1,\"next\":{\"value\":2,\"next\":null}}"));
  }

  @Test
  void listIsAskedForInsideAnObject() {
    StructuredType<List<Sky>> type = StructuredType.listOf(Sky.class);
    assertSchema(
        """
        {"type":"object","properties":{"value":{"type":"array",
          "items":{"type":"string","enum":["CLEAR","RAIN"]}}},
         "required":["value"],"additionalProperties":false}
        """,
        type);
    assertEquals(List.of(Sky.RAIN), type.parse("{\"value\":[\"RAIN\"]}"));
  }

  @Test
  void numbersKeepEveryDigitAndTimesAreRead() {
    Scalars read =
        StructuredType.of(Scalars.class)
            .parse(
                "{\"price\":0.1000000000000000000001,\"big\":123456789012345678901234567890,"
                    + "\"count\":9007199254740993,\"ok\":true,\"at\":\"2026-01-31T12:00:00Z\","
                    + "\"day\":\"2026-01-31\",\"lasts\":\"PT1H\","
                    + "\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"home\":\"https://a.b\"}");
    assertEquals(new BigDecimal("0.1000000000000000000001"), read.price());
    assertEquals(new BigInteger("123456789012345678901234567890"), read.big());
    assertEquals(9007199254740993L, read.count());
    assertEquals(LocalDate.of(2026, 1, 31), read.day());
  }

  @Test
  void schemaWithAMapIsNotStrictAndOthersAre() {
    assertEquals(false, StructuredType.of(Bag.class).format().strict());
    assertEquals(true, StructuredType.of(Tree.class).format().strict());
    assertEquals(
        new Bag(Map.of("a", 1), Set.of("x")),
        StructuredType.of(Bag.class).parse("{\"counts\":{\"a\":1},\"words\":[\"x\",\"x\"]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no JSON at all                                  | $         | a JSON object
          {"city":"Oslo","sky":"RAIN"}                    | $.celsius | a value, found nothing
          {"city":null,"celsius":1,"sky":"RAIN"}          | $.city    | found null
          {"city":5,"celsius":1,"sky":"RAIN"}             | $.city    | a string
          {"city":"Oslo","celsius":"1","sky":"RAIN"}      | $.celsius | a number
          {"city":"Oslo","celsius":1,"sky":"SNOW"}        | $.sky     | one of CLEAR, RAIN
          {"city":"O","celsius":1,"sky":"RAIN","humidity":1.5} | $.humidity | a whole number
          {"city":"O","celsius":-300,"sky":"RAIN"}        | $         | colder than it can be
          {"city":"Oslo","celsius":1                      | $         | JSON
          """)
  void mismatchNamesItsPlaceAndWhatWasExpected(String text, String path, String expected) {
    BadJsonException wrong =
        assertThrows(
            BadJsonException.class, () -> StructuredType.of(Weather.class).parse(text.strip()));
    assertEquals(path, wrong.path());
    assertTrue(wrong.getMessage().contains(expected), wrong::getMessage);
  }

  record Raw(@SuppressWarnings("rawtypes") List items) {}

  record Loose(Object anything) {}

  record Keyed(Map<Integer, String> names) {}

  sealed interface Tagged {
    record One(String type) implements Tagged {}
  }

  @ParameterizedTest
  @CsvSource({"Raw,Raw.items", "Loose,Loose.anything", "Keyed,Keyed.names", "Tagged,Tagged.type"})
  void typeNoSchemaCanSayIsRefusedWithItsPlace(String name, String place) throws Exception {
    Class<?> type = Class.forName(getClass().getName() + "$" + name);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> StructuredType.of(type));
    assertTrue(refused.getMessage().contains("at " + place), refused::getMessage);
    assertFalse(refused.getMessage().contains("null"), refused::getMessage);
  }

  @Test
  void deeplyNestedAnswerIsAMismatchAndNoStackOverflow() {
    String deep = "{\"name\":\"a\",\"children\":[".repeat(20_000) + "]}".repeat(20_000);
    assertThrows(BadJsonException.class, () -> StructuredType.of(Tree.class).parse(deep));
  }
}
