package dev.patchbay.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTokensTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "gpt-4o-2024-08-06, OPENAI",
    "openai/gpt-5.4-mini, OPENAI",
    "ft:gpt-4o-mini:acme::1, OPENAI",
    "o3-mini, OPENAI",
    "gpt-oss-120b, OPENAI",
    "gpt-4.1-nano, OPENAI",
    "gpt-4-turbo, OPENAI_OLD",
    "gpt-4, OPENAI_OLD",
    "gpt-3.5-turbo, OPENAI_OLD",
    "anthropic/claude-sonnet-4.5, CLAUDE",
    "us.anthropic.claude-haiku-4-5-v1:0, CLAUDE",
    "gemini-3.5-flash, GEMINI",
    "google/gemma-3-27b-it, GEMINI",
    "llama-3.3-70b-versatile, OTHER",
    "'', OTHER",
  })
  void aModelsNameTellsItsFamily(String model, TokenFamily family) {
    assertEquals(family, TokenFamily.of(model));
  }

  @Test
  void openAisModelsAreCountedByTheirVocabularyAndOthersByRule() {
    ChatRequest request = ChatRequest.of("x", "Hello there, how are you?");
    assertEquals("jtokkit o200k_base", PromptTokens.count(request, "gpt-5.4").by());
    assertEquals("jtokkit cl100k_base", PromptTokens.count(request, "gpt-4-turbo").by());
    assertEquals("estimate", PromptTokens.count(request, "claude-sonnet-5").by());
    assertEquals("estimate", PromptTokens.byRule(request, "gpt-5.4").by());
  }

  /** What others forgot: system text and tools are most of an agent's prompt. */
  @Test
  void systemTextAndToolsCount() {
    for (String model : List.of("gpt-4o", "claude-sonnet-4-5", "gemini-3.5-flash", "llama-4")) {
      long bare = tokens(ChatRequest.builder().user("Go"), model);
      long system = tokens(ChatRequest.builder().system("word ".repeat(400)).user("Go"), model);
      assertTrue(system - bare >= 400 && system - bare < 600, model + " " + (system - bare));
      String schema = "{\"type\":\"object\",\"description\":\"" + "word ".repeat(300) + "\"}";
      long tools =
          tokens(
              ChatRequest.builder()
                  .tool(new Tool.Function("find", "Finds it", RawJson.of(schema)))
                  .user("Go"),
              model);
      assertTrue(tools - bare >= 300 && tools - bare < 800, model + " " + (tools - bare));
    }
  }

  @Test
  void claudesPromptForToolsCounts() {
    ChatRequest.Builder tool =
        ChatRequest.builder().tool(new Tool.Function("f", null, null)).user("Go");
    long bare = tokens(ChatRequest.builder().user("Go"), "claude-sonnet-4-5");
    assertEquals(346, tokens(tool, "claude-sonnet-4-5") - bare, 12);
  }

  @Test
  void mediaCountByTheirRuleAndNotByTheirLength() {
    Part image = new Part.Image(new MediaSource.Base64("image/png", "A".repeat(4_000_000)));
    Part file = new Part.Document(new MediaSource.PlainText("text/plain", "word ".repeat(99)), "t");
    long bare = tokens(ChatRequest.builder().user("Go"), "gpt-4o");
    long rich =
        tokens(ChatRequest.builder().message(new Message.User(List.of(image, file))), "gpt-4o");
    assertEquals(765 + 100, rich - bare, 8);
  }

  @Test
  void aVocabularyAndTheRulesAgreeOnAWholePrompt() {
    ChatRequest.Builder builder = ChatRequest.builder();
    for (Texts text : Texts.all()) {
      builder.user(text.text());
    }
    ChatRequest request = builder.model("gpt-4o").build();
    double truth = PromptTokens.count(request, "gpt-4o").tokens();
    assertEquals(1, PromptTokens.byRule(request, "gpt-4o").tokens() / truth, 0.05);
  }

  private static long tokens(ChatRequest.Builder request, String model) {
    return PromptTokens.count(request.model(model).build(), model).tokens();
  }
}
