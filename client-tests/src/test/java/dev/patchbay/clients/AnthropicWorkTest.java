package dev.patchbay.clients;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class AnthropicWorkTest extends WorkContract {
  @Override
  Work work(String url, String key, Map<String, String> headers) {
    return new Messages(dev.patchbay.clients.AnthropicClient.make(url, true, key, headers));
  }

  @Override
  String unauthorized() {
    return "UnauthorizedException 401 authentication_error";
  }

  /** anthropic-java, asking Messages. */
  private record Messages(AnthropicClient client) implements Work {
    private static MessageCreateParams.Builder asking(String question) {
      return MessageCreateParams.builder()
          .model(Served.MODEL)
          .maxTokens(500)
          .addUserMessage(question);
    }

    @Override
    public String withTool(String question, UnaryOperator<String> tool) {
      MessageCreateParams.Builder chat = asking(question).addTool(AnthropicRequestsTest.tool());
      Message said = client.messages().create(chat.build());
      chat.addMessage(said);
      List<ContentBlockParam> results = new ArrayList<>();
      for (var block : said.content()) {
        block.toolUse().ifPresent(call -> results.add(result(call, tool)));
      }
      chat.addUserMessageOfContentBlockParams(results);
      return text(client.messages().create(chat.build()));
    }

    private static ContentBlockParam result(ToolUseBlock call, UnaryOperator<String> tool) {
      String city = Seen.tree(call._input()).get("city").asText();
      return ContentBlockParam.ofToolResult(
          ToolResultBlockParam.builder().toolUseId(call.id()).content(tool.apply(city)).build());
    }

    private static String text(Message answer) {
      return answer.content().stream()
          .flatMap(block -> block.text().stream())
          .map(text -> text.text())
          .collect(Collectors.joining());
    }

    @Override
    public StructuredTest.City structured(String question) {
      var answer =
          client
              .messages()
              .create(asking(question).outputConfig(StructuredTest.City.class).build());
      return answer.content().get(0).text().orElseThrow().text();
    }

    @Override
    public OptionalLong count(String text) {
      MessageCountTokensParams asked =
          MessageCountTokensParams.builder().model(Served.MODEL).addUserMessage(text).build();
      return OptionalLong.of(client.messages().countTokens(asked).inputTokens());
    }

    @Override
    public List<String> models() {
      return client.models().list().autoPager().stream().map(model -> model.id()).toList();
    }

    @Override
    public String beginning(String question) {
      try (StreamResponse<RawMessageStreamEvent> events =
          client.messages().createStreaming(asking(question).build())) {
        return events.stream()
            .flatMap(event -> event.contentBlockDelta().stream())
            .flatMap(delta -> delta.delta().text().stream())
            .findFirst()
            .orElseThrow()
            .text();
      }
    }

    @Override
    public Client.@Nullable Refused refused(RuntimeException thrown) {
      return dev.patchbay.clients.AnthropicClient.refusal(thrown);
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
