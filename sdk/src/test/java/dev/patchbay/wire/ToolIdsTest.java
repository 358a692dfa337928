package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolIdsTest {
  @Test
  void keepsAnIdThatFits() {
    assertEquals("toolu_01-A", ToolIds.word("toolu_01-A", 40));
    assertEquals("D681PevKs", ToolIds.alphanumeric("D681PevKs", 9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "call.1", "functions.f:0", "ünï", "call_aaa111 "})
  void makesAWordOfAnyId(String id) {
    String made = ToolIds.word(id, 40);
    assertTrue(made.matches("call_[A-Za-z0-9]{24}"), made);
    assertEquals(made, ToolIds.word(id, 40));
  }

  @Test
  void shortensALongIdBelowTheLimit() {
    assertTrue(ToolIds.word("a".repeat(41), 40).length() <= 40);
    assertEquals("a".repeat(40), ToolIds.word("a".repeat(40), 40));
  }

  @ParameterizedTest
  @ValueSource(strings = {"call_aaa1", "", "12345678", "toolu_01AbC", "a b c d e"})
  void makesNineLettersAndDigitsOfAnyId(String id) {
    assertTrue(ToolIds.alphanumeric(id, 9).matches("[A-Za-z0-9]{9}"));
  }

  @Test
  void keepsTenThousandIdsApartInNineCharacters() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ToolIds.alphanumeric("call_" + i, 9));
    }
    assertEquals(10_000, made.size());
  }

  @Test
  void keepsDifferentSeedsApart() {
    assertNotEquals(ToolIds.made("0/0"), ToolIds.made("0/1"));
  }
}
