package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.openai.client.OpenAIClient;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseInputText;
import com.openai.models.responses.ToolChoiceOptions;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What openai-java asks, as the codecs decode it, and what it makes of a structured answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenAiRequestsTest {
  private final FakeUpstream upstream = new FakeUpstream();
  private final OpenAIClient openai = OpenAiClient.make(upstream.url(), true);

  @AfterAll
  void close() {
    openai.close();
    upstream.close();
  }

  private String said(Codec codec) {
    return Said.of(codec.decodeRequest(upstream.last().body())).toString();
  }

  @Test
  void saysAChatRequestOfOpenAi() {
    Codec codec = new OpenAiCodec();
    upstream.serve(Served.whole(codec, Answers.TEXT_AND_CALLS.answer()));
    openai.chat().completions().create(chat());
    assertEquals("/v1/chat/completions", upstream.last().path());
    assertEquals(
        """
        model "model-x"
        system "Be brief."
        user "What is this? 👀"
        user image "image/png aGk=" "low"
        call "call_1" "get_weather" {"city":"Tromsø"}
        result "call_1" false "4 °C"
        tool "get_weather" "Weather of a city"
        schema {"properties":{"city":{"type":"string"}},"type":"object"}
        choice Required\s
        reasoning null HIGH null
        max 500
        temperature 0.5\s
        stop "###"
        stop "END"
        choices 2""",
        said(codec));
  }

  private static ChatCompletionCreateParams chat() {
    return ChatCompletionCreateParams.builder()
        .model(Served.MODEL)
        .addSystemMessage("Be brief.")
        .addUserMessageOfArrayOfContentParts(
            List.of(
                ChatCompletionContentPart.ofText(
                    ChatCompletionContentPartText.builder().text("What is this? 👀").build()),
                ChatCompletionContentPart.ofImageUrl(image())))
        .addMessage(
            ChatCompletionAssistantMessageParam.builder()
                .addToolCall(
                    ChatCompletionMessageFunctionToolCall.builder()
                        .id("call_1")
                        .function(
                            ChatCompletionMessageFunctionToolCall.Function.builder()
                                .name("get_weather")
                                .arguments("{\"city\":\"Tromsø\"}")
                                .build())
                        .build())
                .build())
        .addMessage(
            ChatCompletionToolMessageParam.builder().toolCallId("call_1").content("4 °C").build())
        .addTool(ChatCompletionFunctionTool.builder().function(function()).build())
        .toolChoice(
            ChatCompletionToolChoiceOption.ofAuto(ChatCompletionToolChoiceOption.Auto.REQUIRED))
        .reasoningEffort(ReasoningEffort.HIGH)
        .maxCompletionTokens(500)
        .temperature(0.5)
        .stopOfStrings(List.of("###", "END"))
        .n(2)
        .build();
  }

  private static ChatCompletionContentPartImage image() {
    return ChatCompletionContentPartImage.builder()
        .imageUrl(
            ChatCompletionContentPartImage.ImageUrl.builder()
                .url("data:image/png;base64,aGk=")
                .detail(ChatCompletionContentPartImage.ImageUrl.Detail.LOW)
                .build())
        .build();
  }

  static FunctionDefinition function() {
    return FunctionDefinition.builder()
        .name("get_weather")
        .description("Weather of a city")
        .parameters(
            FunctionParameters.builder()
                .putAdditionalProperty("type", com.openai.core.JsonValue.from("object"))
                .putAdditionalProperty("properties", properties())
                .build())
        .build();
  }

  private static com.openai.core.JsonValue properties() {
    return com.openai.core.JsonValue.from(Map.of("city", Map.of("type", "string")));
  }

  @Test
  void saysARequestOfResponses() {
    Codec codec = new ResponsesCodec();
    upstream.serve(Served.whole(codec, Answers.TEXT_AND_CALLS.answer()));
    openai.responses().create(response());
    assertEquals("/v1/responses", upstream.last().path());
    assertEquals(
        """
        model "model-x"
        system "Be brief."
        user "What is this? 👀"
        user image "image/png aGk=" "low"
        call "call_1" "get_weather" {"city":"Tromsø"}
        result "call_1" false "4 °C"
        tool "get_weather" "Weather of a city"
        schema {"properties":{"city":{"type":"string"}},"type":"object"}
        choice Required\s
        reasoning null HIGH null
        max 500""",
        said(codec));
  }

  private static ResponseCreateParams response() {
    return ResponseCreateParams.builder()
        .model(Served.MODEL)
        .instructions("Be brief.")
        .inputOfResponse(
            List.of(
                ResponseInputItem.ofEasyInputMessage(question()),
                ResponseInputItem.ofFunctionCall(
                    ResponseFunctionToolCall.builder()
                        .callId("call_1")
                        .name("get_weather")
                        .arguments("{\"city\":\"Tromsø\"}")
                        .build()),
                ResponseInputItem.ofFunctionCallOutput(
                    ResponseInputItem.FunctionCallOutput.builder()
                        .callId("call_1")
                        .output("4 °C")
                        .build())))
        .addTool(tool())
        .toolChoice(ToolChoiceOptions.REQUIRED)
        .reasoning(Reasoning.builder().effort(ReasoningEffort.HIGH).build())
        .maxOutputTokens(500)
        .store(false)
        .build();
  }

  private static EasyInputMessage question() {
    return EasyInputMessage.builder()
        .role(EasyInputMessage.Role.USER)
        .contentOfResponseInputMessageContentList(
            List.of(
                ResponseInputContent.ofInputText(
                    ResponseInputText.builder().text("What is this? 👀").build()),
                ResponseInputContent.ofInputImage(
                    ResponseInputImage.builder()
                        .detail(ResponseInputImage.Detail.LOW)
                        .imageUrl("data:image/png;base64,aGk=")
                        .build())))
        .build();
  }

  static FunctionTool tool() {
    return FunctionTool.builder()
        .name("get_weather")
        .description("Weather of a city")
        .parameters(
            FunctionTool.Parameters.builder()
                .putAdditionalProperty("type", com.openai.core.JsonValue.from("object"))
                .putAdditionalProperty("properties", properties())
                .build())
        .strict(false)
        .build();
  }
}
