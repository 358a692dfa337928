package dev.patchbay.logbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.log.RequestPayload.Body;
import dev.patchbay.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTextTest {
  private static final Secret KEY = Secret.of("zq9CANARY/key+1");
  private static final PayloadText TEXTS = new PayloadText(List.of(KEY), 1000);

  @Test
  void aShortBodyIsKeptAsItIs() {
    String text =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"Gr\u00fc\u00df \uD83D\uDE00\"}]}";
    assertEquals(new Body(text, false), TEXTS.body(text));
  }

  @Test
  void aLongBodyIsCutAtTheCap() {
    Body body = TEXTS.body("ab cd ".repeat(100_000));
    assertTrue(body.truncated());
    assertEquals(1000, body.text().length());
  }

  @Test
  void aBodyAtTheCapIsWhole() {
    assertFalse(TEXTS.body("a ".repeat(500)).truncated());
    assertTrue(TEXTS.body("a ".repeat(500) + "b").truncated());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00fc", "\u20ac", "\uD83D\uDE00"})
  void aCharacterIsNeverCutInTwo(String character) {
    for (int before = 0; before < 4; before++) {
      Body body = TEXTS.body("a".repeat(before) + (character + " ").repeat(1000));
      byte[] utf8 = body.text().getBytes(StandardCharsets.UTF_8);
      assertTrue(body.truncated());
      assertTrue(utf8.length <= 1000 && utf8.length > 1000 - 4, "bytes: " + utf8.length);
      assertEquals(body.text(), new String(utf8, StandardCharsets.UTF_8));
    }
  }

  @Test
  void credentialsAreMasked() {
    String text =
        TEXTS.body("key " + KEY.reveal() + " and Bearer abcdefghij and sk-abcdefgh").text();
    assertEquals("key **** and Bearer **** and ****", text);
  }

  @Test
  void noHalfOfACredentialIsLeftAtTheCut() {
    for (int before = 940; before <= 1000; before++) {
      String text = "x ".repeat(before / 2) + KEY.reveal() + " tail".repeat(20_000);
      assertFalse(TEXTS.body(text).text().contains("zq9"), "before: " + before);
    }
  }

  @Test
  void manyCredentialsBeforeTheCutUncoverNoneBehindIt() {
    String text = (KEY.reveal() + " ").repeat(1_000_000 / KEY.reveal().length());
    assertFalse(TEXTS.body(text).text().contains("zq9"));
  }

  @Test
  void mediaAreLeftOut() {
    String image = "iVBORw0KGgo".repeat(10_000) + "==";
    Body body = TEXTS.body("{\"url\":\"data:image/png;base64," + image + "\",\"text\":\"hi\"}");
    assertEquals(
        "{\"url\":\"data:image/png;base64,[base64, 110002 characters]\",\"text\":\"hi\"}",
        body.text());
    assertFalse(body.truncated());
  }

  @Test
  void mediaWithEscapedSlashesAreLeftOut() {
    Body body = TEXTS.body("\"" + "ab\\/cd".repeat(200) + "\"");
    assertEquals("\"[base64, 1200 characters]\"", body.text());
  }
}
