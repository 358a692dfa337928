package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.Json;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.ErrorTable;
import dev.patchbay.wire.Kept;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Failures as a client of OpenAI's is told them. Stateless. */
public final class ErrorWords {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** The code of a request that goes on from an answer nobody knows. */
  public static final String PREVIOUS = "previous_response_not_found";

  private static final String INVALID = "invalid_request_error";
  private static final String SERVER = "server_error";
  private static final String QUOTA = "insufficient_quota";

  private static final ErrorTable TABLE =
      ErrorTable.builder()
          .row(400, INVALID, "content_policy_violation", FailureKind.CONTENT_FILTERED)
          .row(400, INVALID, "context_length_exceeded", FailureKind.CONTEXT_TOO_LONG)
          .row(400, INVALID, FailureKind.INVALID_REQUEST)
          .row(401, INVALID, "invalid_api_key", FailureKind.AUTHENTICATION)
          .row(402, QUOTA, "budget_exceeded", FailureKind.BUDGET_EXCEEDED)
          .row(403, "request_forbidden", FailureKind.PERMISSION)
          .row(404, INVALID, "model_not_found", FailureKind.MODEL_NOT_FOUND, FailureKind.NO_ROUTE)
          .row(409, INVALID, FailureKind.PINNED_UNAVAILABLE)
          .row(429, QUOTA, QUOTA, FailureKind.QUOTA_EXHAUSTED)
          .row(
              429,
              "requests",
              "rate_limit_exceeded",
              FailureKind.RATE_LIMITED,
              FailureKind.NO_CAPACITY)
          .row(499, SERVER, "cancelled", FailureKind.CANCELLED)
          .row(502, SERVER, "upstream_credentials", FailureKind.UPSTREAM_CREDENTIALS)
          .row(
              503,
              "service_unavailable_error",
              "server_is_overloaded",
              FailureKind.OVERLOADED,
              FailureKind.CLOSED)
          .row(504, "timeout", FailureKind.TIMEOUT, FailureKind.DEADLINE)
          .otherwise(500, SERVER);

  private ErrorWords() {}

  /** A failure with its status, headers and body. */
  public static EncodedError encode(Failure failure) {
    int status = isPrevious(failure) ? 404 : TABLE.word(failure).status();
    return EncodedError.of(status, failure, Json.utf8(body(failure)));
  }

  /** The object with the error in it, as a body or a frame. */
  public static String body(Failure failure) {
    return Json.write(
        writer -> {
          writer.beginObject();
          writer.name("error");
          write(writer, failure);
          writer.endObject();
        });
  }

  /** The error itself. */
  public static void write(JsonWriter writer, Failure failure) throws IOException {
    writer.beginObject();
    writer.name("message").value(failure.message());
    writer.name("type").value(type(failure));
    Kept.orNothing(writer, "param", isPrevious(failure) ? "previous_response_id" : null);
    Kept.orNothing(writer, "code", code(failure));
    writer.endObject();
  }

  /** OpenAI says of it which field names what is not there. */
  private static boolean isPrevious(Failure failure) {
    return PREVIOUS.equals(failure.code());
  }

  public static String type(Failure failure) {
    return TABLE.word(failure).type();
  }

  /**
   * The code of its kind, else the upstream's own; null if neither is there. A number is a status
   * (Gemini, OpenRouter), which no client here knows as a code.
   */
  public static @Nullable String code(Failure failure) {
    String code = TABLE.word(failure).code();
    String own = failure.code();
    return code != null || own == null || NUMBER.matcher(own).matches() ? code : own;
  }
}
