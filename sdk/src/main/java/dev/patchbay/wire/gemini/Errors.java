package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.EncodedError;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors as a client gets them; {@link ErrorReader} reads an upstream's. Stateless. */
final class Errors {
  private static final String TYPES = "type.googleapis.com/google.rpc.";

  /** What clients look for when they decide to shorten a conversation. */
  private static final String TOO_LONG = "input token count exceeds";

  private Errors() {}

  static boolean isError(byte[] body) {
    try {
      RawJson raw = Json.read(body, Json::raw);
      if (!raw.isObject() || ErrorReader.error(raw) != null) {
        return true;
      }
      Block answer = Words.block(raw, "$");
      return answer.items("candidates").isEmpty() && !Answer.isBlocked(answer);
    } catch (BadJsonException e) {
      return true;
    }
  }

  static EncodedError encode(Failure failure) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json; charset=UTF-8");
    // The router has retried already; the SDKs would multiply its tries.
    headers.put("x-should-retry", "false");
    Duration wait = failure.retryAfter();
    if (wait != null) {
      long whole = wait.getSeconds() + (wait.getNano() > 0 ? 1 : 0);
      headers.put("retry-after", Long.toString(Math.max(1, whole)));
    }
    int status = Words.error(failure.kind()).status();
    return new EncodedError(status, headers, Json.utf8(body(failure)));
  }

  /** The error as the JSON of a body or of a frame: clients read the numeric code there. */
  static String body(Failure failure) {
    Words.ErrorWord word = Words.error(failure.kind());
    return Json.write(
        writer -> {
          writer.beginObject().name("error").beginObject();
          writer.name("code").value(word.status());
          writer.name("message").value(message(failure));
          writer.name("status").value(word.word());
          details(writer, failure);
          writer.endObject().endObject();
        });
  }

  private static String message(Failure failure) {
    String message = failure.message();
    boolean unsaid = failure.kind() == FailureKind.CONTEXT_TOO_LONG && !message.contains(TOO_LONG);
    return unsaid ? "The " + TOO_LONG + " the maximum: " + message : message;
  }

  private static void details(JsonWriter writer, Failure failure) throws IOException {
    boolean quota = failure.kind() == FailureKind.QUOTA_EXHAUSTED;
    if (failure.code() == null && failure.retryAfter() == null && !quota) {
      return;
    }
    writer.name("details").beginArray();
    if (failure.code() != null) {
      writer.beginObject().name("@type").value(TYPES + "ErrorInfo");
      writer.name("reason").value(failure.code()).endObject();
    }
    if (quota) {
      // Clients give up on a quota of a day, and wait for one of a minute.
      writer.beginObject().name("@type").value(TYPES + "QuotaFailure");
      writer.name("violations").beginArray().beginObject();
      writer.name("quotaId").value("RequestsPerDay");
      writer.endObject().endArray().endObject();
    }
    if (failure.retryAfter() != null) {
      writer.beginObject().name("@type").value(TYPES + "RetryInfo");
      writer.name("retryDelay").value(seconds(failure.retryAfter())).endObject();
    }
    writer.endArray();
  }

  private static String seconds(Duration wait) {
    BigDecimal exact =
        BigDecimal.valueOf(wait.getSeconds()).add(BigDecimal.valueOf(wait.getNano(), 9));
    return exact.stripTrailingZeros().toPlainString() + "s";
  }
}
