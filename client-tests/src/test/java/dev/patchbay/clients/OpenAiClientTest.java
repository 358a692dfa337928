package dev.patchbay.clients;

import dev.patchbay.failure.FailureKind;
import java.util.Map;

final class OpenAiClientTest extends ClientContract {
  /** What openai-java throws, whatever it asked. */
  static final Map<FailureKind, Client.Refused> REFUSALS =
      Map.ofEntries(
          Map.entry(
              FailureKind.CONTENT_FILTERED,
              new Client.Refused(
                  "BadRequestException",
                  400,
                  "invalid_request_error",
                  "content_policy_violation",
                  "",
                  "7")),
          Map.entry(
              FailureKind.CONTEXT_TOO_LONG,
              new Client.Refused(
                  "BadRequestException",
                  400,
                  "invalid_request_error",
                  "context_length_exceeded",
                  "",
                  "7")),
          Map.entry(
              FailureKind.INVALID_REQUEST,
              new Client.Refused(
                  "BadRequestException", 400, "invalid_request_error", null, "", "7")),
          Map.entry(
              FailureKind.AUTHENTICATION,
              new Client.Refused(
                  "UnauthorizedException",
                  401,
                  "invalid_request_error",
                  "invalid_api_key",
                  "",
                  "7")),
          Map.entry(
              FailureKind.PERMISSION,
              new Client.Refused(
                  "PermissionDeniedException", 403, "request_forbidden", null, "", "7")),
          Map.entry(
              FailureKind.MODEL_NOT_FOUND,
              new Client.Refused(
                  "NotFoundException", 404, "invalid_request_error", "model_not_found", "", "7")),
          Map.entry(
              FailureKind.QUOTA_EXHAUSTED,
              new Client.Refused(
                  "RateLimitException", 429, "insufficient_quota", "insufficient_quota", "", "7")),
          Map.entry(
              FailureKind.RATE_LIMITED,
              new Client.Refused(
                  "RateLimitException", 429, "requests", "rate_limit_exceeded", "", "7")),
          Map.entry(
              FailureKind.OVERLOADED,
              new Client.Refused(
                  "InternalServerException",
                  503,
                  "service_unavailable_error",
                  "server_is_overloaded",
                  "",
                  "7")),
          Map.entry(
              FailureKind.SERVER_ERROR,
              new Client.Refused("InternalServerException", 500, "server_error", null, "", "7")),
          Map.entry(
              FailureKind.TIMEOUT,
              new Client.Refused("InternalServerException", 504, "timeout", null, "", "7")));

  @Override
  Client client(String url, boolean validating) {
    return new OpenAiClient(url, validating);
  }

  @Override
  Map<String, String> unreadableStreams() {
    return Map.of(
        "openai-responses/stream-custom-tool.sse", "its chunks know no calls of custom tools");
  }

  @Override
  Map<FailureKind, Client.Refused> refusals() {
    return REFUSALS;
  }
}
