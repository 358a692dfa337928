package dev.patchbay.clients;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** openai-java, asking Responses; what it reads it also validates, unless told not to. */
final class ResponsesClient implements Client {
  private static final ResponseCreateParams QUESTION =
      ResponseCreateParams.builder().model(Served.MODEL).input("Hi").build();

  private final OpenAIClient client;
  private final boolean validating;

  ResponsesClient(String url, boolean validating) {
    this(url, validating, Map.of());
  }

  ResponsesClient(String url, boolean validating, Map<String, String> headers) {
    this.validating = validating;
    client = OpenAiClient.make(url, validating, headers);
  }

  @Override
  public Codec codec() {
    return new ResponsesCodec();
  }

  @Override
  public Seen whole() {
    return ResponsesReading.seen(client.responses().create(QUESTION));
  }

  @Override
  public Seen streamed() {
    ResponseAccumulator sum = ResponseAccumulator.create();
    ResponsesReading.Deltas deltas = new ResponsesReading.Deltas();
    try (StreamResponse<ResponseStreamEvent> events =
        client.responses().createStreaming(QUESTION)) {
      events.stream().map(sum::accumulate).forEach(deltas::add);
    }
    Response answer = validating ? sum.response().validate() : sum.response();
    deltas.check(answer);
    return ResponsesReading.seen(answer);
  }

  @Override
  public Seen expected(ChatResponse answer, boolean streamed) {
    return ResponsesExpected.seen(answer);
  }

  @Override
  public @Nullable Refused refused(RuntimeException thrown) {
    return OpenAiClient.refusal(thrown);
  }

  @Override
  public void close() {
    client.close();
  }
}
