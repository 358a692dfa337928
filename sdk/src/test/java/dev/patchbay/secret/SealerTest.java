package dev.patchbay.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SealerTest {
  private static final Secret KEY = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));

  private final Sealer sealer = Sealer.of(() -> KEY);

  private static String fault(Sealer sealer, byte[] sealed, String place) {
    return assertThrows(BrokenSealException.class, () -> sealer.open(sealed, place)).getMessage();
  }

  @Test
  void opensWhatAnotherOfTheSameKeySealed() {
    byte[] sealed = sealer.seal("a secret, ü", "here");

    assertFalse(new String(sealed, StandardCharsets.UTF_8).contains("secret"));
    assertEquals("a secret, ü", Sealer.of(() -> KEY).open(sealed, "here"));
  }

  @Test
  void sealsTheSameTextDifferentlyEachTime() {
    assertFalse(Arrays.equals(sealer.seal("a", "here"), sealer.seal("a", "here")));
  }

  @Test
  void opensNothingThatWasChangedAnywhere() {
    byte[] sealed = sealer.seal("a", "here");
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      fault(sealer, changed, "here");
      fault(sealer, Arrays.copyOf(sealed, i), "here");
    }
  }

  @Test
  void opensNothingAtAnotherPlace() {
    assertTrue(fault(sealer, sealer.seal("a", "here"), "there").contains("for somebody else"));
  }

  @Test
  void saysThatTheKeyIsAnother() {
    assertTrue(fault(Sealer.passing(), sealer.seal("a", "here"), "here").contains("another key"));
  }

  @Test
  void asksForItsKeyOnceAndNotBeforeItIsNeeded() {
    AtomicInteger asked = new AtomicInteger();
    Sealer lazy =
        Sealer.of(
            () -> {
              asked.incrementAndGet();
              return KEY;
            });
    assertEquals(0, asked.get());

    assertEquals("a", lazy.open(lazy.seal("a", "here"), "here"));
    assertEquals(1, asked.get());
    assertFalse(lazy.toString().contains(KEY.reveal()));
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    Sealer wrong = Sealer.of(() -> Secret.of("YWJj"));

    assertThrows(IllegalArgumentException.class, () -> wrong.seal("a", "here"));
  }
}
