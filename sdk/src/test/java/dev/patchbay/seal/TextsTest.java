package dev.patchbay.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.StoreException;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  private static final SealKey KEY = SealKey.random(new SecureRandom());
  private static final SealKey OTHER = SealKey.random(new SecureRandom());
  private static final Texts SEALED = Texts.of(KEY, List.of());

  @Test
  void whatWasKeptBeforeThereWasAKeyStaysReadable() {
    assertEquals("{\"a\":1}", SEALED.read(Texts.PLAIN.kept("{\"a\":1}", "here"), "here"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1:", "v1:deadbeef:x", "v0:x", "v0:v1:deadbeef:", "{}"})
  void aTextThatLooksSealedIsKeptAsItIs(String text) {
    for (Texts texts : List.of(Texts.PLAIN, SEALED)) {
      assertEquals(text, texts.read(texts.kept(text, "here"), "here"), texts::toString);
    }
  }

  @Test
  void aKeyThatWasTakenAwayOpensAsAnOldOne() {
    String kept = SEALED.kept("canary", "here");
    assertFalse(kept.contains("canary"));
    Texts later = Texts.of((SealKey) null, List.of(KEY));
    assertEquals("canary", later.read(kept, "here"));
    assertEquals("next", later.kept("next", "here"));
  }

  @Test
  void aMissingKeyNamesTheSettings() {
    String kept = SEALED.kept("canary", Texts.place("table.column", "id 7"));
    for (Texts texts : List.of(Texts.PLAIN, Texts.of(OTHER, List.of()))) {
      StoreException fault =
          assertThrows(
              StoreException.class, () -> texts.read(kept, Texts.place("table.column", "id 7")));
      for (String part :
          List.of(
              "table.column id 7", KEY.name(), "log.encryption-key", "log.old-encryption-keys")) {
        assertTrue(fault.getMessage().contains(part), fault::getMessage);
      }
    }
  }

  @Test
  void noTwoPlacesShareAName() {
    assertNotEquals(Texts.place("c", "a", "b:c"), Texts.place("c", "a b", "c"));
    assertNotEquals(Texts.place("c", "1:a", "b"), Texts.place("c", "1", "a 1:b"));
    assertNotEquals(Texts.place("c", 1, 12), Texts.place("c", 11, 2));
  }
}
