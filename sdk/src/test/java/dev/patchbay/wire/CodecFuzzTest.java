package dev.patchbay.wire;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CodecFuzzTest {
  private static final long SEED = 20261121;

  static Stream<Subject> subjects() {
    return Stream.of(
        new OpenAiContractTest().subject(),
        new AnthropicContractTest().subject(),
        new ResponsesContractTest().subject(),
        new GeminiContractTest().subject());
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void survivesMutants(Subject subject) {
    new CodecFuzz(subject, SEED).run(3_000);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("subjects")
  void survivesManyMutants(Subject subject) {
    new CodecFuzz(subject, SEED + 1).run(100_000);
  }
}
