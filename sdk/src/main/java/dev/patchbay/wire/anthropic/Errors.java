package dev.patchbay.wire.anthropic;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.secret.Redactor;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.EncodedError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors, both ways. Stateless. */
final class Errors {
  private static final int EXCERPT = 200;

  /** What clients look for when they decide to shorten a conversation. */
  private static final String TOO_LONG = "prompt is too long";

  /** The vendor's SDKs hold the wait in milliseconds of 32 bits. */
  private static final long MOST_SECONDS = Integer.MAX_VALUE / 1000;

  private Errors() {}

  static ErrorSignal decode(int status, Map<String, String> headers, byte[] body) {
    try {
      Block error = Json.read(body, Words::block);
      if (error.has("error")) {
        return signal(status, headers, error);
      }
    } catch (BadJsonException e) {
      return unread(status, headers, body);
    }
    return unread(status, headers, body);
  }

  private static ErrorSignal unread(int status, Map<String, String> headers, byte[] body) {
    int length = Math.min(body.length, EXCERPT * 4);
    String text = new String(body, 0, length, StandardCharsets.UTF_8).strip();
    String excerpt = Redactor.redact(text.substring(0, Math.min(text.length(), EXCERPT)));
    return new ErrorSignal(Words.PROTOCOL, status, null, null, excerpt, Map.of(), headers, false);
  }

  /** The signal of an error object, from a body or an event. */
  static ErrorSignal signal(int status, Map<String, String> headers, Block event) {
    Map<String, String> details = new LinkedHashMap<>();
    String requestId = text(event.take("request_id"));
    if (requestId != null) {
      details.put("request_id", requestId);
    }
    RawJson raw = event.take("error");
    if (raw == null || !raw.isObject()) {
      String message = raw == null ? "" : String.valueOf(text(raw));
      return new ErrorSignal(
          Words.PROTOCOL, status, null, null, message, details, headers, raw != null);
    }
    Block error = Words.block(raw, "$.error");
    details(error.take("details"), details);
    String type = text(error.take("type"));
    String code = text(error.take("code"));
    String message = text(error.take("message"));
    return new ErrorSignal(
        Words.PROTOCOL,
        status,
        type,
        code,
        message == null ? "" : message,
        details,
        headers,
        type != null || message != null);
  }

  private static void details(@Nullable RawJson raw, Map<String, String> out) {
    if (raw == null || !raw.isObject()) {
      return;
    }
    Words.block(raw, "$.error.details")
        .spokenRest()
        .byName()
        .forEach((name, value) -> out.put(name, String.valueOf(text(value))));
  }

  /** A string's text, any other value as it is written: an odd field is no reason to fail. */
  private static @Nullable String text(@Nullable RawJson value) {
    if (value == null) {
      return null;
    }
    return value.text().startsWith("\"")
        ? String.valueOf(JsonTree.of(value).value())
        : value.text();
  }

  static boolean isError(byte[] body) {
    try {
      Block answer = Json.read(body, Words::block);
      boolean message = !answer.has("type") || answer.is("message");
      return answer.has("error") || !message || !answer.has("content");
    } catch (BadJsonException e) {
      return true;
    }
  }

  static EncodedError encode(Failure failure) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    // The router has retried already; the SDKs would each do it twice more.
    headers.put("x-should-retry", "false");
    if (failure.retryAfter() != null) {
      headers.put("retry-after", Long.toString(seconds(failure.retryAfter())));
    }
    if (failure.requestId() != null) {
      headers.put("request-id", failure.requestId());
    }
    return new EncodedError(
        Words.error(failure.kind()).status(), headers, Json.utf8(body(failure)));
  }

  /** Whole seconds, rounded up: 0 is refused by the SDKs, and early is worse than late. */
  private static long seconds(Duration wait) {
    long rounded = wait.getSeconds() + (wait.getNano() > 0 ? 1 : 0);
    return Math.min(Math.max(rounded, 1), MOST_SECONDS);
  }

  /** The error as the JSON of a body or of an event in a stream. */
  static String body(Failure failure) {
    return Json.write(
        writer -> {
          writer.beginObject();
          writer.name("type").value("error");
          writer.name("error").beginObject();
          writer.name("type").value(Words.error(failure.kind()).type());
          writer.name("message").value(message(failure));
          if (failure.code() != null) {
            writer.name("details").beginObject();
            writer.name("error_code").value(failure.code()).endObject();
          }
          writer.endObject();
          writer.name("request_id").value(failure.requestId());
          writer.endObject();
        });
  }

  private static String message(Failure failure) {
    String message = failure.message();
    boolean unsaid = failure.kind() == FailureKind.CONTEXT_TOO_LONG && !message.contains(TOO_LONG);
    return unsaid ? TOO_LONG + ": " + message : message;
  }
}
