package dev.patchbay.wire.anthropic;

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
      "{'model':'claude','max_tokens':3000,'future':{'n':1.50},'speed':'fast',"
          + "'output_config':{'effort':'high','novel':1},'metadata':{'user_id':'u','novel':2},"
          + "'thinking':{'type':'adaptive','block_binding':{'x':'drop_block'}},"
          + "'messages':[{'role':'user','novel':3,'content':["
          + "{'type':'text','text':'Hi','novel':4},{'type':'novel_part','x':5}]}]}";

  @Test
  void keepsFieldsItDoesNotKnowWhereverTheyStand() {
    Wire.assertSame(REQUEST, Wire.encode(Wire.decode(REQUEST)).body());
  }

  @Test
  void leavesThemOutForAStrictTargetAndSaysSo() {
    Encoded encoded = Wire.encode(Wire.decode(REQUEST), Quirk.STRICT_FIELDS);
    assertNull(Wire.at(encoded.body(), "future"));
    assertNull(Wire.at(encoded.body(), "messages", 0, "content", 0, "novel"));
    assertEquals(List.of("novel", "block-binding", "future", "speed"), Wire.features(encoded));
  }

  @Test
  void declaresEachFieldOfAnotherProtocolAsLost() {
    JsonFields foreign = JsonFields.NONE.with("logprobs", RawJson.of("true"));
    Encoded encoded = Wire.encode(Wire.request().extras("openai-chat", foreign).build());
    assertEquals(List.of("logprobs"), Wire.features(encoded));
    assertNull(Wire.at(encoded.body(), "logprobs"));
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
                .build());
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
            "{'id':'m','content':[{'type':'server_tool_use','id':'s','input':{}}],'novel':1,"
                + "'stop_reason':'novel','usage':{'input_tokens':1,'output_tokens':1,"
                + "'speed':'fast','novel':2}}");
    byte[] body = Wire.CODEC.encodeResponse(response, Wire.CLIENT).body();
    assertEquals("server_tool_use", Wire.at(body, "content", 0, "type"));
    assertEquals("1", Wire.text(body, "novel"));
    assertEquals("novel", Wire.at(body, "stop_reason"));
    assertEquals("fast", Wire.at(body, "usage", "speed"));
    assertEquals("2", Wire.text(body, "usage", "novel"));
  }
}
