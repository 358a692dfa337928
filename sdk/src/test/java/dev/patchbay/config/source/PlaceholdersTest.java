package dev.patchbay.config.source;

import static dev.patchbay.config.source.Trees.faults;
import static dev.patchbay.config.source.Trees.tree;
import static dev.patchbay.config.source.Trees.variables;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
  private static final Map<String, String> ENV =
      variables("A", "one", "B", "two", "EMPTY", "", "TRICK", "${A} $1 \\ {'x':1}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ${A} | one
          x-${A}-${B}! | x-one-two!
          ${NONE:d} | d
          ${NONE:http://h:1/p?q} | http://h:1/p?q
          ${NONE:}x | x
          ${A:d} | one
          ${EMPTY:d} | d
          ${TRICK} | ${A} $1 \\ {'x':1}
          $A | $A
          $5 {A} | $5 {A}
          """)
  void putsValuesIn(String text, String expected) {
    assertEquals(Map.of("k", expected), Placeholders.fill(Map.of("k", text), ENV));
  }

  @Test
  void fillsMapsAndListsAndLeavesOtherValues() {
    assertEquals(
        "{a={b=[one, 3, {c=two}]}, d=true}",
        Placeholders.fill(tree("{'a':{'b':['${A}',3,{'c':'${B}'}]},'d':true,'e':null}"), ENV)
            .toString());
  }

  @Test
  void namesEachVariableThatIsNotSet() {
    assertEquals(
        List.of(
            "a.b[1]: the variable NONE is not set; set it, or write ${NONE:default}",
            "c: the variable EMPTY is not set; set it, or write ${EMPTY:default}"),
        faults(() -> Placeholders.fill(tree("{'a':{'b':['x','${NONE}']},'c':'${EMPTY}'}"), ENV)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${}", "${1A}", "${A", "${A-B}", "${NONE:${A}}", "${ A }"})
  void refusesWhatIsNotUnderstood(String text) {
    assertEquals(
        List.of("k: a placeholder is not understood; expected ${NAME} or ${NAME:default}"),
        faults(() -> Placeholders.fill(Map.of("k", text), ENV)));
  }

  @Test
  void aTreeThatContainsItselfIsRefused() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("a", tree);
    assertEquals(1, faults(() -> Placeholders.fill(tree, ENV)).size());
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertEquals(1, faults(() -> Placeholders.fill(Map.of("a", list), ENV)).size());
  }

  @Test
  void aTreeThatDoublesAtEachLevelIsRefused() {
    Object level = "x";
    for (int i = 0; i < 30; i++) {
      level = List.of(level, level);
    }
    Map<String, Object> tree = Map.of("a", level);
    List<String> faults = faults(() -> Placeholders.fill(tree, ENV));
    assertEquals(1, faults.size());
    assertEquals(
        "the configuration has more than 100000 values",
        faults.get(0).substring(faults.get(0).indexOf(": ") + 2));
  }
}
