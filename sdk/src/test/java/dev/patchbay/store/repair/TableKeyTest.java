package dev.patchbay.store.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableKeyTest {
  private static TableKey key(Object... parts) {
    return new TableKey(
        Stream.of(parts)
            .map(each -> each instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : each)
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 1",
    "-4, 4, 0",
    "9223372036854775805, 9223372036854775807, 9223372036854775806"
  })
  void halvesNumbers(long low, long high, long middle) {
    assertEquals(List.of(middle), key(low).halfway(key(high)).parts());
  }

  @Test
  void hasNothingBetweenNeighbours() {
    assertNull(key(1L).halfway(key(2L)));
    assertNull(key("a", 1L).halfway(key("a", 2L)));
    assertNull(key(1L).halfway(key(1L)));
  }

  @ParameterizedTest
  @CsvSource({"req_0001, req_0009", "a, b", "'', z", "ab, abc", "req_Ω1, req_Ω9"})
  void halvesTexts(String low, String high) {
    TableKey middle = key(low).halfway(key(high));
    assertTrue(middle.isAfter(key(low)) && key(high).isAfter(middle));
  }

  @Test
  void halvesWhereKeysBeginToDiffer() {
    TableKey middle = key("local", 1L, "x").halfway(key("local", 9L, "a"));
    assertEquals(2, middle.parts().size());
    assertEquals(5L, middle.parts().get(1));
  }

  @Test
  void ordersTextsByTheirBytes() {
    // U+FF5E comes before U+1F600 in UTF-8, and after it in UTF-16.
    assertTrue(key("\uD83D\uDE00").isAfter(key("\uFF5E")));
  }
}
