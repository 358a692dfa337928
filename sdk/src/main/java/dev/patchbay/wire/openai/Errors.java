package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.EncodedError;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Errors, both ways; {@link ErrorReader} reads the bodies. Stateless. */
final class Errors {
  /** Finish words that say the answer failed (OpenRouter and Mistral; DeepSeek). */
  private static final Set<String> FAILED = Set.of("error", "insufficient_system_resource");

  private Errors() {}

  static ErrorSignal decode(int status, Map<String, String> headers, byte[] body) {
    return new ErrorReader(status, headers).read(body);
  }

  /** The error a frame carries; null if none. */
  static @Nullable ErrorSignal inside(Chunk chunk, String data) {
    boolean failed =
        chunk.error() != null
            || groqError(chunk) != null
            || chunk.choices().stream().anyMatch(Errors::failed);
    return failed ? decode(0, Map.of(), Json.utf8(data)) : null;
  }

  /** Groq ends a stream early with an error in its own object. */
  static @Nullable RawJson groqError(Chunk chunk) {
    return PartDecoder.inside(chunk.extras(), "x_groq").get("error").orElse(null);
  }

  private static boolean failed(Delta choice) {
    return choice.error() != null || (choice.finish() != null && FAILED.contains(choice.finish()));
  }

  static boolean isError(byte[] body) {
    try {
      Block answer = Json.read(body, Words::block);
      RawJson choices = answer.peek("choices");
      if (choices == null || !choices.text().startsWith("[")) {
        return true;
      }
      return inside(Chunk.read(answer), "{}") != null;
    } catch (BadJsonException e) {
      return true;
    }
  }

  static EncodedError encode(Failure failure) {
    Words.ErrorWord word = word(failure);
    Map<String, String> headers = new HashMap<>();
    // The router has already tried again: the SDKs would multiply its tries.
    headers.put("x-should-retry", "false");
    Duration wait = failure.retryAfter();
    if (wait != null) {
      headers.put("retry-after", Long.toString((wait.toMillis() + 999) / 1000));
      headers.put("retry-after-ms", Long.toString(wait.toMillis()));
    }
    byte[] body = Json.writeBytes(writer -> write(writer, failure));
    return new EncodedError(word.status(), headers, body);
  }

  /** A request that was only too large keeps its status. */
  private static Words.ErrorWord word(Failure failure) {
    Words.ErrorWord word = Words.error(failure.kind());
    boolean tooLarge = failure.kind() == FailureKind.INVALID_REQUEST && failure.status() == 413;
    return tooLarge ? new Words.ErrorWord(413, word.type(), word.code()) : word;
  }

  /** The object with the error in it, as a body and as a frame. */
  static void write(JsonWriter writer, Failure failure) throws IOException {
    Words.ErrorWord word = word(failure);
    String code = word.code() == null ? failure.code() : word.code();
    writer.beginObject();
    writer.name("error").beginObject();
    writer.name("message").value(failure.message());
    writer.name("type").value(word.type());
    PartDecoder.nothing(writer, "param");
    if (code == null) {
      PartDecoder.nothing(writer, "code");
    } else {
      writer.name("code").value(code);
    }
    writer.endObject();
    writer.endObject();
  }
}
