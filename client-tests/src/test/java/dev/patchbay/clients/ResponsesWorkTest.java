package dev.patchbay.clients;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.inputtokens.InputTokenCountParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class ResponsesWorkTest extends WorkContract {
  @Override
  Work work(String url, String key, Map<String, String> headers) {
    return new Responses(OpenAiClient.make(url, true, key, headers));
  }

  @Override
  String unauthorized() {
    return "UnauthorizedException 401 invalid_request_error";
  }

  static String text(Response answer) {
    return answer.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(piece -> piece.outputText().stream())
        .map(text -> text.text())
        .collect(Collectors.joining());
  }

  /** openai-java, asking Responses; it goes on from an answer by its id. */
  private record Responses(OpenAIClient client) implements Work {
    private static ResponseCreateParams.Builder asking(String question) {
      return ResponseCreateParams.builder().model(Served.MODEL).input(question);
    }

    @Override
    public String withTool(String question, UnaryOperator<String> tool) {
      Response said =
          client.responses().create(asking(question).addTool(OpenAiRequestsTest.tool()).build());
      List<ResponseInputItem> results = new ArrayList<>();
      for (var item : said.output()) {
        item.functionCall().ifPresent(call -> results.add(result(call, tool)));
      }
      return text(
          client
              .responses()
              .create(
                  ResponseCreateParams.builder()
                      .model(Served.MODEL)
                      .previousResponseId(said.id())
                      .inputOfResponse(results)
                      .addTool(OpenAiRequestsTest.tool())
                      .build()));
    }

    private static ResponseInputItem result(
        ResponseFunctionToolCall call, UnaryOperator<String> tool) {
      String city = Seen.parsed(call.arguments()).get("city").asText();
      return ResponseInputItem.ofFunctionCallOutput(
          ResponseInputItem.FunctionCallOutput.builder()
              .callId(call.callId())
              .output(tool.apply(city))
              .build());
    }

    @Override
    public StructuredTest.City structured(String question) {
      var answer =
          client.responses().create(asking(question).text(StructuredTest.City.class).build());
      var piece = answer.output().get(0).message().orElseThrow().content().get(0);
      return piece.outputText().orElseThrow();
    }

    @Override
    public OptionalLong count(String text) {
      InputTokenCountParams asked =
          InputTokenCountParams.builder().model(Served.MODEL).input(text).build();
      return OptionalLong.of(client.responses().inputTokens().count(asked).inputTokens());
    }

    @Override
    public List<String> models() {
      return client.models().list().autoPager().stream().map(model -> model.id()).toList();
    }

    @Override
    public String beginning(String question) {
      try (StreamResponse<ResponseStreamEvent> events =
          client.responses().createStreaming(asking(question).build())) {
        return events.stream()
            .flatMap(event -> event.outputTextDelta().stream())
            .findFirst()
            .orElseThrow()
            .delta();
      }
    }

    @Override
    public Client.@Nullable Refused refused(RuntimeException thrown) {
      return OpenAiClient.refusal(thrown);
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
