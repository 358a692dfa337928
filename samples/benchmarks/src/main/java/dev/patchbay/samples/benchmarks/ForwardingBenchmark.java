package dev.patchbay.samples.benchmarks;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.planner.Queries;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A client's request of 500 KB, on its way to a provider of the same protocol. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ForwardingBenchmark {
  @Param({"openai", "anthropic"})
  public String protocol = "openai";

  private Codec codec = new OpenAiCodec();
  private byte[] body = {'{', '}'};
  private WireRequest request = WireRequest.of(codec.protocol(), body);
  private Glance seen = codec.glance(request);
  private final TargetProfile target = TargetProfile.plain("fake", "another-model");

  @Setup
  public void prepare() {
    boolean anthropic = protocol.equals("anthropic");
    codec = anthropic ? new AnthropicCodec() : new OpenAiCodec();
    body = anthropic ? LargeRequest.anthropic() : LargeRequest.openAi();
    request = WireRequest.of(codec.protocol(), body);
    seen = codec.glance(request);
  }

  @Benchmark
  public byte[] baseCopy() {
    return body.clone();
  }

  /** Filling a query of the bytes. */
  @Benchmark
  public RouteQuery glance() {
    return Queries.of(request, codec.glance(request));
  }

  /** After the glance: no byte is looked at again. */
  @Benchmark
  public Encoded splice() {
    return codec.splice(seen, target, true).orElseThrow();
  }

  @Benchmark
  public Encoded decodeAndEncode() {
    ChatRequest decoded = codec.decodeRequest(body);
    return codec.encodeRequest(decoded, target, true);
  }
}
