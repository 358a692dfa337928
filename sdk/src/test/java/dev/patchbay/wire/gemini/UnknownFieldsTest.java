package dev.patchbay.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownFieldsTest {
  private static final String REQUEST =
      "{'contents':[{'role':'user','novel':3,'parts':["
          + "{'text':'Hi','novel':4},{'novelPart':{'x':5}}]},"
          + "{'role':'model','parts':[{'functionCall':{'id':'c','name':'f','args':{},'novel':6}}]},"
          + "{'role':'user','parts':[{'functionResponse':{'id':'c','name':'f',"
          + "'response':{'output':'r'},'scheduling':'SILENT'}}]}],"
          + "'tools':[{'functionDeclarations':[{'name':'f','behavior':'BLOCKING'}]},"
          + "{'googleSearch':{'novel':7}}],"
          + "'toolConfig':{'includeServerSideToolInvocations':true},"
          + "'generationConfig':{'temperature':1,'responseModalities':['TEXT'],"
          + "'thinkingConfig':{'thinkingBudget':8,'novel':8}},"
          + "'future':{'n':1.50},'safetySettings':[{'category':'C','threshold':'OFF'}]}";

  @Test
  void keepsFieldsItDoesNotKnowWhereverTheyStand() {
    Encoded encoded = Wire.encode(Wire.decode(REQUEST), Quirk.BUDGET_THINKING_ONLY);
    Wire.assertSame(REQUEST, encoded.body());
    assertEquals(List.of(), Wire.features(encoded));
  }

  @Test
  void keepsThemThoughTheVendorsOpenAiLayerIsStrict() {
    Encoded encoded = Wire.encode(Wire.decode(REQUEST), Quirk.STRICT_FIELDS);
    assertEquals("1.5", Wire.text(encoded.body(), "future", "n"));
    assertEquals("4", Wire.text(encoded.body(), "contents", 0, "parts", 0, "novel"));
  }

  @Test
  void declaresEachFieldOfAnotherProtocolAsLost() {
    JsonFields foreign = JsonFields.NONE.with("logit_bias", RawJson.of("{}"));
    Encoded encoded = Wire.encode(Wire.request().extras("openai-chat", foreign).build());
    assertEquals(List.of("logit-bias"), Wire.features(encoded));
    assertNull(Wire.at(encoded.body(), "logit_bias"));
  }

  @Test
  void sendsNoFieldOfAnotherProtocolWhereverItStands() {
    JsonFields foreign = JsonFields.of("openai-chat", "novel", RawJson.of("1"));
    PartInfo info = PartInfo.of(null, foreign);
    Encoded encoded =
        Wire.encode(
            Wire.request()
                .message(
                    new Message.User(List.of(new Part.Text("a", List.of(), info)), null, foreign))
                .message(
                    new Message.Assistant(
                        List.of(
                            new Part.ToolCall("c", "f", "{}", Part.ToolCall.Kind.FUNCTION, info))))
                .message(new Message.Tool("c", null, List.of(new Part.Text("b")), false, info))
                .tools(List.of(new Tool.Function("f", null, null, null, info)))
                .build(),
            Quirk.BUDGET_THINKING_ONLY);
    assertFalse(new String(encoded.body(), StandardCharsets.UTF_8).contains("novel"));
    assertEquals(List.of("novel"), Wire.features(encoded));
  }

  @Test
  void tellsAClientNoFieldOfAnotherProtocol() {
    JsonFields foreign = JsonFields.of("openai-chat", "novel", RawJson.of("1"));
    Part text = new Part.Text("a", List.of(), PartInfo.of(null, foreign));
    Choice choice =
        new Choice(0, new Message.Assistant(List.of(text)), StopReason.END, null, foreign);
    ChatResponse answer = new ChatResponse("i", "m", null, List.of(choice), null, null, foreign);
    byte[] body = Wire.CODEC.encodeResponse(answer, Wire.CLIENT).body();
    assertFalse(new String(body, StandardCharsets.UTF_8).contains("novel"));
  }

  @Test
  void keepsUnknownPartsAndFieldsOfAnAnswer() {
    ChatResponse response =
        Wire.answer(
            "{'responseId':'r','candidates':[{'content':{'parts':["
                + "{'executableCode':{'code':'1'}},{'text':'a'}]},'finishReason':'NOVEL',"
                + "'avgLogprobs':-0.5}],'usageMetadata':{'promptTokenCount':1,"
                + "'candidatesTokenCount':1,'totalTokenCount':2,'trafficType':'ON_DEMAND'},"
                + "'novel':1}");
    byte[] body = Wire.CODEC.encodeResponse(response, Wire.CLIENT).body();
    assertEquals(
        "1", Wire.at(body, "candidates", 0, "content", "parts", 0, "executableCode", "code"));
    assertEquals("NOVEL", Wire.at(body, "candidates", 0, "finishReason"));
    assertEquals("-0.5", Wire.text(body, "candidates", 0, "avgLogprobs"));
    assertEquals("ON_DEMAND", Wire.at(body, "usageMetadata", "trafficType"));
    assertEquals("1", Wire.text(body, "novel"));
  }
}
