package dev.patchbay.wire.openai;

import static dev.patchbay.wire.openai.Wire.answer;
import static dev.patchbay.wire.openai.Wire.at;
import static dev.patchbay.wire.openai.Wire.encode;
import static dev.patchbay.wire.openai.Wire.lost;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinkingTest {
  private static final String DETAILS =
      "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Hm\",\"signature\":\"s\","
          + "\"format\":\"f\",\"index\":0},{\"type\":\"reasoning.encrypted\",\"data\":\"e\","
          + "\"index\":1}]";

  private static ChatRequest history(Part... parts) {
    return ChatRequest.builder()
        .model("m")
        .message(new Message.Assistant(List.of(parts)))
        .user("go on")
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reasoning_content\":\"Hm\",\"content\":\"a\"}",
        "{\"reasoning\":\"Hm\",\"content\":\"a\"}",
        "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm\"}]},"
            + "{\"type\":\"text\",\"text\":\"a\"}]}"
      })
  void readsReasoningBeforeTheTextWhateverItIsCalled(String message) {
    assertEquals(
        List.of(new Part.Thinking("Hm", null), new Part.Text("a")),
        answer(message, "stop").message().parts());
  }

  @Test
  void readsSignedAndEncryptedReasoningOnce() {
    List<Part> parts =
        answer("{\"reasoning\":\"Hm\"," + DETAILS + ",\"content\":\"a\"}", "stop")
            .message()
            .parts();
    Part.Thinking thinking = (Part.Thinking) parts.get(0);
    assertEquals("Hm", thinking.text());
    assertEquals(new Opaque("s", Wire.ISSUER), thinking.signature());
    assertEquals(new Opaque("e", Wire.ISSUER), ((Part.OpaqueThinking) parts.get(1)).data());
    assertEquals(3, parts.size());
  }

  @Test
  void aSignatureAloneIsThatOfTheTextBesideIt() {
    String details = "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"signature\":\"s\"}]";
    Part.Thinking thinking =
        (Part.Thinking)
            answer("{\"reasoning_content\":\"Hm\"," + details + ",\"content\":\"a\"}", "stop")
                .message()
                .parts()
                .get(0);
    assertEquals("Hm", thinking.text());
    assertEquals(new Opaque("s", Wire.ISSUER), thinking.signature());
  }

  @Test
  void givesReasoningBackAsItCameToItsIssuerOnly() {
    Message said = answer("{" + DETAILS + ",\"content\":\"a\"}", "stop").message();
    ChatRequest next = ChatRequest.builder().model("m").message(said).user("b").build();
    Encoded back = encode(next, Quirk.REASONING_DETAILS_BACK);
    assertEquals("s", at(back.body(), "messages", 0, "reasoning_details", 0, "signature"));
    assertEquals("f", at(back.body(), "messages", 0, "reasoning_details", 0, "format"));
    assertEquals("e", at(back.body(), "messages", 0, "reasoning_details", 1, "data"));
    assertEquals(List.of(), lost(back));
    Encoded plain = encode(next);
    assertNull(at(plain.body(), "messages", 0, "reasoning_details"));
    assertEquals(List.of("thinking"), lost(plain));
  }

  @Test
  void neverSendsAForeignSignature() {
    Opaque foreign = new Opaque("secret-signature", Issuer.of("anthropic", "claude"));
    ChatRequest request =
        history(
            new Part.Thinking("Hm", foreign), new Part.OpaqueThinking(foreign), new Part.Text("a"));
    for (Quirk quirk : List.of(Quirk.REASONING_DETAILS_BACK, Quirk.REASONING_CONTENT_BACK)) {
      Encoded encoded = encode(request, quirk);
      assertFalse(Wire.text(encoded.body()).contains("secret-signature"));
      assertEquals(List.of("thinking"), lost(encoded));
    }
  }

  @Test
  void givesReasoningTextBackWhereItIsWanted() {
    ChatRequest request = history(new Part.Thinking("Hm", null), new Part.Text("a"));
    byte[] body = encode(request, Quirk.REASONING_CONTENT_BACK).body();
    assertEquals("Hm", at(body, "messages", 0, "reasoning_content"));
  }

  @Test
  void showsAClientReasoningWithItsSignature() {
    var answer = answer("{" + DETAILS + ",\"content\":\"a\"}", "stop");
    byte[] body = Wire.CODEC.encodeResponse(answer, Wire.CLIENT).body();
    assertEquals("Hm", at(body, "choices", 0, "message", "reasoning_content"));
    assertEquals(answer.message(), Wire.CODEC.decodeResponse(body, Wire.ISSUER).message());
  }
}
