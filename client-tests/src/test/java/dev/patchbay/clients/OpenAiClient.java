package dev.patchbay.clients;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.openai.OpenAiCodec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** openai-java, asking Chat Completions; what it reads it also validates, unless told not to. */
final class OpenAiClient implements Client {
  private static final ChatCompletionCreateParams QUESTION =
      ChatCompletionCreateParams.builder()
          .model(Served.MODEL)
          .addUserMessage("Hi")
          .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
          .build();

  private final OpenAIClient client;
  private final boolean validating;

  OpenAiClient(String url, boolean validating) {
    this(url, validating, Map.of());
  }

  OpenAiClient(String url, boolean validating, Map<String, String> headers) {
    this.validating = validating;
    client = make(url, validating, headers);
  }

  static OpenAIClient make(String url, boolean validating) {
    return make(url, validating, Map.of());
  }

  static OpenAIClient make(String url, boolean validating, Map<String, String> headers) {
    return make(url, validating, "none", headers);
  }

  static OpenAIClient make(
      String url, boolean validating, String key, Map<String, String> headers) {
    OpenAIOkHttpClient.Builder builder =
        OpenAIOkHttpClient.builder()
            .baseUrl(url + "/v1")
            .apiKey(key)
            .maxRetries(2)
            .responseValidation(validating);
    headers.forEach(builder::putHeader);
    return builder.build();
  }

  @Override
  public Codec codec() {
    return new OpenAiCodec();
  }

  @Override
  public Seen whole() {
    ChatCompletion answer = client.chat().completions().create(QUESTION);
    return OpenAiReading.whole(answer);
  }

  @Override
  public Seen streamed() {
    ChatCompletionAccumulator sum = ChatCompletionAccumulator.create();
    OpenAiReading.Besides besides = new OpenAiReading.Besides();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(QUESTION)) {
      chunks.stream().map(sum::accumulate).forEach(besides::add);
    }
    return OpenAiReading.seen(
        validating ? sum.chatCompletion().validate() : sum.chatCompletion(), besides);
  }

  @Override
  public Seen expected(ChatResponse answer, boolean streamed) {
    return OpenAiExpected.seen(answer);
  }

  @Override
  public @Nullable Refused refused(RuntimeException thrown) {
    return refusal(thrown);
  }

  /** The same for all that openai-java asks. */
  static @Nullable Refused refusal(RuntimeException thrown) {
    String name = thrown.getClass().getSimpleName();
    if (thrown instanceof OpenAIServiceException refused) {
      return new Refused(
          name,
          refused.statusCode(),
          refused.type().orElse(null),
          refused.code().orElse(null),
          String.valueOf(refused.getMessage()),
          refused.headers().values("retry-after").stream().findFirst().orElse(null));
    }
    return thrown instanceof OpenAIException
        ? new Refused(name, 0, null, null, String.valueOf(thrown.getMessage()), null)
        : null;
  }

  @Override
  public void close() {
    client.close();
  }
}
