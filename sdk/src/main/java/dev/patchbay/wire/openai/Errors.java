package dev.patchbay.wire.openai;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.oai.ErrorWords;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Errors, both ways; {@link ErrorReader} reads them, {@link ErrorWords} writes them. Stateless. */
final class Errors {
  /** Finish words that say the answer failed (OpenRouter and Mistral; DeepSeek). */
  private static final Set<String> FAILED = Set.of("error", "insufficient_system_resource");

  private Errors() {}

  static ErrorSignal decode(int status, Map<String, String> headers, byte[] body) {
    return new ErrorReader(status, headers).read(body);
  }

  static boolean isError(byte[] body) {
    try {
      Block answer = Words.block(RawJson.of(body), "$");
      RawJson choices = answer.peek("choices");
      if (choices == null || !choices.text().startsWith("[")) {
        return true;
      }
      return inside(Answer.read(answer), "{}") != null;
    } catch (BadJsonException e) {
      return true;
    }
  }

  static EncodedError encode(Failure failure) {
    return ErrorWords.encode(failure);
  }

  /** The error a frame carries; null if none. */
  static @Nullable ErrorSignal inside(Answer answer, String data) {
    boolean failed = answer.error() != null || groqError(answer) != null;
    for (Delta choice : answer.choices()) {
      failed |= failed(choice);
    }
    return failed ? decode(0, Map.of(), Json.utf8(data)) : null;
  }

  /** Groq ends a stream early with an error in its own object. */
  static @Nullable RawJson groqError(Answer answer) {
    return PartDecoder.inside(answer.extras(), "x_groq").get("error").orElse(null);
  }

  private static boolean failed(Delta choice) {
    return choice.error() != null || (choice.finish() != null && FAILED.contains(choice.finish()));
  }
}
