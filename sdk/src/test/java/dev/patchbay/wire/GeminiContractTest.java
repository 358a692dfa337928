package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.wire.gemini.GeminiCodec;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GeminiContractTest extends CodecContract {
  @Override
  public Subject subject() {
    return new Subject(
        new GeminiCodec(), new GeminiGrammar(), Set.of("fileData"), Map.of(), Set.of());
  }

  /** The path says it: no field of the body does. */
  @Override
  @ParameterizedTest
  @MethodSource("requests")
  public void seesWhetherAStreamIsWanted(Fixture fixture) {
    assertFalse(subject().codec().wantsStream(fixture.bytes()));
    assertEquals(
        "models/m:streamGenerateContent?alt=sse",
        subject().codec().endpoint(subject().target(), true).path());
  }
}
