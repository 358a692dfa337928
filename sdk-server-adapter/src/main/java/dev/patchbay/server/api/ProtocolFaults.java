package dev.patchbay.server.api;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.FaultWriter;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.Protocol;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells the server's own faults as each protocol's vendor would. Thread-safe. */
final class ProtocolFaults implements FaultWriter {
  private static final String RETRY = "x-should-retry";
  private static final String AFTER = "retry-after";

  private static final Map<Integer, FailureKind> KINDS =
      Map.of(
          401, FailureKind.AUTHENTICATION,
          402, FailureKind.BUDGET_EXCEEDED,
          403, FailureKind.PERMISSION,
          404, FailureKind.MODEL_NOT_FOUND,
          409, FailureKind.PINNED_UNAVAILABLE,
          429, FailureKind.RATE_LIMITED,
          503, FailureKind.OVERLOADED,
          504, FailureKind.TIMEOUT);

  private final Function<Protocol, Codec> codecs;

  ProtocolFaults(Function<Protocol, Codec> codecs) {
    this.codecs = codecs;
  }

  @Override
  public Answer.Whole tell(Fault fault, Protocol protocol) {
    EncodedError error = codecs.apply(protocol).encodeError(failure(fault));
    Map<String, String> headers = new LinkedHashMap<>(error.headers());
    if (fault.headers().containsKey(AFTER)) {
      // Nothing was tried for it: whoever waits as long may well come again.
      headers.remove(RETRY);
    }
    headers.putAll(fault.headers());
    return new Answer.Whole(fault.status(), headers, error.body());
  }

  /** The router's failure in the protocol's form, as it tells those of requests. */
  static Answer.Whole told(Codec codec, Failure failure) {
    EncodedError error = codec.encodeError(failure);
    return new Answer.Whole(error.status(), error.headers(), error.body());
  }

  private static Failure failure(Fault fault) {
    return Failure.builder(kind(fault.status()), FailurePhase.PLANNING, fault.text())
        .status(fault.status())
        .code(fault.code())
        .retryAfter(wait(fault))
        .build();
  }

  private static FailureKind kind(int status) {
    FailureKind otherwise = status < 500 ? FailureKind.INVALID_REQUEST : FailureKind.SERVER_ERROR;
    return KINDS.getOrDefault(status, otherwise);
  }

  private static @Nullable Duration wait(Fault fault) {
    String seconds = fault.headers().get(AFTER);
    return seconds == null ? null : Duration.ofSeconds(Long.parseLong(seconds));
  }
}
