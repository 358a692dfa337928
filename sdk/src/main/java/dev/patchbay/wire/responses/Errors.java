package dev.patchbay.wire.responses;

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
  /** An answer of one of these is none. */
  private static final Set<String> FAILED = Set.of("failed", "cancelled", "queued", "in_progress");

  private Errors() {}

  static ErrorSignal decode(int status, Map<String, String> headers, byte[] body) {
    return new ErrorReader(status, headers).read(body);
  }

  static boolean isError(byte[] body) {
    try {
      Block answer = Json.read(body, Words::block);
      RawJson output = answer.peek("output");
      RawJson status = answer.peek("status");
      boolean whole = output != null && output.text().startsWith("[") && !answer.has("error");
      return !whole || (status != null && FAILED.contains(Block.text(status)));
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

  /** The object with the error in it. */
  private static void write(JsonWriter writer, Failure failure) throws IOException {
    writer.beginObject();
    writer.name("error").beginObject();
    fields(writer, failure, true);
    writer.endObject();
    writer.endObject();
  }

  /** The fields of an error; that of a failed answer has no type. */
  static void fields(JsonWriter writer, Failure failure, boolean typed) throws IOException {
    Words.ErrorWord word = word(failure);
    writer.name("message").value(failure.message());
    if (typed) {
      writer.name("type").value(word.type());
      ResponseEncoder.nothing(writer, "param");
    }
    String code = code(failure);
    if (code != null) {
      writer.name("code").value(code);
    } else if (typed) {
      ResponseEncoder.nothing(writer, "code");
    } else {
      writer.name("code").value(word.type());
    }
  }

  static @Nullable String code(Failure failure) {
    Words.ErrorWord word = word(failure);
    return word.code() == null ? failure.code() : word.code();
  }

  /** What it is told with; a request that was only too large keeps its status. */
  static Words.ErrorWord word(Failure failure) {
    Words.ErrorWord word = Words.error(failure.kind());
    boolean tooLarge = failure.kind() == FailureKind.INVALID_REQUEST && failure.status() == 413;
    return tooLarge ? new Words.ErrorWord(413, word.type(), word.code()) : word;
  }
}
