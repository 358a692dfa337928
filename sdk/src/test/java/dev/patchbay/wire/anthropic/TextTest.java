package dev.patchbay.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @Test
  void keepsAPlainRequestAsItWas() {
    String json =
        "{'model':'claude','max_tokens':64,'system':'Be brief.','temperature':0.2,'top_k':20,"
            + "'stop_sequences':['END'],'metadata':{'user_id':'u'},'service_tier':'auto',"
            + "'messages':[{'role':'user','content':'Hi'}]}";
    Wire.assertSame(json, Wire.encode(Wire.decode(json)).body());
  }

  @Test
  void writesSystemAsBlocksOnceItIsMoreThanOnePlainText() {
    Encoded encoded =
        Wire.encode(
            ChatRequest.builder().model("m").system("One").system("Two").user("Hi").build());
    assertEquals("Two", Wire.at(encoded.body(), "system", 1, "text"));
  }

  @Test
  void keepsASystemMessageInPlaceWhereTheModelTakesIt() {
    Encoded encoded = Wire.encode(midSystem(), Quirk.MID_SYSTEM);
    assertEquals("system", Wire.at(encoded.body(), "messages", 1, "role"));
    assertEquals(List.of(), Wire.features(encoded));
  }

  @Test
  void foldsASystemMessageIntoTheUsersTurnElsewhere() {
    Encoded encoded = Wire.encode(midSystem());
    assertEquals(
        "<system-reminder>\nIntegers only.\n</system-reminder>",
        Wire.at(encoded.body(), "messages", 0, "content", 1, "text"));
    assertEquals(List.of("mid-system"), Wire.features(encoded));
  }

  private static ChatRequest midSystem() {
    return Wire.request().message(Message.system("Integers only.")).build();
  }

  @Test
  void mergesNeighboursOfOneRoleByBlocks() {
    Encoded encoded = Wire.encode(Wire.request().user("again").build());
    assertNull(Wire.at(encoded.body(), "messages", 1));
    assertEquals("again", Wire.at(encoded.body(), "messages", 0, "content", 1, "text"));
  }

  @Test
  void sendsADefaultLimitOfTokensWithinTheModels() {
    byte[] plain = Wire.encode(Wire.request().build()).body();
    byte[] small =
        Wire.CODEC.encodeRequest(Wire.request().build(), Wire.target(4096), false).body();
    assertEquals("8192", Wire.text(plain, "max_tokens"));
    assertEquals("4096", Wire.text(small, "max_tokens"));
  }

  @Test
  void clampsALimitOverTheModels() {
    ChatRequest request = Wire.request().maxOutputTokens(9999).build();
    Encoded encoded = Wire.CODEC.encodeRequest(request, Wire.target(4096), false);
    assertEquals("4096", Wire.text(encoded.body(), "max_tokens"));
    assertEquals(List.of("max-output-tokens"), Wire.features(encoded));
  }

  @Test
  void stripsWhiteSpaceAtTheEndOfABegunAnswer() {
    Encoded encoded = Wire.encode(Wire.request().assistant("Once \n").build());
    assertEquals("Once", Wire.at(encoded.body(), "messages", 1, "content"));
  }

  @Test
  void refusesABegunAnswerWhereTheModelDoes() {
    ChatRequest request = Wire.request().assistant("Once").build();
    UntranslatableException refused =
        assertThrows(UntranslatableException.class, () -> Wire.encode(request, Quirk.NO_PREFILL));
    assertEquals("prefill", refused.feature());
  }

  @Test
  void sendsAPausedTurnBackThoughPrefillIsRefused() {
    ChatRequest request =
        Wire.decode(
            "{'messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':["
                + "{'type':'server_tool_use','id':'s','name':'web_search','input':{}}]}]}");
    assertEquals(List.of(), Wire.features(Wire.encode(request, Quirk.NO_PREFILL)));
  }

  @Test
  void declaresWhatHasNoField() {
    ChatRequest request =
        Wire.request().cacheKey("k").store(true).stop(List.of(" ", "END")).build();
    assertEquals(List.of("stop", "cache-key", "store"), Wire.features(Wire.encode(request)));
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn,END",
    "max_tokens,LENGTH",
    "stop_sequence,STOP_SEQUENCE",
    "refusal,REFUSAL",
    "pause_turn,PAUSE",
    "model_context_window_exceeded,CONTEXT_WINDOW",
    "tool_use,END",
    "novel,OTHER"
  })
  void readsWhyItStopped(String word, StopReason reason) {
    ChatResponse response =
        Wire.answer("{'content':[{'type':'text','text':'Hi'}],'stop_reason':'" + word + "'}");
    assertEquals(reason, response.stopReason());
  }

  @Test
  void keepsTheExplanationOfARefusal() {
    String details = "{'type':'refusal','category':'cyber','explanation':'Declined.'}";
    ChatResponse response =
        Wire.answer("{'content':[],'stop_reason':'refusal','stop_details':" + details + "}");
    byte[] body = Wire.CODEC.encodeResponse(response, Wire.CLIENT).body();
    assertEquals("Declined.", Wire.at(body, "stop_details", "explanation"));
  }

  @Test
  void countsCacheTokensIntoTheInput() {
    ChatResponse response =
        Wire.answer(
            "{'content':[],'usage':{'input_tokens':8,'cache_creation_input_tokens':150,"
                + "'cache_read_input_tokens':1024,'output_tokens':4}}");
    assertEquals(1182, response.usage().inputTotal());
    assertEquals(150, response.usage().cacheWrite5m());
    byte[] body = Wire.CODEC.encodeResponse(response, Wire.CLIENT).body();
    assertEquals("8", Wire.text(body, "usage", "input_tokens"));
    assertEquals("150", Wire.text(body, "usage", "cache_creation_input_tokens"));
  }

  @Test
  void leavesCitationsOutRatherThanNull() {
    ChatResponse response =
        Wire.answer("{'content':[{'type':'text','text':'a','citations':null}]}");
    Wire.assertSame(
        "{'type':'text','text':'a'}",
        dev.patchbay.json.Json.writeBytes(
            writer ->
                PartEncoder.ANSWER.answerText(
                    writer, (Part.Text) response.message().parts().get(0), CacheMarks.none())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{'messages':5}",
        "{'messages':[{'role':'x','content':'a'}]}",
        "{'messages':[{'role':'user','content':[{'text':'no type'}]}]}",
        "{'messages':[],'max_tokens':-1}",
        "{'messages':[],'max_tokens':'many'}",
        "{'messages':[],'temperature':7}",
        "{'messages':[],'tool_choice':{'type':'tool','name':'absent'}}",
        "{'messages':[],'thinking':{'type':'novel'}}"
      })
  void refusesABadRequestWithItsPath(String json) {
    assertThrows(BadJsonException.class, () -> Wire.decode(json));
  }
}
