package dev.patchbay.log;

import dev.patchbay.chat.Usage;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.price.PicoUsd;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.RouteTrace;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request that has ended, however it did. Immutable.
 *
 * @param id our id of the request
 * @param at when it arrived, in whole milliseconds
 * @param origin whose it was
 * @param streamed true if the caller asked for a stream
 * @param failure how it failed; null if it was served
 * @param message what the caller was told of the failure; null if it was served
 * @param timing how long it took
 * @param usage tokens of the attempt that served, or else of the last one that said; null if none
 *     did
 * @param trace what the router did
 */
public record RequestRecord(
    String id,
    Instant at,
    RequestOrigin origin,
    boolean streamed,
    @Nullable FailureKind failure,
    @Nullable String message,
    RequestTiming timing,
    @Nullable Usage usage,
    RouteTrace trace) {
  public RequestRecord {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** True if it was answered in whole. */
  public boolean served() {
    return failure == null;
  }

  /** The model as the caller typed it. */
  public String askedModel() {
    return trace.askedModel();
  }

  /** The attempt that served, or else the last one; null if nothing was tried. */
  public @Nullable AttemptRecord decisive() {
    List<AttemptRecord> all = trace.attempts();
    return trace.served().orElse(all.isEmpty() ? null : all.get(all.size() - 1));
  }

  /** Id of the provider that was asked last; null if none was. */
  public @Nullable String provider() {
    AttemptRecord attempt = decisive();
    return attempt == null ? null : attempt.provider();
  }

  /** Alias of the account that was asked last; null if none was. */
  public @Nullable String account() {
    AttemptRecord attempt = decisive();
    return attempt == null ? null : attempt.account();
  }

  /** The model as the provider was asked for it last; null if none was. */
  public @Nullable String model() {
    AttemptRecord attempt = decisive();
    return attempt == null ? null : attempt.model();
  }

  /** Cost of the attempt that served in USD; null if it is unknown or none did. */
  public @Nullable BigDecimal servedCostUsd() {
    return trace.served().map(AttemptRecord::costUsd).orElse(null);
  }

  /** Cost of all attempts in 10⁻¹² USD; null if that of one is unknown. */
  public @Nullable Long totalCostPicoUsd() {
    BigDecimal total = trace.totalCostUsd();
    return total == null ? null : PicoUsd.of(total);
  }

  /** True if it went on with another account or model after an attempt had failed. */
  public boolean failedOver() {
    AttemptRecord before = null;
    for (AttemptRecord attempt : trace.attempts()) {
      if (before != null && isFailure(before) && !sameTarget(before, attempt)) {
        return true;
      }
      before = attempt;
    }
    return false;
  }

  /** Of raced attempts the slower are cancelled, which is no failure. */
  private static boolean isFailure(AttemptRecord attempt) {
    return attempt.failure() != null && attempt.failure().kind() != FailureKind.CANCELLED;
  }

  private static boolean sameTarget(AttemptRecord one, AttemptRecord other) {
    return one.account().equals(other.account()) && Objects.equals(one.model(), other.model());
  }
}
