package dev.patchbay.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.Json;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final String WRAPPED =
      "{'model':'gemini-3','project':'p-1','user_prompt_id':'u',"
          + "'request':{'contents':[{'role':'user','parts':[{'text':'Hi'}]}],"
          + "'sessionId':'s'}}";

  @Test
  void goesBackIntoAnEnvelopeAsItCame() {
    ChatRequest request = Wire.decode(WRAPPED);
    assertEquals("gemini-3", request.model());
    assertEquals("Hi", request.messages().get(0).text());
    Encoded encoded = Wire.encode(request, Quirk.CODE_ASSIST_ENVELOPE);
    assertEquals(List.of(), encoded.losses());
    assertEquals("p-1", Wire.at(encoded.body(), "project"));
    assertEquals("u", Wire.at(encoded.body(), "user_prompt_id"));
    assertEquals("s", Wire.at(encoded.body(), "request", "sessionId"));
    assertNull(Wire.at(encoded.body(), "request", "codeAssist"));
  }

  @Test
  void isLeftOutWhereTheTargetTakesNone() {
    Encoded encoded = Wire.encode(Wire.decode(WRAPPED));
    assertEquals(List.of("envelope"), Wire.features(encoded));
    assertNull(Wire.at(encoded.body(), "project"));
    assertEquals("Hi", Wire.at(encoded.body(), "contents", 0, "parts", 0, "text"));
  }

  @Test
  void asksForTheModelInTheBodyAndNotInThePath() {
    Encoded encoded = Wire.encode(Wire.request().build(), Quirk.CODE_ASSIST_ENVELOPE);
    assertEquals("gemini-3", Wire.at(encoded.body(), "model"));
    assertEquals(
        "v1internal:generateContent",
        Wire.CODEC.endpoint(Wire.target(Quirk.CODE_ASSIST_ENVELOPE), false).path());
  }

  @Test
  void isNeverForwardedAsItCame() {
    byte[] wrapped = Json.utf8(WRAPPED.replace('\'', '"'));
    byte[] bare = Wire.encode(Wire.request().build()).body();
    assertTrue(Wire.CODEC.splice(request(bare), Wire.target(), false).isPresent());
    assertTrue(Wire.CODEC.splice(request(wrapped), Wire.target(), false).isEmpty());
    assertTrue(
        Wire.CODEC.splice(request(bare), Wire.target(Quirk.CODE_ASSIST_ENVELOPE), false).isEmpty());
    assertEquals("gemini-3", Wire.CODEC.glance(request(wrapped)).model());
  }

  private static WireRequest request(byte[] body) {
    return WireRequest.of(Protocol.GEMINI, body);
  }

  @Test
  void anAnswerIsReadOutOfItsEnvelope() {
    ChatResponse answer =
        Wire.answer(
            "{'response':{'candidates':[{'content':{'parts':[{'text':'Hi'}]},"
                + "'finishReason':'STOP'}],'responseId':'r'},'traceId':'t'}");
    assertEquals("Hi", answer.text());
    assertEquals("r", answer.id());
    assertEquals("\"t\"", answer.extras().get("traceId").orElseThrow().text());
  }

  @Test
  void anErrorInAStreamOfEnvelopesEndsIt() {
    StreamDecoder decoder = Wire.CODEC.decodeStream(Wire.ISSUER);
    List<Object> events = new ArrayList<>();
    SseFrame text =
        Wire.frame("{'response':{'candidates':[{'content':{'parts':[{'text':'Hi'}]}}]}}");
    assertNull(decoder.decode(text, events::add));
    ErrorSignal error =
        decoder.decode(
            Wire.frame("{'error':{'code':503,'message':'m','status':'UNAVAILABLE'}}"), events::add);
    assertEquals("UNAVAILABLE", error.type());
    assertTrue(Wire.CODEC.isError(Json.utf8("{\"response\":{}}")));
    assertTrue(
        Wire.CODEC
            .decodeError(429, Map.of(), Json.utf8("[{\"error\":{\"status\":\"S\"}}]"))
            .understood());
  }
}
