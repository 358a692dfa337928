package dev.patchbay.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
  private static final SealKey KEY = SealKey.random(new SecureRandom());
  private static final SealKey OTHER = SealKey.random(new SecureRandom());

  @Test
  void opensWhatItSealed() throws SealException {
    String sealed = Seal.of(KEY).seal("canary ü", "here");
    assertTrue(Seal.isSealed(sealed), sealed);
    assertFalse(sealed.contains("canary"));
    assertEquals("canary ü", Seal.of(KEY).open(sealed, "here"));
  }

  @Test
  void sealsTheSameTextDifferentlyEachTime() {
    Seal seal = Seal.of(KEY);
    assertNotEquals(seal.seal("a", "here"), seal.seal("a", "here"));
  }

  @Test
  void opensWithAnOldKeyWhatWasSealedWithIt() throws SealException {
    String sealed = Seal.of(OTHER).seal("a", "here");
    assertEquals("a", Seal.of(() -> KEY, List.of(OTHER)).open(sealed, "here"));
  }

  @Test
  void asksForNoKeyToOpenWhatAnOldOneSealed() throws SealException {
    String sealed = Seal.of(OTHER).seal("a", "here");
    Seal seal =
        Seal.of(
            () -> {
              throw new AssertionError("not needed");
            },
            List.of(OTHER));
    assertEquals("a", seal.open(sealed, "here"));
  }

  private static SealException refused(String sealed, String place) {
    return assertThrows(SealException.class, () -> Seal.of(KEY).open(sealed, place));
  }

  @Test
  void namesTheKeyThatIsMissing() {
    SealException refused = refused(Seal.of(OTHER).seal("canary", "here"), "here");
    assertEquals(SealException.Reason.OTHER_KEY, refused.reason());
    assertTrue(refused.getMessage().contains(OTHER.name()), refused.getMessage());
    assertTrue(refused.getMessage().contains(KEY.name()), refused.getMessage());
  }

  @Test
  void opensNothingAtAnotherPlace() {
    SealException refused = refused(Seal.of(KEY).seal("canary", "here"), "there");
    assertEquals(SealException.Reason.CHANGED, refused.reason());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void findsEveryByteThatWasChangedOrIsMissing() {
    String sealed = Seal.of(KEY).seal("canary", "here");
    int head = sealed.lastIndexOf(':') + 1;
    byte[] bytes = Base64.getDecoder().decode(sealed.substring(head));
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      String text = sealed.substring(0, head) + base64(changed);
      assertEquals(SealException.Reason.CHANGED, refused(text, "here").reason());
      String cut = sealed.substring(0, head) + base64(Arrays.copyOf(bytes, i));
      assertEquals(SealException.Reason.CHANGED, refused(cut, "here").reason());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1:", "v1:x", "plain", "v1:%s:", "v1:%s:AAAA", "v1:%s:!"})
  void refusesWhatIsNoSealedText(String text) {
    refused(text.formatted(KEY.name()), "here");
  }

  @Test
  void asksForItsKeyOnceAndNotBeforeItIsNeeded() throws SealException {
    AtomicInteger asked = new AtomicInteger();
    Seal lazy =
        Seal.of(
            () -> {
              asked.incrementAndGet();
              return KEY;
            },
            List.of());
    assertEquals(0, asked.get());

    assertEquals("a", lazy.open(lazy.seal("a", "here"), "here"));
    assertEquals(1, asked.get());
  }

  @Test
  void derivesOneKeyForOnePurpose() {
    assertEquals(KEY.derived("one"), KEY.derived("one"));
    assertNotEquals(KEY.derived("one"), KEY.derived("other"));
    assertNotEquals(KEY.derived("one"), KEY);
  }

  @Test
  void readsAKeyAsBase64AndAsHexDigits() {
    byte[] bytes = new byte[32];
    bytes[0] = 7;
    assertEquals(
        SealKey.of(Base64.getEncoder().encodeToString(bytes)),
        SealKey.of(" 07" + "00".repeat(31) + "\n"));
    assertEquals(KEY, SealKey.of(KEY.reveal()));
    assertNotEquals(KEY, OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "c2hvcnQ=", "not base64 at all!", "x"})
  void refusesAKeyThatIsNone(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> SealKey.of(text));
    assertTrue(refused.getMessage().contains("openssl rand -base64 32"), refused.getMessage());
    assertFalse(refused.getMessage().contains("'" + text));
  }

  @Test
  void tellsNoKey() {
    for (Object each : List.of(KEY, Seal.of(KEY), Texts.of(KEY, List.of(OTHER)))) {
      assertFalse(each.toString().contains(KEY.reveal()), each::toString);
    }
  }
}
