package dev.patchbay.clients;

import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.GenAiIOException;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.gemini.GeminiCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * google-genai, asking generateContent. It has no accumulator, so what it shows is added up; and it
 * repeats what failed whatever the answer says of that, so it is told not to.
 */
final class GeminiClient implements Client {
  private static final GenerateContentConfig PLAIN = GenerateContentConfig.builder().build();

  /** It waits before it sees that it may not ask again: 1 s unless told otherwise. */
  private static final HttpRetryOptions ONCE =
      HttpRetryOptions.builder().attempts(1).initialDelay(0.0).jitter(0.0).build();

  private final com.google.genai.Client client;

  GeminiClient(String url) {
    this(url, Map.of());
  }

  GeminiClient(String url, Map<String, String> headers) {
    client = make(url, headers);
  }

  static com.google.genai.Client make(String url) {
    return make(url, Map.of());
  }

  static com.google.genai.Client make(String url, Map<String, String> headers) {
    return make(url, "none", headers);
  }

  static com.google.genai.Client make(String url, String key, Map<String, String> headers) {
    return com.google.genai.Client.builder()
        .apiKey(key)
        .vertexAI(false)
        .httpOptions(HttpOptions.builder().baseUrl(url).headers(headers).retryOptions(ONCE).build())
        .build();
  }

  @Override
  public Codec codec() {
    return new GeminiCodec();
  }

  @Override
  public Seen whole() {
    return GeminiReading.seen(List.of(client.models.generateContent(Served.MODEL, "Hi", PLAIN)));
  }

  @Override
  public Seen streamed() {
    List<GenerateContentResponse> chunks = new ArrayList<>();
    try (ResponseStream<GenerateContentResponse> stream =
        client.models.generateContentStream(Served.MODEL, "Hi", PLAIN)) {
      stream.forEach(chunks::add);
    }
    return GeminiReading.seen(chunks);
  }

  @Override
  public Seen expected(ChatResponse answer, boolean streamed) {
    return GeminiExpected.seen(answer);
  }

  @Override
  public @Nullable Refused refused(RuntimeException thrown) {
    return refusal(thrown);
  }

  /** The same for all that google-genai asks. */
  static @Nullable Refused refusal(RuntimeException thrown) {
    String name = thrown.getClass().getSimpleName();
    if (thrown instanceof ApiException refused) {
      return new Refused(name, refused.code(), refused.status(), null, refused.message(), null);
    }
    return thrown instanceof GenAiIOException
        ? new Refused(name, 0, null, null, String.valueOf(thrown.getMessage()), null)
        : null;
  }

  @Override
  public void close() {
    client.close();
  }
}
