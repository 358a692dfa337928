package dev.patchbay.clients;

import dev.patchbay.failure.FailureKind;
import java.util.Map;

final class AnthropicClientTest extends ClientContract {
  @Override
  Client client(String url, boolean validating) {
    return new AnthropicClient(url, validating);
  }

  @Override
  Map<String, String> unvalidated() {
    String searched = "it takes the name of a search for invalid";
    return Map.of(
        "anthropic-messages/resp-pause-turn-server-tool.json", searched,
        "anthropic-messages/stream-server-tool.sse", searched,
        "anthropic-messages/stream-unknown-event.sse", "it does not know the event");
  }

  @Override
  Map<FailureKind, Client.Refused> refusals() {
    return Map.ofEntries(
        Map.entry(
            FailureKind.CONTENT_FILTERED,
            new Client.Refused("BadRequestException", 400, "invalid_request_error", null, "", "7")),
        Map.entry(
            FailureKind.CONTEXT_TOO_LONG,
            new Client.Refused("BadRequestException", 400, "invalid_request_error", null, "", "7")),
        Map.entry(
            FailureKind.INVALID_REQUEST,
            new Client.Refused("BadRequestException", 400, "invalid_request_error", null, "", "7")),
        Map.entry(
            FailureKind.AUTHENTICATION,
            new Client.Refused(
                "UnauthorizedException", 401, "authentication_error", null, "", "7")),
        Map.entry(
            FailureKind.PERMISSION,
            new Client.Refused(
                "PermissionDeniedException", 403, "permission_error", null, "", "7")),
        Map.entry(
            FailureKind.MODEL_NOT_FOUND,
            new Client.Refused("NotFoundException", 404, "not_found_error", null, "", "7")),
        Map.entry(
            FailureKind.QUOTA_EXHAUSTED,
            new Client.Refused("PaymentRequiredException", 402, "billing_error", null, "", "7")),
        Map.entry(
            FailureKind.RATE_LIMITED,
            new Client.Refused("RateLimitException", 429, "rate_limit_error", null, "", "7")),
        Map.entry(
            FailureKind.OVERLOADED,
            new Client.Refused("OverloadedException", 529, "overloaded_error", null, "", "7")),
        Map.entry(
            FailureKind.SERVER_ERROR,
            new Client.Refused("InternalServerException", 500, "api_error", null, "", "7")),
        Map.entry(
            FailureKind.TIMEOUT,
            new Client.Refused("GatewayTimeoutException", 504, "timeout_error", null, "", "7")));
  }
}
