package dev.patchbay.trace;

import dev.patchbay.failure.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One candidate tried once. Immutable.
 *
 * @param number 1 for the first attempt of the request
 * @param provider id of the provider
 * @param account alias of the account, {@code provider/name}
 * @param model the model as the provider was asked for it
 * @param protocol id of the protocol spoken
 * @param startedAt when it began
 * @param duration how long it took until its end, failed or complete
 * @param timeToFirstToken until the first output of the model; null if none came
 * @param failure why it failed; null if it served the answer
 * @param costUsd what it cost in USD, exact to 10⁻¹² USD; null if unknown
 */
public record AttemptRecord(
    int number,
    String provider,
    String account,
    String model,
    String protocol,
    Instant startedAt,
    Duration duration,
    @Nullable Duration timeToFirstToken,
    @Nullable Failure failure,
    @Nullable BigDecimal costUsd)
    implements java.io.Serializable {

  /** True if this attempt served the answer. */
  public boolean served() {
    return failure == null;
  }
}
