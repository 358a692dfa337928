package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.wire.gemini.GeminiCodec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gemini's protocol in the envelope of Cloud Code Assist: it keeps all that the bare one keeps. */
final class CodeAssistContractTest extends CodecContract {
  @Override
  public Subject subject() {
    return new Subject(
        new GeminiCodec(),
        new GeminiGrammar(),
        Set.of("fileData"),
        Map.of(),
        Set.of(Quirk.CODE_ASSIST_ENVELOPE));
  }

  @Override
  List<Fixture> requests() {
    return Stream.of("codeassist-req-", "req-")
        .flatMap(prefix -> Fixture.all(Protocol.GEMINI, prefix).stream())
        .toList();
  }

  @Override
  List<Fixture> streams() {
    return Fixture.all(Protocol.GEMINI, "codeassist-stream-");
  }

  @Override
  List<Fixture> errors() {
    return Fixture.all(Protocol.GEMINI, "err-429-codeassist-");
  }

  @Override
  @ParameterizedTest
  @MethodSource("requests")
  public void seesWhetherAStreamIsWanted(Fixture fixture) {
    assertFalse(subject().codec().wantsStream(fixture.bytes()));
    assertEquals(
        "v1internal:streamGenerateContent?alt=sse",
        subject().codec().endpoint(subject().target(), true).path());
  }

  /** What it says of an account is no answer to a conversation, nor an error it names. */
  @Test
  void takesNoOtherReplyForAnAnswer() {
    Fixture load = Fixture.all(Protocol.GEMINI, "codeassist-load-").get(0);
    assertTrue(subject().codec().isError(load.bytes()));
    assertFalse(subject().codec().decodeError(200, Map.of(), load.bytes()).understood());
  }
}
