package dev.patchbay.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.JsonFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChatRequestTest {
  @Test
  void aCopyByBuilderIsEqual() {
    ChatRequest request = Samples.request().toBuilder().session("s").build();
    assertEquals(request, request.toBuilder().build());
  }

  @Test
  void aBuilderGoneOnDoesNotChangeWhatItBuilt() {
    ChatRequest.Builder builder = ChatRequest.builder().model("m").user("one");
    ChatRequest first = builder.build();
    builder.user("two").tool(new Tool.Function("f", null, null)).stop(List.of("x"));
    assertEquals(1, first.messages().size());
    assertEquals(List.of(), first.tools());
    assertEquals(2, builder.build().messages().size());
  }

  @Test
  void aListChangedLaterDoesNotChangeTheRequest() {
    List<Message> messages = new ArrayList<>(List.of(Message.user("hi")));
    ChatRequest request = ChatRequest.builder().messages(messages).build();
    messages.clear();
    assertEquals(1, request.messages().size());
  }

  @Test
  void refusesAToolChoiceWithoutItsToolByName() {
    ChatRequest.Builder builder = ChatRequest.builder().toolChoice(new ToolChoice.Named("f"));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, builder::build);
    assertTrue(e.getMessage().contains("'f'"), e.getMessage());
    assertEquals(1, builder.tool(new Tool.Function("f", null, null)).build().tools().size());
  }

  @Test
  void refusesNumbersOutOfRangeNamingThem() {
    refused("maxOutputTokens", () -> ChatRequest.builder().maxOutputTokens(-1).build());
    refused("choices", () -> ChatRequest.builder().choices(0).build());
    refused("temperature", () -> ChatRequest.builder().temperature(2.1));
    refused("temperature", () -> ChatRequest.builder().temperature(Double.NaN));
    refused("deadline", () -> ChatRequest.builder().deadline(Duration.ZERO));
    refused("budgetTokens", () -> Reasoning.budget(-1));
  }

  private static void refused(String field, Runnable made) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, made::run);
    assertTrue(e.getMessage().contains(field), e.getMessage());
  }

  @Test
  void temperatureKeepsTheOtherSampling() {
    Sampling sampling = new Sampling(null, 0.5, 3, 4L, 0.1, 0.2);
    assertEquals(
        new Sampling(1.0, 0.5, 3, 4L, 0.1, 0.2),
        ChatRequest.builder().sampling(sampling).temperature(1.0).build().sampling());
  }

  @Test
  void optionVerbsKeepEachOther() {
    CallOptions options =
        ChatRequest.builder()
            .session("s")
            .deadline(Duration.ofSeconds(3))
            .resume(ResumePolicy.CONTINUE)
            .build()
            .options();
    assertEquals("s", options.sessionKey());
    assertEquals(Duration.ofSeconds(3), options.deadline());
    assertEquals(ResumePolicy.CONTINUE, options.resume());
  }

  @Test
  void noExtrasRemoveThoseOfAProtocol() {
    ChatRequest request = Samples.request();
    assertEquals(
        JsonFields.NONE,
        request.toBuilder().extras("openai-chat", JsonFields.NONE).build().extrasOf("openai-chat"));
  }
}
