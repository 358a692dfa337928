package dev.patchbay.samples.benchmarks;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.patchbay.chat.ChatStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A streamed answer over local HTTP; the operation is one of its chunks, its call's share in it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Upstream.CHUNKS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class StreamBenchmark {
  /** OkHttp and its reader of events: nothing is parsed. */
  @Benchmark
  public void baseOkHttp(Clients clients, Blackhole sink) throws IOException {
    try (Response response = clients.okHttp.newCall(clients.plain(true)).execute()) {
      EventSources.processResponse(
          response,
          new EventSourceListener() {
            @Override
            public void onEvent(
                EventSource source, @Nullable String id, @Nullable String type, String data) {
              sink.consume(data);
            }
          });
    }
  }

  @Benchmark
  public void patchbay(Clients clients, Blackhole sink) {
    try (ChatStream stream = clients.router.stream(Clients.MODEL, Clients.QUESTION)) {
      stream.forEach(sink::consume);
    }
  }

  @Benchmark
  public void patchbayClaude(Clients clients, Blackhole sink) {
    try (ChatStream stream = clients.router.stream(Clients.CLAUDE, Clients.QUESTION)) {
      stream.forEach(sink::consume);
    }
  }

  @Benchmark
  public void openAiJava(Clients clients, Blackhole sink) {
    ChatCompletionCreateParams question =
        ChatCompletionCreateParams.builder()
            .model(Clients.MODEL)
            .addUserMessage(Clients.QUESTION)
            .build();
    try (com.openai.core.http.StreamResponse<ChatCompletionChunk> stream =
        clients.openAi.chat().completions().createStreaming(question)) {
      stream.stream().forEach(sink::consume);
    }
  }

  @Benchmark
  public void anthropicJava(Clients clients, Blackhole sink) {
    MessageCreateParams question =
        MessageCreateParams.builder()
            .model(Clients.CLAUDE)
            .maxTokens(8192)
            .addUserMessage(Clients.QUESTION)
            .build();
    try (StreamResponse<RawMessageStreamEvent> stream =
        clients.anthropic.messages().createStreaming(question)) {
      stream.stream().forEach(sink::consume);
    }
  }

  @Benchmark
  public ChatResponse langChain4j(Clients clients, Blackhole sink) {
    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    clients.langChainStream.chat(
        Clients.QUESTION,
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String text) {
            sink.consume(text);
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            done.complete(response);
          }

          @Override
          public void onError(Throwable error) {
            done.completeExceptionally(error);
          }
        });
    return done.join();
  }
}
