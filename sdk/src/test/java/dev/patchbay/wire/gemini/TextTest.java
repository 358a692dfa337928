package dev.patchbay.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Message;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @Test
  void keepsAPlainRequestAsItWas() {
    String json =
        "{'contents':[{'role':'user','parts':[{'text':'Hi'}]}],"
            + "'systemInstruction':{'parts':[{'text':'Be brief.'}]},"
            + "'generationConfig':{'temperature':0.2,'topK':20,'maxOutputTokens':64,"
            + "'stopSequences':['END']},'serviceTier':'flex','store':true}";
    Wire.assertSame(json, Wire.encode(Wire.decode(json)).body());
  }

  /** Google's chats keep each chunk of a stream as a content of its own; the last says nothing. */
  @Test
  void makesOneTurnOfTheChunksOfAStreamedAnswer() {
    ChatRequest request =
        Wire.decode(
            "{'contents':[{'role':'user','parts':[{'text':'Hi'}]},"
                + "{'role':'model','parts':[{'text':'Let '}]},"
                + "{'role':'model','parts':[{'text':'me.'}]},"
                + "{'role':'model','parts':[{'functionCall':{'id':'c1','name':'f','args':{}}}]},"
                + "{'role':'model','parts':[{'text':''}]},"
                + "{'role':'user','parts':[{'functionResponse':"
                + "{'id':'c1','name':'f','response':{'output':'4'}}}]}]}");
    assertEquals(3, request.messages().size());
    Message.Assistant turn = (Message.Assistant) request.messages().get(1);
    assertEquals(2, turn.parts().size(), turn::toString);
    assertEquals("Let me.", turn.text());
    assertEquals("c1", turn.toolCalls().get(0).id());
    assertEquals("4", request.messages().get(2).text());
  }

  @Test
  void readsNamesWithUnderscoresToo() {
    ChatRequest request =
        Wire.decode(
            "{'contents':[{'parts':[{'text':'Hi'}]}],"
                + "'system_instruction':{'parts':[{'text':'Be brief.'}]},"
                + "'generation_config':{'max_output_tokens':64}}");
    assertEquals("Be brief.", request.messages().get(0).text());
    assertEquals(64, request.maxOutputTokens());
  }

  @Test
  void writesAllLeadingSystemMessagesIntoTheInstruction() {
    Encoded encoded =
        Wire.encode(
            ChatRequest.builder().model("m").system("One").system("Two").user("Hi").build());
    assertEquals("Two", Wire.at(encoded.body(), "systemInstruction", "parts", 1, "text"));
    assertEquals("Hi", Wire.at(encoded.body(), "contents", 0, "parts", 0, "text"));
    assertEquals(List.of(), Wire.features(encoded));
  }

  @Test
  void foldsASystemMessageIntoTheUsersTurnElsewhere() {
    Encoded encoded = Wire.encode(Wire.request().message(Message.system("Integers.")).build());
    assertEquals(
        "<system-reminder>\nIntegers.\n</system-reminder>",
        Wire.at(encoded.body(), "contents", 0, "parts", 1, "text"));
    assertEquals(List.of("mid-system"), Wire.features(encoded));
  }

  @Test
  void mergesNeighboursOfOneRoleByParts() {
    Encoded encoded = Wire.encode(Wire.request().user("again").build());
    assertNull(Wire.at(encoded.body(), "contents", 1));
    assertEquals("again", Wire.at(encoded.body(), "contents", 0, "parts", 1, "text"));
  }

  @Test
  void sendsNoLimitOfTokensUnasked() {
    byte[] body = Wire.encode(Wire.request().build()).body();
    assertNull(Wire.at(body, "generationConfig", "maxOutputTokens"));
  }

  @Test
  void clampsALimitOverTheModels() {
    ChatRequest request = Wire.request().maxOutputTokens(9999).build();
    Encoded encoded = Wire.CODEC.encodeRequest(request, Wire.target(4096), false);
    assertEquals("4096", Wire.text(encoded.body(), "generationConfig", "maxOutputTokens"));
    assertEquals(List.of("max-output-tokens"), Wire.features(encoded));
  }

  @Test
  void putsTheUserFirst() {
    Encoded encoded =
        Wire.encode(ChatRequest.builder().model("m").assistant("Hello").user("Hi").build());
    assertEquals("user", Wire.at(encoded.body(), "contents", 0, "role"));
    assertEquals("model", Wire.at(encoded.body(), "contents", 1, "role"));
    assertEquals(List.of("opening"), Wire.features(encoded));
  }

  @Test
  void refusesABegunAnswerWhereTheModelDoes() {
    ChatRequest request = Wire.request().assistant("Once").build();
    assertEquals("Once", Wire.text(Wire.encode(request).body(), "contents", 1, "parts", 0, "text"));
    UntranslatableException refused =
        assertThrows(UntranslatableException.class, () -> Wire.encode(request, Quirk.NO_PREFILL));
    assertEquals("prefill", refused.feature());
  }

  @Test
  void sendsAPausedTurnBackThoughPrefillIsRefused() {
    ChatRequest request =
        Wire.decode(
            "{'contents':[{'role':'user','parts':[{'text':'Hi'}]},{'role':'model','parts':["
                + "{'executableCode':{'language':'PYTHON','code':'1'}}]}]}");
    assertEquals(List.of(), Wire.features(Wire.encode(request, Quirk.NO_PREFILL)));
  }

  @Test
  void asksForSeveralAnswersWhereTheModelGivesThem() {
    ChatRequest request = Wire.request().choices(3).build();
    Encoded all = Wire.encode(request);
    assertEquals("3", Wire.text(all.body(), "generationConfig", "candidateCount"));
    UntranslatableException refused =
        assertThrows(
            UntranslatableException.class, () -> Wire.encode(request, Quirk.SINGLE_CHOICE));
    assertEquals("choices", refused.feature());
  }

  @Test
  void declaresWhatHasNoField() {
    ChatRequest request =
        Wire.request()
            .cacheKey("k")
            .endUser("u")
            .stop(List.of("1", "2", "3", "4", "5", "6"))
            .build();
    assertEquals(List.of("stop", "user", "cache-key"), Wire.features(Wire.encode(request)));
  }

  @Test
  void keepsSeveralAnswersApart() {
    ChatResponse answer =
        Wire.answer(
            "{'candidates':[{'index':1,'content':{'parts':[{'text':'b'}]},'finishReason':'STOP'},"
                + "{'index':0,'content':{'parts':[{'text':'a'}]},'finishReason':'STOP'}]}");
    byte[] body = Wire.CODEC.encodeResponse(answer, Wire.CLIENT).body();
    for (int i = 0; i < 2; i++) {
      String text = Wire.text(body, "candidates", i, "content", "parts", 0, "text");
      assertEquals("1".equals(Wire.text(body, "candidates", i, "index")) ? "b" : "a", text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{'contents':5}",
        "{'contents':[{'role':'x','parts':[{'text':'a'}]}]}",
        "{'contents':[{'role':'user','parts':[{'functionResponse':5}]}]}",
        "{'contents':[],'generationConfig':{'maxOutputTokens':-1}}",
        "{'contents':[],'generationConfig':{'maxOutputTokens':'many'}}",
        "{'contents':[],'generationConfig':{'temperature':7}}",
        "{'contents':[],'generationConfig':[]}"
      })
  void refusesABadRequestWithItsPath(String json) {
    BadJsonException bad = assertThrows(BadJsonException.class, () -> Wire.decode(json));
    assertEquals('$', bad.path().charAt(0));
  }
}
