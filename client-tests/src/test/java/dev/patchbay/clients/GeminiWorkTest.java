package dev.patchbay.clients;

import com.google.genai.Chat;
import com.google.genai.ResponseStream;
import com.google.genai.types.Content;
import com.google.genai.types.CountTokensConfig;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.ListModelsConfig;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class GeminiWorkTest extends WorkContract {
  @Override
  Work work(String url, String key, Map<String, String> headers) {
    return new Contents(GeminiClient.make(url, key, headers));
  }

  @Override
  String unauthorized() {
    return "ClientException 401 UNAUTHENTICATED";
  }

  /** Its iterator shows a chunk once the next one is there. */
  @Override
  String begun() {
    return "";
  }

  /** google-genai, asking generateContent; its chats are streamed. */
  private record Contents(com.google.genai.Client client) implements Work {
    private static final GenerateContentConfig PLAIN = GenerateContentConfig.builder().build();

    private static final Map<String, Object> CITY =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of("name", Map.of("type", "string"), "people", Map.of("type", "integer")));

    private static GenerateContentConfig tools() {
      Map<String, Object> city = Map.of("city", Map.of("type", "string"));
      return GenerateContentConfig.builder()
          .tools(
              Tool.builder()
                  .functionDeclarations(
                      FunctionDeclaration.builder()
                          .name("get_weather")
                          .description("Weather of a city")
                          .parametersJsonSchema(Map.of("type", "object", "properties", city))))
          .build();
    }

    @Override
    public String withTool(String question, UnaryOperator<String> tool) {
      Chat chat = client.chats.create(Served.MODEL, tools());
      List<Part> results = new ArrayList<>();
      try (ResponseStream<GenerateContentResponse> chunks = chat.sendMessageStream(question)) {
        for (GenerateContentResponse chunk : chunks) {
          if (chunk.functionCalls() != null) {
            chunk.functionCalls().forEach(call -> results.add(result(call, tool)));
          }
        }
      }
      StringBuilder text = new StringBuilder();
      Content said = Content.builder().role("user").parts(results).build();
      try (ResponseStream<GenerateContentResponse> chunks = chat.sendMessageStream(said)) {
        chunks.forEach(chunk -> text.append(chunk.text() == null ? "" : chunk.text()));
      }
      return text.toString();
    }

    private static Part result(FunctionCall call, UnaryOperator<String> tool) {
      String city = String.valueOf(call.args().orElseThrow().get("city"));
      FunctionResponse.Builder result = FunctionResponse.builder();
      call.id().ifPresent(result::id);
      result.name(call.name().orElseThrow()).response(Map.of("output", tool.apply(city)));
      return Part.builder().functionResponse(result).build();
    }

    @Override
    public StructuredTest.City structured(String question) {
      GenerateContentConfig config =
          GenerateContentConfig.builder()
              .responseMimeType("application/json")
              .responseJsonSchema(CITY)
              .build();
      GenerateContentResponse answer =
          client.models.generateContent(Served.MODEL, question, config);
      var read = Seen.parsed(String.valueOf(answer.text()));
      StructuredTest.City city = new StructuredTest.City();
      city.name = read.get("name").asText();
      city.people = read.get("people").asLong();
      return city;
    }

    @Override
    public OptionalLong count(String text) {
      CountTokensConfig config = CountTokensConfig.builder().build();
      return OptionalLong.of(
          client.models.countTokens(Served.MODEL, text, config).totalTokens().orElseThrow());
    }

    @Override
    public List<String> models() {
      List<String> names = new ArrayList<>();
      client
          .models
          .list(ListModelsConfig.builder().build())
          .forEach(model -> names.add(model.name().orElseThrow()));
      return names;
    }

    @Override
    public String beginning(String question) {
      client.models.generateContentStream(Served.MODEL, question, PLAIN).close();
      return "";
    }

    @Override
    public Client.@Nullable Refused refused(RuntimeException thrown) {
      return GeminiClient.refusal(thrown);
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
