package dev.patchbay.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
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
    assertEquals(List.of("future", "speed"), Wire.features(encoded));
  }

  @Test
  void declaresEachFieldOfAnotherProtocolAsLost() {
    JsonFields foreign = JsonFields.NONE.with("logprobs", RawJson.of("true"));
    Encoded encoded = Wire.encode(Wire.request().extras("openai-chat", foreign).build());
    assertEquals(List.of("logprobs"), Wire.features(encoded));
    assertNull(Wire.at(encoded.body(), "logprobs"));
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
