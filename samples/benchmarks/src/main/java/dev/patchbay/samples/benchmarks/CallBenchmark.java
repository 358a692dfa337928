package dev.patchbay.samples.benchmarks;

import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.patchbay.chat.ChatResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A short question and its whole answer over local HTTP. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class CallBenchmark {
  /** OkHttp alone: nothing is parsed. */
  @Benchmark
  public byte[] baseOkHttp(Clients clients) throws IOException {
    try (Response response = clients.okHttp.newCall(clients.plain(false)).execute()) {
      return response.body().bytes();
    }
  }

  @Benchmark
  public ChatResponse patchbay(Clients clients) {
    return clients.router.chat(Clients.MODEL, Clients.QUESTION);
  }

  @Benchmark
  public ChatResponse patchbayClaude(Clients clients) {
    return clients.router.chat(Clients.CLAUDE, Clients.QUESTION);
  }

  @Benchmark
  public ChatCompletion openAiJava(Clients clients) {
    return clients
        .openAi
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder()
                .model(Clients.MODEL)
                .addUserMessage(Clients.QUESTION)
                .build());
  }

  @Benchmark
  public Message anthropicJava(Clients clients) {
    return clients
        .anthropic
        .messages()
        .create(
            MessageCreateParams.builder()
                .model(Clients.CLAUDE)
                .maxTokens(8192)
                .addUserMessage(Clients.QUESTION)
                .build());
  }

  @Benchmark
  public String langChain4j(Clients clients) {
    return clients.langChain.chat(Clients.QUESTION);
  }
}
