package dev.patchbay.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void putsSpacesForLineEndsAndControlCharacters() {
    assertEquals("a  b  c d", Lines.one("a\r\nb\u2028\u001bc\u202ed"));
  }

  @Test
  void leavesOrdinaryTextAlone() {
    String text = "gpt-5 (größer) 😀";
    assertSame(text, Lines.one(text));
  }
}
