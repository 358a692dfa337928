package dev.patchbay.samples.benchmarks;

import dev.patchbay.Router;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.route.Plan;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A decision among four providers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanBenchmark {
  private final Router router =
      Router.builder()
          .provider(ProviderConfig.of("anthropic").apiKey("k").build())
          .provider(ProviderConfig.of("openai").apiKey("k").build())
          .provider(ProviderConfig.of("openrouter").apiKey("k").build())
          .provider(ProviderConfig.of("gemini").apiKey("k").build())
          .build();

  private final ChatRequest request =
      ChatRequest.builder()
          .model("claude-haiku-4-5")
          .system("You are brief.")
          .user("What is a patch bay?")
          .build();

  @Benchmark
  public Plan plan() {
    return router.plan(request);
  }

  @TearDown
  public void close() {
    router.close();
  }
}
