package dev.patchbay.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.FailureTable;
import dev.patchbay.json.Json;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.TargetProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
  @ParameterizedTest
  @CsvSource({
    "gemini-3, models/gemini-3:",
    "tunedModels/my model, tunedModels/my%20model:",
    "publishers/x/models/a:b?c, publishers/x/models/a:b%3Fc:"
  })
  void namesTheModelInThePath(String model, String path) {
    TargetProfile target = TargetProfile.plain("gemini", model);
    assertEquals(path + "generateContent", Wire.CODEC.endpoint(target, false).path());
    assertEquals(path + "streamGenerateContent?alt=sse", Wire.CODEC.endpoint(target, true).path());
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, END",
    "MAX_TOKENS, LENGTH",
    "SAFETY, CONTENT_FILTER",
    "RECITATION, CONTENT_FILTER",
    "IMAGE_SAFETY, CONTENT_FILTER",
    "MALFORMED_FUNCTION_CALL, BAD_TOOL_CALL",
    "UNEXPECTED_TOOL_CALL, BAD_TOOL_CALL",
    "TOO_MANY_TOOL_CALLS, PAUSE",
    "CONTINUATION, PAUSE",
    "SOMETHING_NEW, OTHER"
  })
  void readsEachReasonAndGivesItsWordBack(String word, StopReason reason) {
    ChatResponse answer = Wire.answer("{'candidates':[{'finishReason':'" + word + "'}]}");
    assertEquals(reason, answer.stopReason());
    byte[] body = Wire.CODEC.encodeResponse(answer, Wire.CLIENT).body();
    assertEquals(word, Wire.at(body, "candidates", 0, "finishReason"));
  }

  @Test
  void aRefusedPromptIsAFilteredAnswerAndComesBackAsARefusedPrompt() {
    ChatResponse answer = Wire.answer("{'promptFeedback':{'blockReason':'SAFETY'}}");
    assertEquals(StopReason.CONTENT_FILTER, answer.stopReason());
    byte[] body = Wire.CODEC.encodeResponse(answer, Wire.CLIENT).body();
    assertEquals(null, Wire.at(body, "candidates"));
    assertEquals("SAFETY", Wire.at(body, "promptFeedback", "blockReason"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "10, 4, 20, -, 34, 10, 24",
        "10, 24, 20, -, 34, 10, 24",
        "10, 4, -, 40, 54, 50, 4",
        "9, -, 64, -, 73, 9, 64"
      })
  void countsThoughtsAndToolPromptsOnce(
      Long prompt, Long candidates, Long thoughts, Long tool, Long total, long input, long output) {
    String json =
        "{'candidates':[{'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':"
            + prompt
            + ",'candidatesTokenCount':"
            + candidates
            + ",'thoughtsTokenCount':"
            + thoughts
            + ",'toolUsePromptTokenCount':"
            + tool
            + ",'totalTokenCount':"
            + total
            + "}}";
    ChatResponse answer = Wire.answer(json);
    assertEquals(input, answer.usage().inputTotal());
    assertEquals(output, answer.usage().outputTotal());
    byte[] body = Wire.CODEC.encodeResponse(answer, Wire.CLIENT).body();
    assertEquals(
        String.valueOf(input + output), Wire.text(body, "usageMetadata", "totalTokenCount"));
    assertEquals(String.valueOf(prompt), Wire.text(body, "usageMetadata", "promptTokenCount"));
  }

  @Test
  void countsTheEndsOfACitationInCharacters() {
    ChatResponse answer =
        Wire.answer(
            "{'candidates':[{'content':{'parts':[{'text':'\u20ac😀 yes'}]},'groundingMetadata':{"
                + "'groundingChunks':[{'web':{'uri':'http://x','title':'t'}}],'groundingSupports':[{"
                + "'segment':{'startIndex':3,'endIndex':7,'text':'😀'},'groundingChunkIndices':[0,9]}]}}]}");
    Part.Text text = (Part.Text) answer.message().parts().get(0);
    assertEquals(1, text.citations().size());
    Citation citation = text.citations().get(0);
    assertEquals(1, citation.start());
    assertEquals(3, citation.end());
    assertEquals("http://x", citation.url());
  }

  @Test
  void aBodyWithoutAnAnswerIsAnError() {
    assertTrue(Wire.CODEC.isError(Json.utf8("{}")));
    assertTrue(Wire.CODEC.isError(Json.utf8("[{\"error\":{}}]")));
    assertFalse(Wire.CODEC.isError(Json.utf8("{\"candidates\":[{}]}")));
  }

  @Test
  void classifiesQuotasByTheirNames() {
    Instant now = Instant.parse("2026-11-20T12:00:00Z");
    Failure day =
        FailureTable.classify(quota("RequestsPerDay", "41s"), FailurePhase.CONNECTING, now);
    assertEquals(FailureKind.QUOTA_EXHAUSTED, day.kind());
    assertEquals(null, day.retryAfter());
    Failure minute =
        FailureTable.classify(quota("RequestsPerMinute", "34.5s"), FailurePhase.CONNECTING, now);
    assertEquals(FailureKind.RATE_LIMITED, minute.kind());
    assertEquals(Duration.ofMillis(34_500), minute.retryAfter());
  }

  private static ErrorSignal quota(String id, String delay) {
    String body =
        "{'error':{'code':429,'status':'RESOURCE_EXHAUSTED','message':'m','details':[{'violations':["
            + "{'quotaId':'"
            + id
            + "'}]},{'retryDelay':'"
            + delay
            + "'}]}}";
    return Wire.CODEC.decodeError(429, Map.of(), Json.utf8(body.replace('\'', '"')));
  }

  @Test
  void tellsClientsWhenToComeBackInTheBodyAndInAHeader() {
    Failure failure =
        Failure.builder(FailureKind.RATE_LIMITED, FailurePhase.CONNECTING, "m")
            .retryAfter(Duration.ofMillis(1500))
            .build();
    EncodedError error = Wire.CODEC.encodeError(failure);
    assertEquals(429, error.status());
    assertEquals("2", error.headers().get("retry-after"));
    assertEquals("1.5s", Wire.at(error.body(), "error", "details", 0, "retryDelay"));
    assertEquals("RESOURCE_EXHAUSTED", Wire.at(error.body(), "error", "status"));
  }
}
