package dev.patchbay.clients;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class OpenAiWorkTest extends WorkContract {
  @Override
  Work work(String url, String key, Map<String, String> headers) {
    return new Chat(OpenAiClient.make(url, true, key, headers));
  }

  @Override
  String unauthorized() {
    return "UnauthorizedException 401 invalid_request_error";
  }

  /** openai-java, asking Chat Completions. */
  private record Chat(OpenAIClient client) implements Work {
    private static ChatCompletionCreateParams.Builder asking(String question) {
      return ChatCompletionCreateParams.builder().model(Served.MODEL).addUserMessage(question);
    }

    private ChatCompletionMessage answer(ChatCompletionCreateParams.Builder question) {
      return client.chat().completions().create(question.build()).choices().get(0).message();
    }

    @Override
    public String withTool(String question, UnaryOperator<String> tool) {
      ChatCompletionCreateParams.Builder chat = asking(question);
      chat.addTool(
          ChatCompletionFunctionTool.builder().function(OpenAiRequestsTest.function()).build());
      ChatCompletionMessage said = answer(chat);
      chat.addMessage(said);
      for (var each : said.toolCalls().orElseThrow()) {
        ChatCompletionMessageFunctionToolCall call = each.asFunction();
        String city = Seen.parsed(call.function().arguments()).get("city").asText();
        chat.addMessage(
            ChatCompletionToolMessageParam.builder()
                .toolCallId(call.id())
                .content(tool.apply(city))
                .build());
      }
      return answer(chat).content().orElseThrow();
    }

    @Override
    public StructuredTest.City structured(String question) {
      var chat = asking(question).responseFormat(StructuredTest.City.class).build();
      var answer = client.chat().completions().create(chat);
      return answer.choices().get(0).message().content().orElseThrow();
    }

    @Override
    public OptionalLong count(String text) {
      return OptionalLong.empty();
    }

    @Override
    public List<String> models() {
      return client.models().list().autoPager().stream().map(model -> model.id()).toList();
    }

    @Override
    public String beginning(String question) {
      try (StreamResponse<ChatCompletionChunk> chunks =
          client.chat().completions().createStreaming(asking(question).build())) {
        return chunks.stream()
            .flatMap(chunk -> chunk.choices().stream())
            .flatMap(choice -> choice.delta().content().stream())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElseThrow();
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
