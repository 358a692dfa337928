package dev.patchbay.wire.matrix;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.FailureTable;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Errors by the codecs alone: read, told apart, told anew. */
final class CodecPath implements Path {
  private static final Map<Protocol, Codec> CODECS =
      Map.of(
          Protocol.OPENAI_CHAT, new OpenAiCodec(),
          Protocol.OPENAI_RESPONSES, new ResponsesCodec(),
          Protocol.ANTHROPIC_MESSAGES, new AnthropicCodec(),
          Protocol.GEMINI, new GeminiCodec());

  @Override
  public Exchange call(Cell cell, byte[] request, Answer answer) {
    byte[] body = answer.whole().getBytes(StandardCharsets.UTF_8);
    ErrorSignal signal =
        CODECS.get(cell.target()).decodeError(answer.status(), answer.headers(), body);
    Failure failure = FailureTable.classify(signal, FailurePhase.CONNECTING, Instant.EPOCH);
    EncodedError error = CODECS.get(cell.client()).encodeError(failure);
    String told = new String(error.body(), StandardCharsets.UTF_8);
    return new Exchange("", "", false, error.status(), error.headers(), told, List.of());
  }

  @Override
  public void close() {}
}
