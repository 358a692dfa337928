package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionCallingConfig;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import com.google.genai.types.ToolConfig;
import dev.patchbay.wire.gemini.GeminiCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What google-genai asks, as the codec decodes it; the model is in the path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GeminiRequestsTest {
  private static final GeminiCodec CODEC = new GeminiCodec();

  private final FakeUpstream upstream = new FakeUpstream();
  private final com.google.genai.Client client = GeminiClient.make(upstream.url());

  @AfterAll
  void close() {
    client.close();
    upstream.close();
  }

  @Test
  void saysAConversationWithTools() {
    upstream.serve(Served.whole(CODEC, Answers.TEXT_AND_CALLS.answer()));
    client.models.generateContent(Served.MODEL, conversation(), config());
    assertEquals("/v1beta/models/model-x:generateContent", upstream.last().path());
    assertEquals(
        """
        system "Be brief."
        user "What is this? 👀"
        user image "image/png aGk=" null
        call "call_1" "get_weather" {"city":"Tromsø"}
        signature "c2ln"
        result "call_1" false "4 °C"
        tool "get_weather" "Weather of a city"
        schema {"properties":{"city":{"type":"string"}},"type":"object"}
        choice Required\s
        reasoning ENABLED null 2048
        max 500
        temperature 0.5\s
        stop "###"
        format {"properties":{"city":{"type":"string"}},"type":"object"}""",
        Said.of(CODEC.decodeRequest(upstream.last().body())).toString());
  }

  private static List<Content> conversation() {
    Part call =
        Part.builder()
            .functionCall(
                FunctionCall.builder()
                    .id("call_1")
                    .name("get_weather")
                    .args(Map.of("city", "Tromsø"))
                    .build())
            .thoughtSignature("sig".getBytes(StandardCharsets.UTF_8))
            .build();
    Part result =
        Part.builder()
            .functionResponse(
                FunctionResponse.builder()
                    .id("call_1")
                    .name("get_weather")
                    .response(Map.of("output", "4 °C"))
                    .build())
            .build();
    return List.of(
        content(
            "user",
            Part.fromText("What is this? 👀"),
            Part.fromBytes("hi".getBytes(StandardCharsets.UTF_8), "image/png")),
        content("model", call),
        content("user", result));
  }

  private static Content content(String role, Part... parts) {
    return Content.builder().role(role).parts(List.of(parts)).build();
  }

  private static GenerateContentConfig config() {
    Map<String, Object> schema =
        Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string")));
    return GenerateContentConfig.builder()
        .systemInstruction(Content.fromParts(Part.fromText("Be brief.")))
        .tools(
            Tool.builder()
                .functionDeclarations(
                    FunctionDeclaration.builder()
                        .name("get_weather")
                        .description("Weather of a city")
                        .parametersJsonSchema(schema)
                        .build())
                .build())
        .toolConfig(
            ToolConfig.builder()
                .functionCallingConfig(FunctionCallingConfig.builder().mode("ANY").build())
                .build())
        .thinkingConfig(ThinkingConfig.builder().thinkingBudget(2048).build())
        .maxOutputTokens(500)
        .temperature(0.5f)
        .stopSequences("###")
        .responseMimeType("application/json")
        .responseJsonSchema(schema)
        .build();
  }
}
