package dev.patchbay.structured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredCallsTest {
  record Weather(String city, int celsius) {}

  private static final ChatRequest REQUEST = ChatRequest.of("some-model", "How is Oslo?");

  private static ScriptedProvider provider(String protocol) {
    return switch (protocol) {
      case "anthropic" -> ScriptedProvider.anthropic("vendor");
      case "gemini" -> ScriptedProvider.gemini("vendor");
      case "responses" -> ScriptedProvider.responses("vendor");
      default -> ScriptedProvider.openai("vendor");
    };
  }

  private static TestRouter router(ScriptedProvider provider) {
    return TestRouter.builder().provider(provider).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "responses", "anthropic", "gemini"})
  void schemaReachesTheProviderInItsOwnFormAndTheValueComesBack(String protocol) {
    ScriptedProvider provider =
        provider(protocol).reply(Reply.text("{\"city\":\"Oslo\",\"celsius\":-3}"));
    try (TestRouter test = router(provider)) {
      StructuredResponse<Weather> answer = test.router().chat(REQUEST, Weather.class);

      assertEquals(new Weather("Oslo", -3), answer.value());
      assertEquals(List.of(), answer.rejected());
      ResponseFormat.JsonSchema sent =
          (ResponseFormat.JsonSchema) provider.lastRequest().responseFormat();
      assertTrue(
          sent.schema().sameValue(StructuredType.of(Weather.class).format().schema()),
          () -> "sent " + sent.schema());
    }
  }

  @Test
  void answerThatSaysNoSuchValueIsAskedForOnceMoreWithWhatWasWrong() {
    ScriptedProvider provider =
        provider("openai")
            .reply(
                Reply.text("{\"city\":\"Oslo\",\"celsius\":\"cold\"}"),
                Reply.text("{\"city\":\"Oslo\",\"celsius\":-3}"));
    try (TestRouter test = router(provider)) {
      StructuredResponse<Weather> answer = test.router().chat(REQUEST, Weather.class);

      assertEquals(new Weather("Oslo", -3), answer.value());
      assertEquals(1, answer.rejected().size());
      List<Message> asked = provider.lastRequest().messages();
      assertEquals(3, asked.size());
      assertTrue(asked.get(2).text().contains("a whole number in range at path $.celsius"));
    }
  }

  @Test
  void secondMismatchIsAnExceptionWithBothAnswers() {
    ScriptedProvider provider = provider("openai").reply(Reply.text("It is cold."));
    try (TestRouter test = router(provider)) {
      StructuredOutputException failed =
          assertThrows(
              StructuredOutputException.class, () -> test.router().chat(REQUEST, Weather.class));
      assertEquals(2, failed.responses().size());
      assertEquals(2, provider.calls().size());
      assertTrue(failed.getMessage().contains("no Weather, asked twice"), failed::getMessage);
    }
  }

  private static Reply stopped(StopReason reason, Part part) {
    Message.Assistant said = new Message.Assistant(List.of(part));
    return Reply.response(
        new ChatResponse(
            "c1",
            "some-model",
            null,
            List.of(new Choice(0, said, reason, null, JsonFields.NONE)),
            null,
            null,
            JsonFields.NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LENGTH", "CONTENT_FILTER"})
  void answerThatCannotGetBetterIsNotAskedAgain(String reason) {
    ScriptedProvider provider =
        provider("openai")
            .reply(stopped(StopReason.valueOf(reason), new Part.Text("{\"city\":\"Os")));
    try (TestRouter test = router(provider)) {
      assertThrows(
          StructuredOutputException.class, () -> test.router().chat(REQUEST, Weather.class));
      assertEquals(1, provider.calls().size());
    }
  }

  @Test
  void requestWithAFormatOfItsOwnIsRefusedBeforeAnyCall() {
    ScriptedProvider provider = provider("openai");
    try (TestRouter test = router(provider)) {
      ChatRequest request =
          REQUEST.toBuilder().responseFormat(new ResponseFormat.JsonObject()).build();
      assertThrows(
          IllegalArgumentException.class, () -> test.router().chat(request, Weather.class));
      assertEquals(0, provider.calls().size());
    }
  }

  @Test
  void costsOfBothAnswersAreAddedUpAndUnknownStaysUnknown() {
    ScriptedProvider provider =
        provider("openai")
            .reply(Reply.text("no"), Reply.text("{\"city\":\"Oslo\",\"celsius\":-3}"));
    try (TestRouter test = router(provider)) {
      StructuredResponse<Weather> answer = test.router().chat(REQUEST, Weather.class);
      assertEquals(null, answer.costUsd());
    }
  }
}
