package dev.patchbay.failure;

import dev.patchbay.failure.ResetTimes.Reset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures apart: one table for HTTP errors, errors inside a 200 and errors inside a stream.
 * Stateless.
 */
public final class FailureTable {
  /** As much of an upstream's words as anybody reads. */
  private static final int MAX_MESSAGE = 2_000;

  private static final String ANTHROPIC = "anthropic-messages";
  private static final List<String> REQUEST_IDS =
      List.of("x-request-id", "request-id", "apim-request-id", "x-goog-request-id");

  private FailureTable() {}

  /**
   * Classifies what an upstream said. Pure; never throws. The message is the upstream's, cut to
   * 2,000 characters, but not redacted: that is the caller's matter, as is naming who was asked.
   *
   * @param phase how far the attempt had come
   * @param now what stated times are compared with
   */
  public static Failure classify(ErrorSignal signal, FailurePhase phase, Instant now) {
    Clues clues = Clues.of(signal);
    FailureKind kind = kind(clues);
    Optional<Reset> reset = reset(kind, signal, now);
    return Failure.builder(kind, phase, message(signal, clues.status()))
        .status(clues.status())
        .type(signal.type())
        .code(signal.code())
        .retryAfter(reset.map(Reset::after).orElse(null))
        .scope(scope(kind, signal, reset.orElse(null)))
        .requestId(requestId(signal))
        .build();
  }

  private static FailureKind kind(Clues clues) {
    for (Row row : FailureRows.ROWS) {
      if (row.matches(clues)) {
        return row.kind();
      }
    }
    return FailureKind.SERVER_ERROR;
  }

  private static Optional<Reset> reset(FailureKind kind, ErrorSignal signal, Instant now) {
    return switch (kind) {
      case RATE_LIMITED -> ResetTimes.retryAfter(signal, now);
      // A quota of a day comes with the short delay of its minute's sibling: that one is not meant.
      case QUOTA_EXHAUSTED -> ResetTimes.quotaReset(signal, now);
      // Every answer of some providers carries its windows: only what asks to wait counts here.
      case OVERLOADED, SERVER_ERROR -> ResetTimes.asked(signal, now);
      default -> Optional.empty();
    };
  }

  /** The response decides: see {@link LimitScope}. */
  private static LimitScope scope(FailureKind kind, ErrorSignal signal, @Nullable Reset reset) {
    return switch (kind) {
      case RATE_LIMITED -> reset != null ? reset.scope() : unstated(signal);
      case QUOTA_EXHAUSTED, OVERLOADED -> ResetTimes.scope(signal);
      case MODEL_NOT_FOUND, TIMEOUT, CUT -> LimitScope.ACCOUNT_MODEL;
      default -> LimitScope.ACCOUNT;
    };
  }

  /**
   * A rate limit with limit headers but no time is the account's. With no such header at all,
   * Anthropic means this one request; elsewhere nobody can tell, and the model is the safer guess.
   */
  private static LimitScope unstated(ErrorSignal signal) {
    if (ResetTimes.hasLimitHeader(signal)) {
      return LimitScope.ACCOUNT;
    }
    return signal.protocol().equals(ANTHROPIC) ? LimitScope.REQUEST : LimitScope.ACCOUNT_MODEL;
  }

  private static String message(ErrorSignal signal, int status) {
    if (!signal.message().isBlank()) {
      return bounded(signal.message());
    }
    return status == 0 ? "An error without a message" : "HTTP " + status + " without a message";
  }

  private static @Nullable String requestId(ErrorSignal signal) {
    for (String name : REQUEST_IDS) {
      if (signal.header(name) != null) {
        return signal.header(name);
      }
    }
    return null;
  }

  static String bounded(String text) {
    if (text.length() <= MAX_MESSAGE) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_MESSAGE - 1)) ? 1 : 0;
    return text.substring(0, MAX_MESSAGE - end);
  }
}
