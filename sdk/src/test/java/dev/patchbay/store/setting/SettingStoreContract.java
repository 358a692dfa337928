package dev.patchbay.store.setting;

import static dev.patchbay.setting.SettingStore.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.RawJson;
import dev.patchbay.setting.Setting;
import dev.patchbay.setting.SettingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of settings promises. */
abstract class SettingStoreContract {
  private static final RawJson ONE = RawJson.of("{\"a\": 1.0}");
  private static final RawJson TWO = RawJson.of("[\"ü\"]");
  private static final int THREADS = 8;
  private static final int EACH = 25;

  /** The store under test, empty. */
  abstract SettingStore store();

  @Test
  void keepsAValueAsItWasWritten() {
    assertTrue(store().set("b", ONE, NONE));
    assertEquals(Optional.of(new Setting("b", ONE, 1)), store().get("b"));
    assertEquals(Optional.empty(), store().get("a"));
  }

  @Test
  void listsValuesByTheBytesOfTheirKeys() {
    for (String key : List.of("b", "B", "a", "_")) {
      store().set(key, ONE, NONE);
    }
    assertEquals(List.of("B", "_", "a", "b"), store().all().stream().map(Setting::key).toList());
  }

  @Test
  void setsOnlyWhatNobodyHasChanged() {
    assertTrue(store().set("a", ONE, NONE));
    assertFalse(store().set("a", TWO, NONE));
    assertTrue(store().set("a", TWO, 1));
    assertFalse(store().set("a", ONE, 1));
    assertFalse(store().set("b", ONE, 1));
    assertEquals(List.of(new Setting("a", TWO, 2)), store().all());
  }

  @Test
  void removesOnlyWhatNobodyHasChanged() {
    store().set("a", ONE, NONE);
    assertFalse(store().remove("a", 2));
    assertTrue(store().remove("a", 1));
    assertFalse(store().remove("a", 1));
    assertTrue(store().set("a", TWO, NONE));
  }

  @Test
  void losesNoChangeOfManyThreads() throws Exception {
    store().set("n", RawJson.of("0"), NONE);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> ends = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      ends.add(
          threads.submit(
              () -> {
                for (int i = 0; i < EACH; i++) {
                  countUp();
                }
              }));
    }
    for (Future<?> end : ends) {
      end.get();
    }
    threads.shutdown();
    assertEquals(String.valueOf(THREADS * EACH), store().get("n").orElseThrow().value().text());
  }

  private void countUp() {
    boolean set = false;
    while (!set) {
      Setting old = store().get("n").orElseThrow();
      String next = String.valueOf(Integer.parseInt(old.value().text()) + 1);
      set = store().set("n", RawJson.of(next), old.version());
    }
  }
}
