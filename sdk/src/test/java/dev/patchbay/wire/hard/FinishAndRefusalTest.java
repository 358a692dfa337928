package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.StopReason;
import dev.patchbay.wire.hard.Hop.Sent;
import dev.patchbay.wire.writing.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why an answer ended, where a server says it badly or says nothing. */
final class FinishAndRefusalTest {
  private static ChatResponse calls(String finish) {
    return Hop.CHAT.answer(
        "{'id':'c','model':'m','choices':[{'index':0,'message':{'role':'assistant','content':null,"
            + "'tool_calls':[{'id':'t','type':'function','function':{'name':'f','arguments':'{}'}}"
            + "]},'finish_reason':'"
            + finish
            + "'}]}");
  }

  private static ChatResponse anthropic(String content, String stop) {
    return Hop.ANTHROPIC.answer(
        "{'id':'a','type':'message','role':'assistant','model':'m','content':["
            + content
            + "],'stop_reason':"
            + stop
            + ",'usage':{'input_tokens':1,'output_tokens':1}}");
  }

  /** The answer as a client sees it, whole and streamed. */
  private static List<ChatResponse> seen(Hop client, ChatResponse answer) {
    return List.of(
        client.answer(client.told(answer).json()),
        client.folded(client.frames(ChatUnfold.events(answer)), client.issuer()));
  }

  @ParameterizedTest
  @HardCase(48)
  @EnumSource
  void anAnswerThatCallsToolsEndsForThemWhateverTheServerSays(Hop client) {
    for (ChatResponse seen : seen(client, calls("stop"))) {
      assertEquals(StopReason.TOOL_CALLS, seen.choices().get(0).stopReason());
    }
  }

  @Test
  @HardCase(48)
  void eachClientIsToldOfCallsInItsWord() {
    ChatResponse answer = calls("stop");

    assertEquals("tool_calls", Hop.CHAT.told(answer).at("choices", 0, "finish_reason"));
    assertEquals("tool_use", Hop.ANTHROPIC.told(answer).at("stop_reason"));
    assertEquals("completed", Hop.RESPONSES.told(answer).at("status"));
    assertEquals("STOP", Hop.GEMINI.told(answer).at("candidates", 0, "finishReason"));
  }

  @ParameterizedTest
  @HardCase(48)
  @EnumSource
  void anAnswerThatSaysItCallsToolsAndCallsNoneHasEnded(Hop client) {
    ChatResponse answer = anthropic("{'type':'text','text':'Hm'}", "'tool_use'");
    for (ChatResponse seen : seen(client, answer)) {
      assertEquals(StopReason.END, seen.choices().get(0).stopReason());
    }
  }

  @ParameterizedTest
  @HardCase(49)
  @EnumSource
  void aPromptThatGeminiBlockedIsAnAnswerThatWasFiltered(Hop client) {
    ChatResponse answer =
        Hop.GEMINI.answer(
            "{'promptFeedback':{'blockReason':'SAFETY'},'usageMetadata':{'promptTokenCount':4}}");
    assertFalse(Hop.GEMINI.codec.isError(Hop.bytes("{'promptFeedback':{'blockReason':'SAFETY'}}")));
    assertEquals(StopReason.CONTENT_FILTER, answer.choices().get(0).stopReason());
    Sent told = client.told(answer);

    switch (client) {
      case CHAT -> {
        assertEquals("content_filter", told.at("choices", 0, "finish_reason"));
        assertEquals("assistant", told.at("choices", 0, "message", "role"));
      }
      case RESPONSES -> assertEquals("content_filter", told.at("incomplete_details", "reason"));
      case ANTHROPIC -> assertEquals("refusal", told.at("stop_reason"));
      case GEMINI -> assertEquals("SAFETY", told.at("promptFeedback", "blockReason"));
    }
  }

  @Test
  @HardCase(49)
  void aRefusalWithoutAWordIsToldInWords() {
    ChatResponse silent = anthropic("", "'refusal'");

    for (Hop client : List.of(Hop.CHAT, Hop.RESPONSES)) {
      for (ChatResponse seen : seen(client, silent)) {
        assertTrue(seen.toString().contains(Ending.DECLINED), client.name());
        assertEquals(StopReason.REFUSAL, seen.choices().get(0).stopReason());
      }
    }
    assertEquals(Ending.DECLINED, Hop.CHAT.told(silent).at("choices", 0, "message", "refusal"));
    assertEquals("refusal", Hop.ANTHROPIC.told(silent).at("stop_reason"));
    assertEquals(0, Hop.ANTHROPIC.told(silent).count("content"));
  }

  @Test
  @HardCase(49)
  void aRefusalIsToldInTheWordsOfItsExplanation() {
    ChatResponse explained =
        anthropic(
            "", "'refusal','stop_details':{'type':'refusal','explanation':'Not about that.'}");

    assertEquals(
        "Not about that.", Hop.CHAT.told(explained).at("choices", 0, "message", "refusal"));
  }
}
