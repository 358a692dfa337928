package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ThinkingBlockParam;
import com.anthropic.models.messages.ThinkingConfigAdaptive;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolChoiceAny;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlockParam;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What anthropic-java asks, as the codec decodes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnthropicRequestsTest {
  private static final AnthropicCodec CODEC = new AnthropicCodec();

  private final FakeUpstream upstream = new FakeUpstream();
  private final com.anthropic.client.AnthropicClient client =
      AnthropicClient.make(upstream.url(), true);

  @AfterAll
  void close() {
    client.close();
    upstream.close();
  }

  private String said(MessageCreateParams question) {
    upstream.serve(Served.whole(CODEC, Answers.TEXT_AND_CALLS.answer()));
    client.messages().create(question);
    assertEquals("/v1/messages", upstream.last().path());
    return Said.of(CODEC.decodeRequest(upstream.last().body())).toString();
  }

  @Test
  void saysAConversationWithTools() {
    assertEquals(
        """
        model "model-x"
        system "Be brief."
        user "What is this? 👀"
        user image "image/png aGk=" null
        assistant thinking "Hm." "c2ln"
        call "call_1" "get_weather" {"city":"Tromsø"}
        result "call_1" true "4 °C"
        tool "get_weather" "Weather of a city"
        schema {"properties":{"city":{"type":"string"}},"required":["city"],"type":"object"}
        choice Required\s
        reasoning ADAPTIVE HIGH null
        max 500
        stop "###\"""",
        said(conversation()));
  }

  @Test
  void saysABudgetForThinking() {
    assertEquals(
        """
        model "model-x"
        user "Hi"
        reasoning ENABLED null 2048
        max 4096""",
        said(
            MessageCreateParams.builder()
                .model(Served.MODEL)
                .maxTokens(4096)
                .addUserMessage("Hi")
                .enabledThinking(2048)
                .build()));
  }

  private static MessageCreateParams conversation() {
    return MessageCreateParams.builder()
        .model(Served.MODEL)
        .maxTokens(500)
        .system("Be brief.")
        .addUserMessageOfContentBlockParams(
            List.of(
                ContentBlockParam.ofText(TextBlockParam.builder().text("What is this? 👀").build()),
                ContentBlockParam.ofImage(image())))
        .addAssistantMessageOfContentBlockParams(
            List.of(
                ContentBlockParam.ofThinking(
                    ThinkingBlockParam.builder().thinking("Hm.").signature("c2ln").build()),
                ContentBlockParam.ofToolUse(call())))
        .addUserMessageOfContentBlockParams(
            List.of(
                ContentBlockParam.ofToolResult(
                    ToolResultBlockParam.builder()
                        .toolUseId("call_1")
                        .content("4 °C")
                        .isError(true)
                        .build())))
        .addTool(tool())
        .toolChoice(ToolChoiceAny.builder().build())
        .thinking(ThinkingConfigAdaptive.builder().build())
        .outputConfig(OutputConfig.builder().effort(OutputConfig.Effort.HIGH).build())
        .addStopSequence("###")
        .build();
  }

  private static ImageBlockParam image() {
    return ImageBlockParam.builder()
        .source(
            Base64ImageSource.builder()
                .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                .data("aGk=")
                .build())
        .build();
  }

  private static ToolUseBlockParam call() {
    return ToolUseBlockParam.builder()
        .id("call_1")
        .name("get_weather")
        .input(
            ToolUseBlockParam.Input.builder()
                .putAdditionalProperty("city", JsonValue.from("Tromsø"))
                .build())
        .build();
  }

  static Tool tool() {
    return Tool.builder()
        .name("get_weather")
        .description("Weather of a city")
        .inputSchema(
            Tool.InputSchema.builder()
                .properties(
                    Tool.InputSchema.Properties.builder()
                        .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                        .build())
                .addRequired("city")
                .build())
        .build();
  }
}
