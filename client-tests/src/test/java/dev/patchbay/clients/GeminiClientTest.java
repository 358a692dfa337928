package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GeminiClientTest extends ClientContract {
  @Override
  Client client(String url, boolean validating) {
    return new GeminiClient(url);
  }

  @Override
  Map<FailureKind, Client.Refused> refusals() {
    return Map.ofEntries(
        Map.entry(
            FailureKind.CONTENT_FILTERED,
            new Client.Refused("ClientException", 400, "INVALID_ARGUMENT", null, "", null)),
        Map.entry(
            FailureKind.CONTEXT_TOO_LONG,
            new Client.Refused("ClientException", 400, "INVALID_ARGUMENT", null, "", null)),
        Map.entry(
            FailureKind.INVALID_REQUEST,
            new Client.Refused("ClientException", 400, "INVALID_ARGUMENT", null, "", null)),
        Map.entry(
            FailureKind.AUTHENTICATION,
            new Client.Refused("ClientException", 401, "UNAUTHENTICATED", null, "", null)),
        Map.entry(
            FailureKind.PERMISSION,
            new Client.Refused("ClientException", 403, "PERMISSION_DENIED", null, "", null)),
        Map.entry(
            FailureKind.MODEL_NOT_FOUND,
            new Client.Refused("ClientException", 404, "NOT_FOUND", null, "", null)),
        Map.entry(
            FailureKind.QUOTA_EXHAUSTED,
            new Client.Refused("ClientException", 429, "RESOURCE_EXHAUSTED", null, "", null)),
        Map.entry(
            FailureKind.RATE_LIMITED,
            new Client.Refused("ClientException", 429, "RESOURCE_EXHAUSTED", null, "", null)),
        Map.entry(
            FailureKind.OVERLOADED,
            new Client.Refused("ServerException", 503, "UNAVAILABLE", null, "", null)),
        Map.entry(
            FailureKind.SERVER_ERROR,
            new Client.Refused("ServerException", 500, "INTERNAL", null, "", null)),
        Map.entry(
            FailureKind.TIMEOUT,
            new Client.Refused("ServerException", 504, "DEADLINE_EXCEEDED", null, "", null)));
  }

  /** google-genai takes a cut for the end: what tells it is that no reason to finish was given. */
  @Override
  @Test
  void throwsWhereAStreamIsCut() {
    for (FakeUpstream.End end : FakeUpstream.End.values()) {
      upstream().serve(Served.unfinished(client().codec(), begun(), end));
      assertTrue(client().streamed().toString().endsWith("finish null"));
    }
  }
}
