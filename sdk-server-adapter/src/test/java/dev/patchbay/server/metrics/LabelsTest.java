package dev.patchbay.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class LabelsTest {
  @Test
  void theFirstNamesHaveRoomAndTheRestShareOne() {
    Labels labels = new Labels(2);

    assertEquals("a", labels.of("a"));
    assertEquals("b", labels.of("b"));
    assertEquals("other", labels.of("c"));
    assertEquals("a", labels.of("a"));
  }

  @Test
  void whatIsMissingIsCalledNone() {
    assertEquals("none", new Labels(1).of(""));
  }

  @Test
  void aNameThatIsTooLongTakesNoRoom() {
    Labels labels = new Labels(1);

    assertEquals("other", labels.of("x".repeat(5000)));
    assertEquals("a", labels.of("a"));
  }

  @Test
  void inventedModelsLeaveRoomForThoseThatAreServed() {
    ModelLabels models = new ModelLabels();
    for (int i = 0; i < 10_000; i++) {
      String unused = models.of("invented-" + i, false);
    }

    assertEquals("other", models.of("invented-9999", false));
    assertEquals("real", models.of("real", true));
    assertEquals("real", models.of("real", false));
  }
}
