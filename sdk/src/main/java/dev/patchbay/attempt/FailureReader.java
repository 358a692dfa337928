package dev.patchbay.attempt;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.FailureTable;
import dev.patchbay.route.Candidate;
import dev.patchbay.secret.Redactor;
import dev.patchbay.secret.Secret;
import dev.patchbay.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** Makes failures of whatever went wrong at one candidate: placed, bounded and redacted. */
final class FailureReader {
  private static final int SHOWN_CHARACTERS = 2_000;

  private final Candidate candidate;
  private final Clock clock;

  FailureReader(Candidate candidate, Clock clock) {
    this.candidate = candidate;
    this.clock = clock;
  }

  /** What an upstream said, judged by the one table. */
  Failure of(ErrorSignal signal, FailurePhase phase, byte[] body) {
    Failure failure = FailureTable.classify(signal, phase, clock.instant());
    String message = failure.message();
    if (failure.kind() == FailureKind.MISCONFIGURED) {
      message +=
          " (is the base URL of provider "
              + providerId()
              + " right? It was asked at "
              + baseUrl()
              + ")";
    }
    return placed(
        failure.toBuilder()
            .message(redact(message))
            .requestId(requestId(signal.headers()))
            .body(body.length == 0 ? null : redact(text(body))));
  }

  Failure of(TransportException e) {
    return of(e.kind(), e.phase(), String.valueOf(e.getMessage()));
  }

  Failure of(FailureKind kind, FailurePhase phase, String message) {
    return placed(Failure.builder(kind, phase, redact(message)));
  }

  /** An answer of status 200 that is no answer. */
  Failure senseless(String what, FailurePhase phase, byte[] body) {
    return placed(
        Failure.builder(FailureKind.SERVER_ERROR, phase, redact(what))
            .status(200)
            .body(body.length == 0 ? null : redact(text(body))));
  }

  private Failure placed(Failure.Builder builder) {
    return builder
        .at(providerId(), candidate.account().alias(), candidate.target().model())
        .build();
  }

  private String providerId() {
    return candidate.target().provider().id();
  }

  private String baseUrl() {
    return String.valueOf(
        candidate.target().provider().protocols().get(candidate.target().protocol()));
  }

  private String redact(String text) {
    String shown =
        text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    Secret key = candidate.account().apiKey();
    return key == null ? Redactor.redact(shown) : Redactor.redact(shown, key);
  }

  private static String text(byte[] body) {
    return new String(body, 0, Math.min(body.length, 4 * SHOWN_CHARACTERS), StandardCharsets.UTF_8);
  }

  private static @org.jspecify.annotations.Nullable String requestId(Map<String, String> headers) {
    for (String name : new String[] {"x-request-id", "request-id", "apim-request-id"}) {
      if (headers.containsKey(name)) {
        return headers.get(name);
      }
    }
    return null;
  }
}
