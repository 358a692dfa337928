package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.ErrorTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** Errors, both ways; {@link ErrorReader} reads them. Stateless. */
final class Errors {
  private static final String TYPES = "type.googleapis.com/google.rpc.";

  /** What clients look for when they decide to shorten a conversation. */
  private static final String TOO_LONG = "input token count exceeds";

  private static final ErrorTable TABLE =
      ErrorTable.builder()
          .row(
              400,
              "INVALID_ARGUMENT",
              FailureKind.CONTENT_FILTERED,
              FailureKind.CONTEXT_TOO_LONG,
              FailureKind.INVALID_REQUEST)
          .row(401, "UNAUTHENTICATED", FailureKind.AUTHENTICATION)
          .row(402, "RESOURCE_EXHAUSTED", FailureKind.BUDGET_EXCEEDED)
          .row(403, "PERMISSION_DENIED", FailureKind.PERMISSION)
          .row(404, "NOT_FOUND", FailureKind.MODEL_NOT_FOUND, FailureKind.NO_ROUTE)
          .row(409, "FAILED_PRECONDITION", FailureKind.PINNED_UNAVAILABLE)
          .row(
              429,
              "RESOURCE_EXHAUSTED",
              FailureKind.QUOTA_EXHAUSTED,
              FailureKind.RATE_LIMITED,
              FailureKind.NO_CAPACITY)
          .row(499, "CANCELLED", FailureKind.CANCELLED)
          .row(502, "INTERNAL", "upstream_credentials", FailureKind.UPSTREAM_CREDENTIALS)
          .row(503, "UNAVAILABLE", FailureKind.OVERLOADED, FailureKind.CLOSED)
          .row(504, "DEADLINE_EXCEEDED", FailureKind.TIMEOUT, FailureKind.DEADLINE)
          .otherwise(500, "INTERNAL");

  private Errors() {}

  static ErrorSignal decode(int status, Map<String, String> headers, byte[] body) {
    return new ErrorReader(status, headers).read(body);
  }

  static boolean isError(byte[] body) {
    try {
      RawJson raw = RawJson.of(body);
      if (!raw.isObject() || ErrorReader.error(raw) != null) {
        return true;
      }
      Block answer = Envelope.answer(Words.block(raw, "$"));
      return answer.items("candidates").isEmpty() && !Answer.isBlocked(answer);
    } catch (BadJsonException e) {
      return true;
    }
  }

  static EncodedError encode(Failure failure) {
    int status = TABLE.word(failure).status();
    return EncodedError.of(status, failure, Json.utf8(body(failure)));
  }

  /** The object with the error in it, as a body or a frame: clients read the numeric code there. */
  static String body(Failure failure) {
    ErrorTable.Word word = TABLE.word(failure);
    return Json.write(
        writer -> {
          writer.beginObject();
          writer.name("error").beginObject();
          writer.name("code").value(word.status());
          writer.name("message").value(message(failure));
          writer.name("status").value(word.type());
          details(writer, failure);
          writer.endObject();
          writer.endObject();
        });
  }

  private static String message(Failure failure) {
    String message = failure.message();
    boolean unsaid = failure.kind() == FailureKind.CONTEXT_TOO_LONG && !message.contains(TOO_LONG);
    return unsaid ? "The " + TOO_LONG + " the maximum: " + message : message;
  }

  private static void details(JsonWriter writer, Failure failure) throws IOException {
    boolean quota = failure.isQuota();
    String code = TABLE.word(failure).codeOf(failure);
    if (code == null && failure.retryAfter() == null && !quota) {
      return;
    }
    writer.name("details").beginArray();
    if (code != null) {
      writer.beginObject().name("@type").value(TYPES + "ErrorInfo");
      writer.name("reason").value(code).endObject();
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
