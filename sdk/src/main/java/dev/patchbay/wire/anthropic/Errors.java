package dev.patchbay.wire.anthropic;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.ErrorTable;
import java.util.Map;

/** Errors, both ways; {@link ErrorReader} reads them. Stateless. */
final class Errors {
  /** What clients look for when they decide to shorten a conversation. */
  private static final String TOO_LONG = "prompt is too long";

  private static final int TOO_LARGE = 413;

  private static final ErrorTable TABLE =
      ErrorTable.builder()
          .row(
              400,
              "invalid_request_error",
              FailureKind.CONTENT_FILTERED,
              FailureKind.CONTEXT_TOO_LONG,
              FailureKind.INVALID_REQUEST)
          .row(401, "authentication_error", FailureKind.AUTHENTICATION)
          .row(402, "billing_error", FailureKind.QUOTA_EXHAUSTED, FailureKind.BUDGET_EXCEEDED)
          .row(403, "permission_error", FailureKind.PERMISSION)
          .row(404, "not_found_error", FailureKind.MODEL_NOT_FOUND, FailureKind.NO_ROUTE)
          .row(409, "invalid_request_error", FailureKind.PINNED_UNAVAILABLE)
          .row(429, "rate_limit_error", FailureKind.RATE_LIMITED, FailureKind.NO_CAPACITY)
          .row(499, "api_error", FailureKind.CANCELLED)
          .row(502, "api_error", "upstream_credentials", FailureKind.UPSTREAM_CREDENTIALS)
          .row(504, "timeout_error", FailureKind.TIMEOUT, FailureKind.DEADLINE)
          .row(529, "overloaded_error", FailureKind.OVERLOADED, FailureKind.CLOSED)
          .otherwise(500, "api_error");

  private Errors() {}

  static ErrorSignal decode(int status, Map<String, String> headers, byte[] body) {
    return new ErrorReader(status, headers).read(body);
  }

  static boolean isError(byte[] body) {
    try {
      Block answer = Words.block(RawJson.of(body), "$");
      boolean message = !answer.has("type") || answer.is("message");
      return answer.has("error") || !message || !answer.has("content");
    } catch (BadJsonException e) {
      return true;
    }
  }

  static EncodedError encode(Failure failure) {
    int status = TABLE.word(failure).status();
    EncodedError error = EncodedError.of(status, failure, Json.utf8(body(failure)));
    String id = failure.requestId();
    return id == null ? error : error.with("request-id", id);
  }

  /** The object with the error in it, as a body or an event. */
  static String body(Failure failure) {
    return Json.write(
        writer -> {
          writer.beginObject();
          writer.name("type").value("error");
          writer.name("error").beginObject();
          writer.name("type").value(type(TABLE.word(failure)));
          writer.name("message").value(message(failure));
          String code = TABLE.word(failure).codeOf(failure);
          if (code != null) {
            writer.name("details").beginObject();
            writer.name("error_code").value(code).endObject();
          }
          writer.endObject();
          writer.name("request_id").value(failure.requestId());
          writer.endObject();
        });
  }

  /** A request that was only too large has a type of its own. */
  private static String type(ErrorTable.Word word) {
    return word.status() == TOO_LARGE ? "request_too_large" : word.type();
  }

  private static String message(Failure failure) {
    String message = failure.message();
    boolean unsaid = failure.kind() == FailureKind.CONTEXT_TOO_LONG && !message.contains(TOO_LONG);
    return unsaid ? TOO_LONG + ": " + message : message;
  }
}
