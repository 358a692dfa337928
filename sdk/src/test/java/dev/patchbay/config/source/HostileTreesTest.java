package dev.patchbay.config.source;

import static dev.patchbay.config.source.Trees.faults;
import static dev.patchbay.config.source.Trees.withGroq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees no reader of YAML should give, but some could. */
class HostileTreesTest {
  @ParameterizedTest
  @ValueSource(strings = {"strategy", "retry", "providers", "mappings", "rules", "prices", "x"})
  void aTreeThatContainsItselfIsRefused(String key) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(key, tree);
    assertTrue(faults(() -> ConfigMap.read(tree)).size() >= 1);
    List<Object> list = new ArrayList<>();
    list.add(list);
    tree.put(key, list);
    assertTrue(faults(() -> ConfigMap.read(tree)).size() >= 1);
  }

  @Test
  void deepTreesAreRefused() {
    Object deep = "x";
    for (int i = 0; i < 100_000; i++) {
      deep = List.of(deep);
    }
    Map<String, Object> tree = withGroq("{}");
    tree.put("mappings", Collections.singletonMap("a", deep));
    assertEquals(
        List.of("mappings.a[0]: expected a single value"), faults(() -> ConfigMap.read(tree)));
    assertEquals(1, faults(() -> Placeholders.fill(tree, Map.of())).size());
  }

  @Test
  void aListWithoutAnEndIsRefused() {
    Iterable<String> endless = () -> java.util.stream.Stream.generate(() -> "groq:x").iterator();
    Map<String, Object> tree = withGroq("{}");
    tree.put("mappings", Map.of("a", endless));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertEquals(
              List.of("mappings.a: more than 10000 entries"), faults(() -> ConfigMap.read(tree)));
          assertEquals(1, faults(() -> Placeholders.fill(tree, Map.of())).size());
        });
  }

  @Test
  void thousandsOfFaultsMakeAShortMessage() {
    Map<String, Object> tree = withGroq("{}");
    for (int i = 0; i < 5_000; i++) {
      tree.put("wrong" + i, 1);
    }
    List<String> faults = faults(() -> ConfigMap.read(tree));
    assertEquals(51, faults.size());
    assertEquals("… and 4950 more", faults.get(50));
  }

  @Test
  void longTextsAreNotShown() {
    Map<String, Object> tree = withGroq("{}");
    tree.put("strategy", "long ".repeat(200_000));
    tree.put("k".repeat(200_000), "v");
    assertTrue(faults(() -> ConfigMap.read(tree)).toString().length() < 1_000);
  }

  @Test
  void strangersAreNoValues() {
    Map<String, Object> tree = withGroq("{}");
    tree.put("strategy", new Object());
    assertEquals(List.of("strategy: expected a single value"), faults(() -> ConfigMap.read(tree)));
  }

  @Test
  void keysThatAreNoTextAreRefused() {
    Map<Object, Object> odd = new HashMap<>();
    odd.put(null, "groq:x");
    Map<String, Object> tree = withGroq("{}");
    tree.put("mappings", odd);
    assertEquals(List.of("mappings: a key is no text"), faults(() -> ConfigMap.read(tree)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "99999999999999999999", "0x10", "1_0"})
  void numbersWithoutBoundsAreRefused(String number) {
    Map<String, Object> tree = withGroq("{}");
    tree.put("retry", Map.of("attempts", number, "backoff", number));
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertEquals(2, faults(() -> ConfigMap.read(tree)).size()));
  }
}
