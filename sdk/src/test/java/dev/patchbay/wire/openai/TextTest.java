package dev.patchbay.wire.openai;

import static dev.patchbay.wire.openai.Wire.answer;
import static dev.patchbay.wire.openai.Wire.asking;
import static dev.patchbay.wire.openai.Wire.at;
import static dev.patchbay.wire.openai.Wire.encode;
import static dev.patchbay.wire.openai.Wire.lost;
import static dev.patchbay.wire.openai.Wire.messages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
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
  void readsATextAndAnArrayOfOneTextAlike() {
    assertEquals(
        messages("{\"role\":\"user\",\"content\":\"a\"}"),
        messages("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}"));
  }

  @Test
  void tellsDeveloperFromSystem() {
    ChatRequest request = messages("{\"role\":\"developer\",\"content\":\"a\"}");
    assertTrue(((Message.System) request.messages().get(0)).developer());
    assertEquals("developer", at(encode(request).body(), "messages", 0, "role"));
    Encoded renamed = encode(request, Quirk.NO_DEVELOPER_ROLE);
    assertEquals("system", at(renamed.body(), "messages", 0, "role"));
    assertEquals(List.of("developer-role"), lost(renamed));
  }

  @Test
  void keepsASystemMessageInTheMiddle() {
    ChatRequest request = ChatRequest.builder().model("m").user("a").system("b").user("c").build();
    assertEquals("system", at(encode(request).body(), "messages", 1, "role"));
  }

  @Test
  void mergesRunsOfOneRolePartByPart() {
    ChatRequest request =
        ChatRequest.builder().model("m").system("a").system("b").user("c").user("d").build();
    byte[] body = encode(request, Quirk.ALTERNATING_ROLES).body();
    assertEquals("b", at(body, "messages", 0, "content", 1, "text"));
    assertEquals("d", at(body, "messages", 1, "content", 1, "text"));
    assertNull(at(body, "messages", 2));
  }

  @Test
  void flagsRefusesOrDeclaresAPrefill() {
    ChatRequest request = ChatRequest.builder().model("m").user("a").assistant("b").build();
    assertEquals(true, at(encode(request, Quirk.PREFIX_FLAG).body(), "messages", 1, "prefix"));
    assertEquals(List.of("prefill"), lost(encode(request)));
    assertThrows(UntranslatableException.class, () -> encode(request, Quirk.NO_PREFILL));
  }

  @Test
  void addsTheWordJsonThatJsonModeWants() {
    String format = "\"response_format\":{\"type\":\"json_object\"}";
    assertEquals(List.of(), lost(encode(asking(format))));
    ChatRequest silent =
        Wire.request("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]," + format);
    Encoded told = encode(silent);
    assertEquals(List.of("json-mode"), lost(told));
    assertTrue(at(told.body(), "messages", 0, "content").toString().contains("JSON"));
  }

  @Test
  void tellsASchemaInWordsWhereOnlyJsonModeIsKnown() {
    ChatRequest request =
        asking(
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\","
                + "\"schema\":{\"type\":\"object\"},\"strict\":true}}");
    Encoded told = encode(request, Quirk.NO_JSON_SCHEMA);
    assertEquals("json_object", at(told.body(), "response_format", "type"));
    assertTrue(at(told.body(), "messages", 0, "content").toString().contains("\"object\""));
    assertEquals(List.of("json-schema"), lost(told));
  }

  @ParameterizedTest
  @CsvSource({
    "stop, END",
    "eos, END",
    "length, LENGTH",
    "model_length, CONTEXT_WINDOW",
    "tool_calls, TOOL_CALLS",
    "function_call, TOOL_CALLS",
    "content_filter, CONTENT_FILTER",
    "newly_invented, OTHER"
  })
  void readsFinishWords(String word, StopReason reason) {
    assertEquals(reason, answer("{\"content\":\"x\"}", word).stopReason());
  }

  @Test
  void keepsAFinishWordItDoesNotKnow() {
    byte[] body =
        Wire.CODEC
            .encodeResponse(answer("{\"content\":\"x\"}", "newly_invented"), Wire.CLIENT)
            .body();
    assertEquals("newly_invented", at(body, "choices", 0, "finish_reason"));
  }

  @Test
  void readsARefusalAsOne() {
    var answer = answer("{\"content\":null,\"refusal\":\"No.\"}", "stop");
    assertEquals(StopReason.REFUSAL, answer.stopReason());
    assertEquals(List.of(new Part.Refusal("No.")), answer.message().parts());
  }

  @Test
  void showsATextWhereAModelDeclinedWithoutAWord() {
    var silent =
        new dev.patchbay.chat.ChatResponse(
            "i",
            "m",
            null,
            List.of(
                new dev.patchbay.chat.Choice(
                    0,
                    new Message.Assistant(List.of()),
                    StopReason.REFUSAL,
                    null,
                    dev.patchbay.json.JsonFields.NONE)),
            null,
            null,
            dev.patchbay.json.JsonFields.NONE);
    byte[] body = Wire.CODEC.encodeResponse(silent, Wire.CLIENT).body();
    assertEquals(
        dev.patchbay.wire.writing.Ending.DECLINED, at(body, "choices", 0, "message", "refusal"));
    assertTrue(
        Wire.frames(silent).stream()
            .anyMatch(f -> f.contains(dev.patchbay.wire.writing.Ending.DECLINED)));
  }

  @Test
  void echoesTheModelTheClientAskedFor() {
    byte[] body =
        Wire.CODEC.encodeResponse(answer("{\"content\":\"x\"}", "stop"), Wire.CLIENT).body();
    assertEquals("asked", at(body, "model"));
  }

  @Test
  void readsCitationsAndGivesThemBack() {
    String annotation =
        "{\"type\":\"url_citation\",\"url_citation\":{\"start_index\":4,\"end_index\":12,"
            + "\"title\":\"Docs\",\"url\":\"https://e.test\"}}";
    var answer = answer("{\"content\":\"See docs\",\"annotations\":[" + annotation + "]}", "stop");
    var citation = ((Part.Text) answer.message().parts().get(0)).citations().get(0);
    assertEquals("https://e.test", citation.url());
    assertEquals(12, citation.end());
    byte[] body = Wire.CODEC.encodeResponse(answer, Wire.CLIENT).body();
    assertEquals(
        "Docs", at(body, "choices", 0, "message", "annotations", 0, "url_citation", "title"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"messages\":7}",
        "{\"messages\":[{\"content\":\"no role\"}]}",
        "{\"messages\":[],\"temperature\":3}",
        "{\"messages\":[],\"n\":0}",
        "{\"messages\":[],\"max_tokens\":-1}",
        "{\"messages\":[],\"stop\":{}}"
      })
  void refusesARequestThatMakesNoSense(String body) {
    assertThrows(BadJsonException.class, () -> Wire.CODEC.decodeRequest(Json.utf8(body)));
  }

  @Test
  void readsWhatTheClientWantsOfItsStream() {
    byte[] plain = Json.utf8("{\"messages\":[],\"stream\":true}");
    byte[] counted =
        Json.utf8("{\"messages\":[],\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    assertTrue(Wire.CODEC.wantsStream(plain));
    assertFalse(Wire.CODEC.wantsUsage(plain));
    assertTrue(Wire.CODEC.wantsUsage(counted));
  }
}
