package dev.patchbay.clients;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** anthropic-java, asking Messages; what it reads it also validates, unless told not to. */
final class AnthropicClient implements Client {
  private static final MessageCreateParams QUESTION =
      MessageCreateParams.builder().model(Served.MODEL).maxTokens(64).addUserMessage("Hi").build();

  private final com.anthropic.client.AnthropicClient client;

  private final boolean validating;

  AnthropicClient(String url, boolean validating) {
    this(url, validating, Map.of());
  }

  AnthropicClient(String url, boolean validating, Map<String, String> headers) {
    this.validating = validating;
    client = make(url, validating, headers);
  }

  static com.anthropic.client.AnthropicClient make(String url, boolean validating) {
    return make(url, validating, Map.of());
  }

  static com.anthropic.client.AnthropicClient make(
      String url, boolean validating, Map<String, String> headers) {
    return make(url, validating, "none", headers);
  }

  static com.anthropic.client.AnthropicClient make(
      String url, boolean validating, String key, Map<String, String> headers) {
    AnthropicOkHttpClient.Builder builder =
        AnthropicOkHttpClient.builder()
            .baseUrl(url)
            .apiKey(key)
            .maxRetries(2)
            .responseValidation(validating);
    headers.forEach(builder::putHeader);
    return builder.build();
  }

  @Override
  public Codec codec() {
    return new AnthropicCodec();
  }

  @Override
  public Seen whole() {
    return AnthropicReading.seen(client.messages().create(QUESTION), true);
  }

  @Override
  public Seen streamed() {
    MessageAccumulator sum = MessageAccumulator.create();
    try (StreamResponse<RawMessageStreamEvent> events =
        client.messages().createStreaming(QUESTION)) {
      events.stream().forEach(sum::accumulate);
    }
    return AnthropicReading.seen(validating ? sum.message().validate() : sum.message(), false);
  }

  @Override
  public Seen expected(ChatResponse answer, boolean streamed) {
    return new AnthropicExpected(streamed).seen(answer);
  }

  @Override
  public @Nullable Refused refused(RuntimeException thrown) {
    return refusal(thrown);
  }

  /** The same for all that anthropic-java asks. */
  static @Nullable Refused refusal(RuntimeException thrown) {
    String name = thrown.getClass().getSimpleName();
    if (thrown instanceof AnthropicServiceException refused) {
      return new Refused(
          name,
          refused.statusCode(),
          refused.type().map(Object::toString).orElse(null),
          refused.errorCode().orElse(null),
          refused.apiMessage().orElse(""),
          refused.headers().values("retry-after").stream().findFirst().orElse(null));
    }
    return thrown instanceof AnthropicException
        ? new Refused(name, 0, null, null, String.valueOf(thrown.getMessage()), null)
        : null;
  }

  @Override
  public void close() {
    client.close();
  }
}
