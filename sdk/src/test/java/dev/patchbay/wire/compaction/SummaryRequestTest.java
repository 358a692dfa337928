package dev.patchbay.wire.compaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryRequestTest {
  private static final String RESPONSES = "openai-responses";

  private static ChatRequest asked(Message... messages) {
    return SummaryRequest.of(ChatRequest.builder().model("m").messages(List.of(messages)).build());
  }

  private static Message said(Part... parts) {
    return new Message.Assistant(List.of(parts));
  }

  @Test
  void callsAndResultsAreToldInWords() {
    ChatRequest asked =
        asked(
            Message.system("Be brief."),
            Message.user("Weather?"),
            said(
                new Part.Thinking("hm", null),
                new Part.ToolCall("call_1", "weather", "{\"city\":\"Oslo\"}")),
            Message.toolResult("call_1", "4 degrees"));

    List<Message> messages = asked.messages();
    assertEquals(5, messages.size());
    assertEquals("Be brief.", messages.get(0).text());
    assertEquals("[Call call_1 of weather: {\"city\":\"Oslo\"}]", messages.get(2).text());
    assertTrue(messages.get(3) instanceof Message.User);
    assertEquals("[The call call_1 gave:]4 degrees", messages.get(3).text());
    assertFalse(messages.toString().contains("hm"), messages.toString());
  }

  @Test
  void aMessageOfThoughtsAloneIsLeftOut() {
    ChatRequest asked = asked(Message.user("Hi"), said(new Part.Thinking("hm", null)));

    assertEquals(2, asked.messages().size());
  }

  @Test
  void nothingShapesTheSummaryThatWasToShapeTheAnswer() {
    ChatRequest asked =
        SummaryRequest.of(
            ChatRequest.builder()
                .model("m")
                .user("Hi")
                .toolChoice(new ToolChoice.Required())
                .responseFormat(new ResponseFormat.JsonObject())
                .stop(List.of("x"))
                .extras(RESPONSES, JsonFields.of(RESPONSES, "truncation", RawJson.of("\"auto\"")))
                .build());

    assertEquals(null, asked.toolChoice());
    assertEquals(null, asked.responseFormat());
    assertEquals(List.of(), asked.stop());
    assertTrue(asked.extrasOf(RESPONSES).isEmpty());
  }

  @Test
  void itemsWithoutAWordAreToldUpToALength() {
    RawJson raw = RawJson.of("{\"result\":\"" + "x".repeat(9_000) + "\"}");
    ChatRequest asked = asked(said(new Part.Unknown(RESPONSES, "image_generation_call", raw)));

    String told = asked.messages().get(0).text();
    assertTrue(told.startsWith("[image_generation_call: {"), told);
    assertTrue(told.length() < 2_100, told);
  }

  @Test
  void whatOnlyAnotherCanReadIsRefused() {
    RawJson raw = RawJson.of("{\"type\":\"compaction\",\"encrypted_content\":\"gAAA\"}");

    assertThrows(
        UntranslatableException.class,
        () -> asked(said(new Part.Unknown(RESPONSES, "compaction", raw))));
  }
}
