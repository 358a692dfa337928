package dev.patchbay.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkingTest {
  private static final Issuer OTHER = Issuer.of("anthropic", "claude");

  private static PartInfo signed(String value, Issuer issuer) {
    return PartInfo.NONE.withSignature(new Opaque(value, issuer));
  }

  private static Part call(String id, PartInfo info) {
    return new Part.ToolCall(id, "f", "{}", Part.ToolCall.Kind.FUNCTION, info);
  }

  private static ChatRequest history(Part... parts) {
    return Wire.request().message(new Message.Assistant(List.of(parts))).user("Go on.").build();
  }

  @Test
  void givesASignatureBackOnThePartItCameOn() {
    Encoded encoded =
        Wire.encode(
            history(
                new Part.Text("a", List.of(), signed("c2ln", Wire.ISSUER)),
                new Part.Text("b"),
                call("x", signed("Y2FsbA==", Wire.ISSUER)),
                call("y", PartInfo.NONE)));
    assertEquals("c2ln", Wire.at(encoded.body(), "contents", 1, "parts", 0, Words.SIGNATURE));
    assertNull(Wire.at(encoded.body(), "contents", 1, "parts", 1, Words.SIGNATURE));
    assertEquals("Y2FsbA==", Wire.at(encoded.body(), "contents", 1, "parts", 2, Words.SIGNATURE));
    assertNull(Wire.at(encoded.body(), "contents", 1, "parts", 3, Words.SIGNATURE));
  }

  @Test
  void keepsASignedPartWithoutText() {
    Encoded encoded =
        Wire.encode(
            history(new Part.Text("a"), new Part.Text("", List.of(), signed("c2ln", Wire.ISSUER))));
    assertEquals("c2ln", Wire.at(encoded.body(), "contents", 1, "parts", 1, Words.SIGNATURE));
    assertEquals("", Wire.at(encoded.body(), "contents", 1, "parts", 1, "text"));
  }

  @Test
  void sendsNoSignatureOfAnotherIssuerButTheWordThatSkipsTheCheckForTheFirstCall() {
    Encoded encoded =
        Wire.encode(
            history(
                new Part.Thinking("hm", new Opaque("foreign", OTHER)),
                new Part.OpaqueThinking(new Opaque("foreign", OTHER)),
                new Part.Text("", List.of(), signed("foreign", OTHER)),
                call("x", signed("foreign", OTHER)),
                call("y", PartInfo.NONE)));
    String body = new String(encoded.body(), StandardCharsets.UTF_8);
    assertFalse(body.contains("foreign"), body);
    assertEquals(
        Words.ANY_SIGNATURE, Wire.at(encoded.body(), "contents", 1, "parts", 0, Words.SIGNATURE));
    assertNull(Wire.at(encoded.body(), "contents", 1, "parts", 1, Words.SIGNATURE));
    assertTrue(Wire.features(encoded).containsAll(List.of("thinking", "thought-signature")));
  }

  @Test
  void modelsOlderThanTheCheckGetNoSuchWord() {
    Encoded encoded = Wire.encode(history(call("x", PartInfo.NONE)), Quirk.BUDGET_THINKING_ONLY);
    assertNull(Wire.at(encoded.body(), "contents", 1, "parts", 0, Words.SIGNATURE));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "LOW, -, LOW, -, 2048",
        "MINIMAL, -, MINIMAL, -, 1024",
        "XHIGH, -, HIGH, -, 24576",
        "NONE, -, MINIMAL, -, 0",
        "-, 500, -, 500, 500",
        "-, 0, -, 0, 0",
      })
  void sendsAnEffortAsLevelOrBudget(
      Reasoning.Effort effort, Integer budget, String level, String sent, String old) {
    Reasoning asked = new Reasoning(null, effort, budget, null);
    byte[] body = Wire.encode(Wire.request().reasoning(asked).build()).body();
    assertEquals(String.valueOf(level), config(body, "thinkingLevel"));
    assertEquals(String.valueOf(sent), config(body, "thinkingBudget"));
    byte[] before =
        Wire.encode(Wire.request().reasoning(asked).build(), Quirk.BUDGET_THINKING_ONLY).body();
    assertEquals("null", config(before, "thinkingLevel"));
    assertEquals(old, config(before, "thinkingBudget"));
  }

  private static String config(byte[] body, String name) {
    return Wire.text(body, "generationConfig", "thinkingConfig", name);
  }
}
