package dev.patchbay.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinkingTest {
  @Test
  void sendsThinkingBackInOrderToItsIssuer() {
    Encoded encoded = Wire.encode(history(Wire.ISSUER, Wire.ISSUER));
    assertEquals("thinking", block(encoded, 0));
    assertEquals("redacted_thinking", block(encoded, 1));
    assertEquals("text", block(encoded, 2));
    assertEquals(List.of(), Wire.features(encoded));
  }

  @Test
  void sendsBackWhatAClientOfTheProtocolKept() {
    Issuer client = Issuer.client("anthropic-messages");
    assertEquals("thinking", block(Wire.encode(history(client, client)), 0));
  }

  @Test
  void sendsNothingSignedByNobodyKnowsWhom() {
    Issuer client = Issuer.client("openai-chat");
    for (Issuer issuer : List.of(client, Issuer.UNKNOWN)) {
      assertEquals(
          "Eleven.",
          Wire.at(Wire.encode(history(issuer, issuer)).body(), "messages", 1, "content"));
    }
  }

  @Test
  void leavesAllThinkingOutIfOneBlockIsAnothers() {
    Encoded encoded = Wire.encode(history(Wire.ISSUER, Issuer.of("anthropic", "older")));
    assertEquals("Eleven.", Wire.at(encoded.body(), "messages", 1, "content"));
    assertEquals(List.of("thinking"), Wire.features(encoded));
  }

  @Test
  void keepsThinkingThatIsOnlyItsSignature() {
    Part signed = new Part.Thinking("", new Opaque("c2ln", Wire.ISSUER));
    Encoded encoded = Wire.encode(with(signed, new Part.Text("Eleven.")));
    assertEquals("c2ln", Wire.at(encoded.body(), "messages", 1, "content", 0, "signature"));
  }

  @Test
  void leavesUnsignedThinkingOut() {
    Encoded encoded = Wire.encode(with(new Part.Thinking("Hm", null), new Part.Text("Eleven.")));
    assertEquals("Eleven.", Wire.at(encoded.body(), "messages", 1, "content"));
    assertEquals(List.of("thinking"), Wire.features(encoded));
  }

  @Test
  void doesNotThinkWithinABudgetWhereATurnThatGoesOnBeganWithout() {
    ChatRequest request =
        with(new Part.ToolCall("a", "f", "{}")).toBuilder()
            .messages(
                List.of(
                    Message.user("Hi"),
                    new Message.Assistant(List.of(new Part.ToolCall("a", "f", "{}"))),
                    Message.toolResult("a", "1")))
            .reasoning(Reasoning.budget(2000))
            .build();
    assertNull(Wire.at(Wire.encode(request).body(), "thinking"));
  }

  @Test
  void leavesABudgetBelowTheLimitAlone() {
    Encoded encoded = budget(2000, 4000);
    assertEquals("2000", Wire.text(encoded.body(), "thinking", "budget_tokens"));
    assertEquals("4000", Wire.text(encoded.body(), "max_tokens"));
    assertEquals(List.of(), Wire.features(encoded));
  }

  @Test
  void lowersABudgetThatLeavesNoRoom() {
    Encoded encoded = budget(9000, 4000);
    assertEquals("2976", Wire.text(encoded.body(), "thinking", "budget_tokens"));
    assertEquals(List.of("reasoning"), Wire.features(encoded));
  }

  @Test
  void raisesALimitTooSmallForAnyBudget() {
    Encoded encoded = budget(1024, 1024);
    assertEquals("1024", Wire.text(encoded.body(), "thinking", "budget_tokens"));
    assertEquals("2048", Wire.text(encoded.body(), "max_tokens"));
    assertEquals(List.of("max-output-tokens"), Wire.features(encoded));
  }

  @Test
  void doesNotThinkWhereTheLimitAllowsNoBudget() {
    ChatRequest request =
        Wire.request().maxOutputTokens(500).reasoning(Reasoning.budget(2000)).build();
    Encoded encoded = Wire.CODEC.encodeRequest(request, Wire.target(1000), false);
    assertNull(Wire.at(encoded.body(), "thinking"));
    assertEquals("500", Wire.text(encoded.body(), "max_tokens"));
  }

  @Test
  void dropsSamplingThatThinkingExcludes() {
    ChatRequest request = Wire.request().temperature(0.2).reasoning(Reasoning.budget(2000)).build();
    Encoded encoded = Wire.encode(request);
    assertNull(Wire.at(encoded.body(), "temperature"));
    assertEquals(List.of("temperature"), Wire.features(encoded));
  }

  @Test
  void asksInWordsForAForcedToolWithABudget() {
    ChatRequest request =
        Wire.request()
            .tool(new dev.patchbay.chat.Tool.Function("f", null, null))
            .toolChoice(new dev.patchbay.chat.ToolChoice.Required())
            .reasoning(Reasoning.budget(2000))
            .build();
    Encoded encoded = Wire.encode(request, Quirk.BUDGET_THINKING_ONLY);
    assertEquals("auto", Wire.at(encoded.body(), "tool_choice", "type"));
  }

  private static Encoded budget(int budget, int max) {
    return Wire.encode(
        Wire.request().maxOutputTokens(max).reasoning(Reasoning.budget(budget)).build());
  }

  private static Object block(Encoded encoded, int index) {
    return Wire.text(encoded.body(), "messages", 1, "content", index, "type");
  }

  private static ChatRequest history(Issuer first, Issuer second) {
    return with(
        new Part.Thinking("Count.", new Opaque("c2ln", first)),
        new Part.OpaqueThinking(new Opaque("cmVk", second)),
        new Part.Text("Eleven."));
  }

  private static ChatRequest with(Part... parts) {
    return Wire.request().message(new Message.Assistant(List.of(parts))).user("Why?").build();
  }
}
