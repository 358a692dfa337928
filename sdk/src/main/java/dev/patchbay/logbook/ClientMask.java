package dev.patchbay.logbook;

import dev.patchbay.attempt.Asked;
import dev.patchbay.attempt.Mask;
import dev.patchbay.failure.Failure;
import dev.patchbay.secret.Redactor;
import dev.patchbay.secret.Secret;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.RouteTrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Masks a client's own credentials: an upstream may echo them out of what the client said, and
 * whoever asked it knew nothing of them. Immutable.
 */
final class ClientMask {
  /** Where clients have their credentials. */
  private static final List<String> HEADERS =
      List.of(
          "authorization",
          "proxy-authorization",
          "x-api-key",
          "x-goog-api-key",
          "api-key",
          "cookie");

  private final List<Secret> secrets;

  private ClientMask(List<Secret> secrets) {
    this.secrets = secrets;
  }

  static ClientMask of(Asked asked) {
    List<String> values = new ArrayList<>();
    if (asked instanceof Asked.Wired wired) {
      for (String name : HEADERS) {
        String value = wired.wire().headers().get(name);
        if (value != null) {
          values.add(value);
        }
      }
    }
    return new ClientMask(Mask.words(values));
  }

  List<Secret> secrets() {
    return secrets;
  }

  RouteTrace over(RouteTrace trace) {
    return secrets.isEmpty() || trace.attempts().stream().allMatch(AttemptRecord::served)
        ? trace
        : trace.withAttempts(trace.attempts().stream().map(this::over).toList());
  }

  private AttemptRecord over(AttemptRecord attempt) {
    return attempt.failure() == null
        ? attempt
        : new AttemptRecord(
            attempt.number(),
            attempt.provider(),
            attempt.account(),
            attempt.model(),
            attempt.protocol(),
            attempt.startedAt(),
            attempt.duration(),
            attempt.timeToFirstToken(),
            over(attempt.failure()),
            attempt.costUsd());
  }

  private Failure over(Failure failure) {
    return failure.toBuilder()
        .type(over(failure.type()))
        .code(over(failure.code()))
        .message(String.valueOf(over(failure.message())))
        .requestId(over(failure.requestId()))
        .detail(over(failure.detail()))
        .body(over(failure.body()))
        .build();
  }

  /** A text, or null. */
  @Nullable String over(@Nullable String text) {
    return text == null || secrets.isEmpty() ? text : Redactor.redact(text, secrets);
  }
}
