package dev.patchbay.attempt;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.FailureTable;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.Candidate;
import dev.patchbay.secret.Addresses;
import dev.patchbay.secret.Lines;
import dev.patchbay.secret.Redactor;
import dev.patchbay.transport.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes failures of whatever went wrong at one candidate: placed, bounded and redacted. */
final class FailureReader {
  private static final int SHOWN_CHARACTERS = 2_000;

  /** Enough to hold what is shown and a credential across its end. */
  private static final int READ_BYTES = 32_768;

  private static final int WORD_CHARACTERS = 200;

  /** What servers take for the name of a header. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+");

  private final Candidate candidate;
  private final Clock clock;

  FailureReader(Candidate candidate, Clock clock) {
    this.candidate = candidate;
    this.clock = clock;
  }

  /** What an upstream said, judged by the one table. */
  Failure of(ErrorSignal signal, FailurePhase phase, byte[] body) {
    Failure failure = FailureTable.classify(signal, phase, clock.instant());
    // The table cuts its message: one that was long is taken from the signal, to be masked whole.
    String message = signal.message().isBlank() ? failure.message() : signal.message();
    String detail = null;
    if (failure.kind() == FailureKind.MISCONFIGURED) {
      message += " (is the base URL of provider " + providerId() + " right?)";
      detail = "it was asked at " + Redactor.address(baseUrl());
    }
    return placed(
        failure.toBuilder()
            .message(redact(addresses().over(message)))
            .detail(detail)
            .type(word(failure.type()))
            .code(word(failure.code()))
            .requestId(word(requestId(signal.headers())))
            .body(body.length == 0 ? null : redact(text(body))));
  }

  Failure of(TransportException e) {
    return of(e.kind(), e.phase(), e.what(), e.detail());
  }

  Failure of(FailureKind kind, FailurePhase phase, String message) {
    return of(kind, phase, message, null);
  }

  /** As above, with what clients are not told. */
  Failure of(FailureKind kind, FailurePhase phase, String message, @Nullable String detail) {
    return placed(
        Failure.builder(kind, phase, redact(addresses().over(message)))
            .detail(detail == null ? null : redact(detail)));
  }

  /** An answer of status 200 that is no answer. */
  Failure senseless(String what, FailurePhase phase, byte[] body) {
    return placed(
        Failure.builder(FailureKind.SERVER_ERROR, phase, redact(addresses().over(what)))
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

  private Addresses addresses() {
    Provider provider = candidate.target().provider();
    List<String> urls = new ArrayList<>(provider.protocols().values());
    if (provider.proxy() != null) {
      urls.add(provider.proxy());
    }
    return Addresses.of(provider.id(), urls);
  }

  /** Masked before it is cut: half a credential is one too. */
  String redact(String text) {
    return shortened(Mask.of(candidate).over(text), SHOWN_CHARACTERS);
  }

  /** A word of the upstream's, such as a code or an id: one line, short, masked. */
  private @Nullable String word(@Nullable String text) {
    return text == null
        ? null
        : shortened(Mask.of(candidate).over(Lines.one(text)), WORD_CHARACTERS);
  }

  /** Headers that go to a client: printable ones, without what the upstream must not echo. */
  Map<String, String> masked(Map<String, String> headers) {
    Map<String, String> masked = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          if (NAME.matcher(name).matches()) {
            masked.put(name, String.valueOf(word(value)).replaceAll("[^ -~]", "?"));
          }
        });
    return masked;
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  private static String text(byte[] body) {
    return new String(body, 0, Math.min(body.length, READ_BYTES), StandardCharsets.UTF_8);
  }

  private static @Nullable String requestId(Map<String, String> headers) {
    for (String name : new String[] {"x-request-id", "request-id", "apim-request-id"}) {
      if (headers.containsKey(name)) {
        return headers.get(name);
      }
    }
    return null;
  }
}
