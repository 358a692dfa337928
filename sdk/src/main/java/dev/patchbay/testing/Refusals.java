package dev.patchbay.testing;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.EncodedError;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The errors of scripted providers, in words providers use. Stateless. */
final class Refusals {
  private static final Map<FailureKind, String> MESSAGES = new EnumMap<>(FailureKind.class);

  /** What a protocol has no status of its own for, as providers send it. */
  private static final Map<FailureKind, Integer> STATUSES =
      new EnumMap<>(
          Map.of(
              FailureKind.MISCONFIGURED, 404,
              FailureKind.TIMEOUT, 408,
              FailureKind.SERVER_ERROR, 500));

  static {
    MESSAGES.put(FailureKind.CONTENT_FILTERED, "The prompt was flagged by our content policy");
    MESSAGES.put(
        FailureKind.CONTEXT_TOO_LONG,
        "prompt is too long: this model's maximum context length is 8192 tokens");
    MESSAGES.put(FailureKind.MODEL_NOT_FOUND, "model: The model does not exist");
    MESSAGES.put(FailureKind.MISCONFIGURED, "There is nothing here");
    MESSAGES.put(FailureKind.INVALID_REQUEST, "A field of the request is wrong");
    MESSAGES.put(
        FailureKind.QUOTA_EXHAUSTED, "Your credit balance is too low to access the service");
    MESSAGES.put(FailureKind.AUTHENTICATION, "The key is not valid");
    MESSAGES.put(FailureKind.PERMISSION, "This key may not do that");
    MESSAGES.put(FailureKind.RATE_LIMITED, "Too many requests");
    MESSAGES.put(FailureKind.OVERLOADED, "The service is overloaded");
    MESSAGES.put(FailureKind.SERVER_ERROR, "Something went wrong at the provider");
    MESSAGES.put(FailureKind.TIMEOUT, "The request took too long");
  }

  private Refusals() {}

  static FailureKind kindOf(int status) {
    return switch (status) {
      case 401 -> FailureKind.AUTHENTICATION;
      case 402 -> FailureKind.QUOTA_EXHAUSTED;
      case 403 -> FailureKind.PERMISSION;
      case 404 -> FailureKind.MODEL_NOT_FOUND;
      case 408 -> FailureKind.TIMEOUT;
      case 429 -> FailureKind.RATE_LIMITED;
      case 503, 529 -> FailureKind.OVERLOADED;
      default -> status < 500 ? FailureKind.INVALID_REQUEST : FailureKind.SERVER_ERROR;
    };
  }

  static Failure failure(FailureKind kind) {
    String message = MESSAGES.get(kind);
    if (message == null) {
      throw new IllegalArgumentException("No provider answers with " + kind);
    }
    return Failure.of(kind, FailurePhase.BEFORE_OUTPUT, message);
  }

  /** The error as a body; without the headers only a router sends its clients. */
  static EncodedError encode(FailureKind kind, @Nullable Integer status, Codec codec) {
    EncodedError error = codec.encodeError(failure(kind));
    Map<String, String> headers = new LinkedHashMap<>(error.headers());
    headers.remove("x-should-retry");
    int shown = status != null ? status : STATUSES.getOrDefault(kind, error.status());
    return new EncodedError(shown, headers, error.body());
  }
}
