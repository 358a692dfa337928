package dev.patchbay.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.TargetProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reasoning: its items, who may see them again, and how much of it is asked for. */
final class ThinkingTest {
  private static final String SUMMED =
      "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[{\"type\":\"summary_text\","
          + "\"text\":\"a\"},{\"type\":\"summary_text\",\"text\":\"b\"}],"
          + "\"encrypted_content\":\"sealed\"}";

  private static ChatRequest history(Opaque sealed) {
    return ChatRequest.builder()
        .user("x")
        .message(
            new Message.Assistant(
                List.of(new Part.Thinking("hm", sealed), new Part.Text("answer"))))
        .user("y")
        .build();
  }

  @Test
  void aSummaryOfSeveralEntriesIsOneTextAndComesBackAsItsEntries() {
    ChatResponse answer = Wire.answer(SUMMED + "," + TextTest.message("Hi"));
    Part.Thinking thinking = (Part.Thinking) answer.message().parts().get(0);
    assertEquals("a\n\nb", thinking.text());
    assertEquals(new Opaque("sealed", Wire.ISSUER), thinking.signature());
    byte[] body = Wire.CODEC.encodeResponse(answer, Wire.CLIENT).body();
    assertEquals("b", Wire.at(body, "output", 0, "summary", 1, "text"));
    assertEquals(answer.message(), Wire.stream(TextTest.datas(Wire.frames(answer))).message());
  }

  @Test
  void reasoningWithoutAWordIsOpaque() {
    ChatResponse answer =
        Wire.answer(
            "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"s\"}");
    assertTrue(answer.message().parts().get(0) instanceof Part.OpaqueThinking);
    List<ChatEvent> events =
        Wire.events(new StreamReader(Wire.ISSUER), TextTest.datas(Wire.frames(answer)));
    assertFalse(events.stream().anyMatch(ChatEvent::visible), "nothing of it is seen");
  }

  @Test
  void sealedReasoningGoesBackToItsIssuerRightBeforeItsMessage() {
    Encoded encoded = Wire.encode(history(new Opaque("s", Wire.ISSUER)));
    assertEquals(List.of(), encoded.losses());
    assertEquals("reasoning", Wire.at(encoded.body(), "input", 1, "type"));
    assertEquals("s", Wire.at(encoded.body(), "input", 1, "encrypted_content"));
    assertEquals("hm", Wire.at(encoded.body(), "input", 1, "summary", 0, "text"));
    assertEquals("answer", Wire.at(encoded.body(), "input", 2, "content"));
  }

  @Test
  void reasoningOfAnotherIssuerIsLeftOut() {
    Encoded encoded = Wire.encode(history(new Opaque("s", Issuer.of("p", "other"))));
    assertEquals(List.of("thinking"), Wire.lost(encoded));
    assertFalse(Wire.text(encoded.body()).contains("reasoning"));
  }

  @Test
  void aClientsOwnReasoningGoesBackWithItsId() {
    ChatRequest request =
        Wire.items(
            SUMMED
                + ",{\"role\":\"assistant\",\"content\":\"Hi\"},"
                + "{\"role\":\"user\",\"content\":\"go on\"}");
    byte[] body = Wire.encode(request).body();
    assertEquals("rs_1", Wire.at(body, "input", 0, "id"));
    assertEquals("sealed", Wire.at(body, "input", 0, "encrypted_content"));
    assertEquals("b", Wire.at(body, "input", 0, "summary", 1, "text"));
  }

  @Test
  void reasoningThatLedToNothingIsLeftOut() {
    Encoded encoded =
        Wire.encode(Wire.items(SUMMED + ",{\"role\":\"user\",\"content\":\"go on\"}"));
    assertEquals(List.of("thinking"), Wire.lost(encoded));
    assertEquals("user", Wire.at(encoded.body(), "input", 0, "role"));
  }

  @Test
  void effortAndSummaryComeBackWithWhatStandsBeside() {
    ChatRequest request =
        Wire.asking(
            "\"reasoning\":{\"effort\":\"high\",\"summary\":\"detailed\",\"context\":\"auto\"}");
    assertEquals(Reasoning.Effort.HIGH, request.reasoning().effort());
    byte[] body = Wire.encode(request).body();
    assertEquals(
        Map.of("effort", "high", "summary", "detailed", "context", "auto"),
        Wire.at(body, "reasoning"));
  }

  @Test
  void anUnknownEffortComesBack() {
    byte[] body = Wire.encode(Wire.asking("\"reasoning\":{\"effort\":\"ultra\"}")).body();
    assertEquals("ultra", Wire.at(body, "reasoning", "effort"));
  }

  @Test
  void aBudgetBecomesTheNearestEffort() {
    Encoded encoded =
        Wire.encode(ChatRequest.builder().user("x").reasoning(Reasoning.budget(9000)).build());
    assertEquals("medium", Wire.at(encoded.body(), "reasoning", "effort"));
    assertEquals(List.of("reasoning-budget"), Wire.lost(encoded));
  }

  @Test
  void sealedReasoningIsAskedForWhereTheModelIsKnownToReason() {
    ChatRequest request = Wire.asking("\"include\":[\"file_search_call.results\"]");
    TargetProfile thinks =
        new TargetProfile("m", Wire.ISSUER, Set.of(), Set.of(Capability.REASONING), null, null);
    byte[] body = Wire.CODEC.encodeRequest(request, thinks, false).body();
    assertEquals(
        List.of("file_search_call.results", "reasoning.encrypted_content"),
        Wire.at(body, "include"));
    assertNull(Wire.at(Wire.encode(Wire.asking("\"store\":false")).body(), "include"));
  }
}
