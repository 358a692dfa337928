package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.Kept;
import dev.patchbay.wire.oai.ErrorWords;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Errors, both ways; {@link ErrorReader} reads them, {@link ErrorWords} writes them. Stateless. */
final class Errors {
  /** An answer of one of these is none. */
  private static final Set<String> FAILED = Set.of("failed", "cancelled", "queued", "in_progress");

  private Errors() {}

  static ErrorSignal decode(int status, Map<String, String> headers, byte[] body) {
    return new ErrorReader(status, headers).read(body);
  }

  static boolean isError(byte[] body) {
    try {
      Block answer = Words.block(RawJson.of(body), "$");
      RawJson output = answer.peek("output");
      RawJson status = answer.peek("status");
      boolean whole = output != null && output.text().startsWith("[") && !answer.has("error");
      return !whole || (status != null && FAILED.contains(Block.text(status)));
    } catch (BadJsonException e) {
      return true;
    }
  }

  static EncodedError encode(Failure failure) {
    return ErrorWords.encode(failure);
  }

  /** The error of an answer that failed: it has a code and no type. */
  static void write(JsonWriter writer, Failure failure) throws IOException {
    String code = ErrorWords.code(failure);
    writer.beginObject();
    writer.name("message").value(failure.message());
    writer.name("code").value(code == null ? ErrorWords.type(failure) : code);
    writer.endObject();
  }

  /** The fields of an event that says the stream failed. */
  static void event(JsonWriter writer, Failure failure) throws IOException {
    Kept.orNothing(writer, "code", ErrorWords.code(failure));
    writer.name("message").value(failure.message());
    Kept.nothing(writer, "param");
    writer.name("error");
    ErrorWords.write(writer, failure);
  }
}
