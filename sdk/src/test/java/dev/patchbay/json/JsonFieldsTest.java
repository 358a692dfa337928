package dev.patchbay.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonFieldsTest {
  private static final RawJson ONE = RawJson.of("1");
  private static final RawJson TWO = RawJson.of("2");

  @Test
  void keepsTheOrderOfWriting() {
    JsonFields fields = JsonFields.NONE.with("z", ONE).with("a", ONE).with("m", ONE);
    assertEquals(List.of("z", "a", "m"), List.copyOf(fields.byName().keySet()));
  }

  @Test
  void equalityIgnoresOrder() {
    assertEquals(
        JsonFields.NONE.with("a", ONE).with("b", TWO),
        JsonFields.NONE.with("b", TWO).with("a", ONE));
  }

  @Test
  void isNotChangedByItsSourceOrItsReader() {
    Map<String, RawJson> source = new LinkedHashMap<>(Map.of("a", ONE));
    JsonFields fields = new JsonFields(source);
    source.clear();
    assertEquals(ONE, fields.get("a").orElseThrow());
    assertThrows(UnsupportedOperationException.class, () -> fields.byName().clear());
  }

  @Test
  void laterFieldsReplaceEarlierOnes() {
    JsonFields one = JsonFields.NONE.with("a", ONE).with("b", ONE);
    assertEquals(TWO, one.with("a", TWO).get("a").orElseThrow());
    assertEquals(TWO, one.and(JsonFields.NONE.with("b", TWO)).get("b").orElseThrow());
    assertSame(one, one.and(JsonFields.NONE));
  }

  @Test
  void leavesOneOut() {
    JsonFields one = JsonFields.NONE.with("a", ONE);
    assertTrue(one.without("a").isEmpty());
    assertSame(one, one.without("b"));
  }

  @Test
  void collectsNothingAsNone() {
    assertSame(JsonFields.NONE, new JsonFields.Collector().fields());
    JsonFields.Collector collector = new JsonFields.Collector();
    collector.add("a", ONE);
    assertEquals(JsonFields.NONE.with("a", ONE), collector.fields());
  }

  @Test
  void collectsNoMoreThanABoundedNumberOfNames() {
    JsonFields all = JsonFields.NONE.with("first", RawJson.of("1"));
    for (int i = 0; i < 5_000; i++) {
      all = all.and(JsonFields.NONE.with("n" + i, RawJson.of("1")));
    }
    all = all.and(JsonFields.NONE.with("first", RawJson.of("2")));
    assertEquals(1_024, all.byName().size());
    assertEquals("2", all.get("first").orElseThrow().text());
  }
}
